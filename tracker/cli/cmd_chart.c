/* tradefig chart: draws a chart of a pair, into a file or onto the terminal. */
#include "tracker/cli/common.h"
#include "tracker/cli/terminal.h"

#include <stdlib.h>
#include <string.h>

static TfChartKind kind_of(const Options *options)
{
    TfChartKind kind = TF_CHART_TRAJECTORY;
    if (options->kind != NULL && !tf_chart_kind_read(tf_slice(options->kind), &kind))
        kind = TF_CHART_TRAJECTORY; /* the table of options has checked it */
    return kind;
}

static TfStatus check_options(const Context *context)
{
    const Options *options = context->options;
    bool is_shown = options->terminal || options->ascii;
    if (is_shown && options->sixel)
        return tf_fail(context->error, TF_BAD_USAGE,
                       "--sixel is a picture, --terminal and --ascii are text: one of them");
    if (options->sixel && options->output != NULL)
        return tf_fail(context->error, TF_BAD_USAGE,
                       "--sixel writes onto the terminal; --output FILE.six without it writes a file");
    if (is_shown && options->output != NULL)
        return tf_fail(context->error, TF_BAD_USAGE,
                       "a chart goes onto the terminal or into --output, not both; > FILE keeps the text");
    if (is_shown && options->theme != NULL)
        return tf_fail(context->error, TF_BAD_USAGE, "the terminal has its own colours: no --theme there");
    if (!is_shown && options->colour != NULL)
        return tf_fail(context->error, TF_BAD_USAGE, "--color goes with --terminal");
    if (options->period != NULL && kind_of(options) != TF_CHART_CLAIMS)
        return tf_fail(context->error, TF_BAD_USAGE, "--period goes with --kind claims");
    return TF_OK;
}

static TfStatus read_chart(const Context *context, TfAsk *ask)
{
    const Options *options = context->options;
    if (kind_of(options) == TF_CHART_PAIRS)
        return read_ask_pairs(context, ask);
    if (context->argument_count == 0)
        return tf_fail(context->error, TF_BAD_USAGE,
                       "chart needs a PAIR (only --kind pairs does not); see tradefig help chart");
    TfStatus status = read_ask(context, 0, ask);
    if (status == TF_OK && options->period != NULL)
        ask->year = atoi(options->period); /* the table of options has checked it */
    return status;
}

/* Where the picture goes when nobody says. */
static TfSlice usual_path(const Context *context, const TfAsk *ask)
{
    char name[TF_PAIR_CHARS];
    if (kind_of(context->options) == TF_CHART_PAIRS)
        return tf_slice("pairs.svg");
    return tf_arena_format(context->arena, "%s.svg", tf_pair_short(name, ask->pair));
}

static TfStatus show(const Context *context, Tradefig *tradefig, const TfAsk *ask)
{
    TfTerminal terminal = terminal_of(context->options);
    TfSlice text;
    TfStatus status = tf_chart_text(tradefig, ask, kind_of(context->options), &terminal, context->arena,
                                    &text, context->error);
    if (status == TF_OK)
        text_add_slice(context->out, text);
    return status;
}

static TfChartTheme theme_of(const Options *options)
{
    return options->theme != NULL && strcmp(options->theme, "dark") == 0 ? TF_THEME_DARK : TF_THEME_LIGHT;
}

/* Also without a terminal: `tradefig chart KZ-RU --sixel | ssh ...` and `> FILE` are asked for. */
static TfStatus show_sixel(const Context *context, Tradefig *tradefig, const TfAsk *ask)
{
    const Options *options = context->options;
    TfSlice picture;
    TfStatus status = tf_chart_sixel(tradefig, ask, kind_of(options), theme_of(options),
                                     terminal_of(options).pixels, context->arena, &picture, context->error);
    if (status == TF_OK) {
        text_add_slice(context->out, picture);
        text_add_byte(context->out, '\n'); /* the prompt comes below the picture */
    }
    return status;
}

static TfStatus draw(const Context *context, Tradefig *tradefig, const TfAsk *ask)
{
    const Options *options = context->options;
    TfSlice path = options->output != NULL ? tf_slice(options->output) : usual_path(context, ask);
    if (path.bytes == NULL)
        return tf_fail_memory(context->error);
    TfStatus status =
        tf_chart(tradefig, ask, kind_of(options), theme_of(options), path.bytes, context->error);
    if (status == TF_OK)
        text_addf(context->out, "%s\n", path.bytes);
    return status;
}

int cmd_chart(const Context *context)
{
    const Options *options = context->options;
    Tradefig *tradefig = NULL;
    TfAsk ask;
    TfStatus status = check_options(context);
    if (status == TF_OK)
        status = read_chart(context, &ask);
    if (status == TF_OK)
        ask.lang = tf_slice(options->lang);
    if (status == TF_OK)
        status = open_database(context, false, &tradefig);
    if (status == TF_OK && options->sixel)
        status = show_sixel(context, tradefig, &ask);
    else if (status == TF_OK)
        status = options->terminal || options->ascii ? show(context, tradefig, &ask)
                                                     : draw(context, tradefig, &ask);
    TfSeries series;
    bool is_one = kind_of(options) != TF_CHART_PAIRS;
    if (status == TF_OK && is_one && tf_series(tradefig, &ask, context->arena, &series, NULL) == TF_OK)
        print_warnings(options, &series);
    tf_close(tradefig);
    return exit_code_of(status);
}
