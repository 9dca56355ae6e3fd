/* tradefig report: writes the pages. */
#include "tracker/cli/common.h"
#include "tracker/web/single.h"

static TfStatus write_report(const Context *context, Tradefig *tradefig, const WebOptions *web,
                             WebReport *report)
{
    const Options *options = context->options;
    if (options->single_file)
        return web_report_single(tradefig, web, options->output, report, context->error);
    return web_report(tradefig, web, report, context->error);
}

static void tell(const Context *context, const WebReport *report)
{
    const Options *options = context->options;
    const char *pairs = report->pairs == 1 ? "" : "s";
    const char *articles = report->articles == 1 ? "" : "s";
    text_addf(context->out, "%s%s\n", options->output, options->single_file ? "" : "/index.html");
    if (options->single_file)
        remark(options, "%zu pair%s, %zu article%s in one file", report->pairs, pairs, report->articles,
               articles);
    else
        remark(options, "%zu pair%s, %zu article%s; %zu files, %zu of them new or changed", report->pairs,
               pairs, report->articles, articles, report->files, report->written);
}

int cmd_report(const Context *context)
{
    const Options *options = context->options;
    Tradefig *tradefig = NULL;
    WebReport report;
    WebOptions web = {.folder = options->output, .base_url = options->base_url};
    TfStatus status = TF_OK;
    if (options->output == NULL)
        status = tf_fail(context->error, TF_BAD_USAGE,
                         "report needs the folder to write: -o FOLDER, or --single-file -o FILE.html");
    if (status == TF_OK)
        status = read_ask_pairs(context, &web.ask);
    if (status == TF_OK)
        status = open_database(context, false, &tradefig);
    if (status == TF_OK)
        status = write_report(context, tradefig, &web, &report);
    if (status == TF_OK)
        tell(context, &report);
    tf_close(tradefig);
    return exit_code_of(status);
}
