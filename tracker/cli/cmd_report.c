/* tradefig report: writes the pages. */
#include "tracker/cli/common.h"
#include "tracker/web/report.h"

int cmd_report(const Context *context)
{
    const Options *options = context->options;
    Tradefig *tradefig = NULL;
    WebReport report;
    WebOptions web = {.folder = options->output, .base_url = options->base_url};
    TfStatus status = TF_OK;
    if (options->output == NULL)
        status = tf_fail(context->error, TF_BAD_USAGE, "report needs the folder to write: -o FOLDER");
    if (status == TF_OK)
        status = read_ask_pairs(context, &web.ask);
    if (status == TF_OK)
        status = open_database(context, false, &tradefig);
    if (status == TF_OK)
        status = web_report(tradefig, &web, &report, context->error);
    if (status == TF_OK) {
        text_addf(context->out, "%s/index.html\n", options->output);
        remark(options, "%zu pair%s, %zu article%s; %zu files, %zu of them new or changed", report.pairs,
               report.pairs == 1 ? "" : "s", report.articles, report.articles == 1 ? "" : "s", report.files,
               report.written);
    }
    tf_close(tradefig);
    return exit_code_of(status);
}
