/* tradefig report: writes the pages. */
#define _GNU_SOURCE /* sigaction, sysconf */
#include "tracker/cli/common.h"
#include "tracker/web/single.h"

#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#define MOST_JOBS 8 /* without --jobs */

static void on_interrupt(int signal_number)
{
    (void)signal_number;
    web_interrupt();
}

/* Stop behind the pages at hand, so that the next report goes on from there. */
static void handle_signals(void)
{
    struct sigaction stop = {.sa_handler = on_interrupt};
    (void)sigaction(SIGINT, &stop, NULL);
    (void)sigaction(SIGTERM, &stop, NULL);
}

static unsigned report_jobs(const Options *options)
{
    long cores = options->jobs != NULL ? strtol(options->jobs, NULL, 10) : sysconf(_SC_NPROCESSORS_ONLN);
    if (options->jobs == NULL && cores > MOST_JOBS)
        cores = MOST_JOBS;
    return cores > 0 ? (unsigned)cores : 1;
}

static TfStatus write_report(const Context *context, const WebOptions *web, WebReport *report)
{
    const Options *options = context->options;
    if (options->single_file)
        return web_report_single(web, options->output, report, context->error);
    return web_report(web, report, context->error);
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
    WebOptions web = {.folder = options->output, .base_url = options->base_url, .jobs = report_jobs(options)};
    TfStatus status = TF_OK;
    if (options->output == NULL)
        status = tf_fail(context->error, TF_BAD_USAGE,
                         "report needs the folder to write: -o FOLDER, or --single-file -o FILE.html");
    if (status == TF_OK)
        status = read_ask_pairs(context, &web.ask);
    if (status == TF_OK)
        status = open_database(context, false, &tradefig); /* says what to do when it is not there */
    tf_close(tradefig);                                    /* each process of the report opens its own */
    web.database = database_path(context).bytes;
    if (status == TF_OK && web.database == NULL)
        status = tf_fail_memory(context->error);
    if (status == TF_OK) {
        handle_signals();
        status = write_report(context, &web, &report);
    }
    if (status == TF_OK)
        tell(context, &report);
    return exit_code_of(status);
}
