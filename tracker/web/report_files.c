/* Files of a report: whole, and left alone when they stay the same. */
#include "tracker/base/file.h"
#include "tracker/web/report_parts.h"

#include <sys/stat.h>

/* Whether the file at `path` holds exactly these bytes. */
static bool is_same(const char *path, TfSlice bytes)
{
    struct stat about;
    TfArena arena;
    TfSlice old;
    if (stat(path, &about) != 0 || !S_ISREG(about.st_mode) || (size_t)about.st_size != bytes.length)
        return false;
    tf_arena_init(&arena, REPORT_MOST_FILE + 1);
    bool same = file_read(path, REPORT_MOST_FILE, &arena, &old, NULL) == TF_OK && tf_slice_equal(old, bytes);
    tf_arena_done(&arena);
    return same;
}

TfStatus writer_put(Writer *writer, TfSlice name, TfSlice bytes, TfError *error)
{
    TfSlice path = tf_arena_format(&writer->page, "%s/%.*s", writer->options->folder, TF_SLICE_ARG(name));
    if (path.bytes == NULL)
        return tf_fail_memory(error);
    writer->report->files++;
    if (is_same(path.bytes, bytes))
        return TF_OK;
    writer->report->written++;
    return file_write_whole(path.bytes, bytes, error);
}

TfStatus writer_put_page(Writer *writer, TfSlice name, TfError *error)
{
    TfStatus status = name.bytes == NULL ? tf_fail_memory(error) : text_check(&writer->out, error);
    if (status == TF_OK)
        status = writer_put(writer, name, text_slice(&writer->out), error);
    text_clear(&writer->out);
    return status;
}
