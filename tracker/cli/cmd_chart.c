/* tradefig chart: draws a chart of a pair. */
#include "tracker/cli/common.h"

#include <string.h>

int cmd_chart(const Context *context)
{
    const Options *options = context->options;
    Tradefig *tradefig = NULL;
    TfAsk ask;
    char name[TF_PAIR_CHARS];
    TfStatus status = read_ask(context, 0, &ask);
    if (status != TF_OK)
        return exit_code_of(status);
    TfSlice path = options->output != NULL
                       ? tf_slice(options->output)
                       : tf_arena_format(context->arena, "%s.svg", tf_pair_short(name, ask.pair));
    TfChartTheme theme =
        options->theme != NULL && strcmp(options->theme, "dark") == 0 ? TF_THEME_DARK : TF_THEME_LIGHT;
    TfChartKind kind = TF_CHART_TRAJECTORY;
    if (options->kind != NULL && !tf_chart_kind_read(tf_slice(options->kind), &kind))
        kind = TF_CHART_TRAJECTORY; /* the table of options has checked it */
    if (path.bytes == NULL)
        status = tf_fail_memory(context->error);
    if (status == TF_OK)
        status = open_database(context, false, &tradefig);
    if (status == TF_OK)
        status = tf_chart(tradefig, &ask, kind, theme, path.bytes, context->error);
    if (status == TF_OK)
        text_addf(context->out, "%s\n", path.bytes);
    TfSeries series;
    if (status == TF_OK && tf_series(tradefig, &ask, context->arena, &series, NULL) == TF_OK)
        print_warnings(options, &series);
    tf_close(tradefig);
    return exit_code_of(status);
}
