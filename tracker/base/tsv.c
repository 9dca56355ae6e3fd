/* The TSV reader. A UTF-8 mark at the start and CR before LF are dropped. */
#include "tracker/base/tsv.h"

void tsv_open(TsvReader *reader, TfSlice file)
{
    if (tf_slice_starts_with(file, "\xEF\xBB\xBF"))
        file = tf_slice_range(file, 3, file.length);
    *reader = (TsvReader){.rest = file};
    if (file.length == 0)
        reader->rest.bytes = NULL;
}

bool tsv_next(TsvReader *reader)
{
    while (reader->rest.bytes != NULL) {
        TfSlice line = tf_slice_split(&reader->rest, '\n');
        reader->line++;
        if (tf_slice_trim(line).length == 0 || line.bytes[0] == '#')
            continue;
        reader->count = 0;
        while (line.bytes != NULL && reader->count < TSV_MOST_FIELDS - 1)
            reader->fields[reader->count++] = tf_slice_trim(tf_slice_split(&line, '\t'));
        if (line.bytes != NULL)
            reader->fields[reader->count++] = tf_slice_trim(line);
        return true;
    }
    return false;
}

TfSlice tsv_field(const TsvReader *reader, size_t index)
{
    return index < reader->count ? reader->fields[index] : tf_slice("");
}
