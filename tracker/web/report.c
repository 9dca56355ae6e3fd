/* The report: its folders, then its parts one after the other. */
#include "tracker/web/report.h"

#include "tracker/base/file.h"
#include "tracker/web/report_parts.h"

static TfStatus make_folders(Writer *writer, TfError *error)
{
    static const char *const names[] = {WEB_PAIRS, WEB_ARTICLES, WEB_TARGETS};
    TfStatus status = TF_OK;
    for (size_t i = 0; i < sizeof names / sizeof names[0] && status == TF_OK; i++) {
        TfSlice path = tf_arena_format(&writer->kept, "%s/%s", writer->options->folder, names[i]);
        status = path.bytes == NULL ? tf_fail_memory(error) : file_make_folder(path.bytes, error);
    }
    return status;
}

TfStatus web_report(Tradefig *tradefig, const WebOptions *options, WebReport *report, TfError *error)
{
    Writer writer = {.tradefig = tradefig, .options = options, .report = report};
    *report = (WebReport){.pairs = 0};
    text_init(&writer.out, REPORT_MOST_FILE);
    tf_arena_init(&writer.kept, 0);
    tf_arena_init(&writer.page, 0);
    TfStatus status = make_folders(&writer, error);
    if (status == TF_OK)
        status = report_write_pairs(&writer, error);
    if (status == TF_OK)
        status = report_write_articles(&writer, error);
    text_done(&writer.out);
    tf_arena_done(&writer.kept);
    tf_arena_done(&writer.page);
    return status;
}
