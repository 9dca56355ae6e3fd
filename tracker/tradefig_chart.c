/* A pair's chart: series, projection and targets put together and drawn. */
#include "plots/chart.h"
#include "plots/terms.h"
#include "tracker/base/file.h"
#include "tracker/report/pair_chart.h"
#include "tracker/report/pair_kinds.h"
#include "tracker/tradefig_known.h"

#include <stdlib.h>

/* The numbers behind the picture. */
static TfStatus write_numbers(const Chart *chart, const char *path, bool is_json, TfError *error)
{
    TextBuilder out;
    text_init(&out, 0);
    if (is_json)
        chart_json(chart, &out);
    else
        chart_csv(chart, &out);
    TfStatus status = text_check(&out, error);
    if (status == TF_OK)
        status = file_write_whole(path, text_slice(&out), error);
    text_done(&out);
    return status;
}

static TfStatus write_chart(const Chart *chart, TfChartTheme theme, const char *path, TfError *error)
{
    ChartFormat format;
    bool is_json = tf_slice_ends_with(tf_slice(path), ".json");
    if (is_json || tf_slice_ends_with(tf_slice(path), ".csv"))
        return write_numbers(chart, path, is_json, error);
    if (!chart_format_of(path, &format))
        return tf_fail_at(
            error, TF_BAD_USAGE, path, 0,
            "the file's ending says what to draw: .svg, .png, .pdf, .six, or .json or .csv for the "
            "numbers");
    return chart_write(NULL, chart, format, theme == TF_THEME_DARK ? CHART_DARK : CHART_LIGHT, path, error);
}

TfStatus tradefig_words(Tradefig *tradefig, const TfAsk *ask, Words **words, TfError *error)
{
    ChartLanguage language = CHART_ENGLISH;
    TfStatus status = TF_OK;
    if (ask->lang.length > 0 && !chart_language_of(ask->lang, &language))
        return tf_fail(error, TF_BAD_USAGE, "charts have no words in '%.*s', only in en, ru, vi",
                       TF_SLICE_ARG(ask->lang));
    if (tradefig->words != NULL && words_language(tradefig->words) != language) {
        words_close(tradefig->words);
        tradefig->words = NULL;
    }
    if (tradefig->words == NULL)
        status = words_open(language, &tradefig->words, error);
    *words = tradefig->words;
    return status;
}

/* What the makers of charts are given. */
typedef struct Question {
    Tradefig *tradefig;
    const TfAsk *ask;
    TfArena *arena;
    Known known;
    Words *words;
} Question;

static TfStatus make_trajectory(const Question *question, Chart *chart, TfError *error)
{
    const Known *known = &question->known;
    TfProjection projection = {NULL, 0, {NULL, 0}, 0, NULL, 0};
    TfProgressRows progress = {.items = NULL};
    TfStatus status = known_project(question->tradefig, known, 0, question->arena, &projection, error);
    /* A pair of which only growth or targets are known still has a chart, without a fan. */
    if (status == TF_NOT_FOUND || status == TF_BAD_INPUT || status == TF_NUMERIC)
        status = TF_OK;
    if (status == TF_OK)
        status = known_judge(question->tradefig, known, question->ask, question->arena, &progress, error);
    if (status == TF_OK)
        status = report_pair_chart(&known->series, &known->rows, &projection, progress.items, progress.count,
                                   question->words, question->arena, chart, error);
    const Trajectory *drawn = &chart->trajectory;
    if (status == TF_OK && drawn->point_count + drawn->fan_count + drawn->target_count == 0)
        status = tf_fail(error, TF_NOT_FOUND,
                         "nothing to draw: no yearly turnover or target of the pair is stated in "
                         "US dollars; tradefig series --verbose says what is");
    return status;
}

static TfStatus make_odds(const Question *question, Chart *chart, TfError *error)
{
    TfHistoryRows history = {.items = NULL};
    TfStatus status =
        tf_progress_history(question->tradefig, question->ask, question->arena, &history, error);
    if (status != TF_OK)
        return status;
    return report_odds_chart(&question->known.series, &question->known.rows, history.items, history.count,
                             question->words, question->arena, chart, error);
}

static TfStatus make_targets(const Question *question, Chart *chart, TfError *error)
{
    const Known *known = &question->known;
    TfProgressRows progress = {.items = NULL};
    TfStatus status =
        known_judge(question->tradefig, known, question->ask, question->arena, &progress, error);
    if (status != TF_OK)
        return status;
    return report_targets_chart(&known->series, &known->rows, progress.items, progress.count, question->words,
                                question->arena, chart, error);
}

static TfStatus make_balance(const Question *question, Chart *chart, TfError *error)
{
    return report_balance_chart(&question->known.series, &question->known.rows, question->words,
                                question->arena, chart, error);
}

static TfStatus make_pace(const Question *question, Chart *chart, TfError *error)
{
    const Known *known = &question->known;
    TfProjection projection = {NULL, 0, {NULL, 0}, 0, NULL, 0};
    TfProgressRows progress = {.items = NULL};
    TfStatus status = known_project(question->tradefig, known, 0, question->arena, &projection, error);
    if (status == TF_NOT_FOUND || status == TF_BAD_INPUT || status == TF_NUMERIC)
        status = TF_OK; /* without an outlook */
    if (status == TF_OK)
        status = known_judge(question->tradefig, known, question->ask, question->arena, &progress, error);
    if (status != TF_OK)
        return status;
    return report_pace_chart(&known->series, &known->rows, &projection, progress.items, progress.count,
                             question->words, question->arena, chart, error);
}

/* Beliefs drawn at most; of more days with news every second one is, or every third ... */
#define MOST_BELIEFS 60

/* What the year was believed to come to on a day; a projection without years when nothing could be said yet.
 */
static TfStatus believe(const Question *question, int year, TfDate day, TfArena *arena, TfProjection *belief,
                        TfError *error)
{
    TfAsk ask = *question->ask;
    Known known = {.rows = {NULL, 0}};
    ClaimForecast *forecasts = NULL;
    const ClaimWindow window = known_window_of_year(year, TF_TURNOVER);
    ask.as_of = day;
    *belief = (TfProjection){NULL, 0, {NULL, 0}, 0, NULL, 0};
    TfStatus status = known_look_up(question->tradefig, &ask, arena, &known, error);
    if (status == TF_OK)
        status = known_forecast_windows(question->tradefig, &known.series, &window, 1, 0, arena, &forecasts,
                                        NULL, error);
    if (status == TF_OK)
        status = known_keep_years(forecasts, year, year, arena, belief, error);
    bool is_unknown = status == TF_NOT_FOUND || status == TF_BAD_INPUT || status == TF_NUMERIC;
    return is_unknown ? TF_OK : status;
}

static int by_day(const void *left, const void *right)
{
    return tf_date_compare(*(const TfDate *)left, *(const TfDate *)right);
}

/* Days on which something was published, from `first` on, each once. */
static size_t days_with_news(const TfClaimRows *rows, TfDate first, TfDate *days)
{
    size_t found = 0;
    for (size_t i = 0; i < rows->count; i++)
        if (tf_date_compare(rows->items[i].claim.pub_date, first) >= 0)
            days[found++] = rows->items[i].claim.pub_date;
    qsort(days, found, sizeof *days, by_day);
    size_t count = 0;
    for (size_t i = 0; i < found; i++)
        if (i == 0 || tf_date_compare(days[i], days[i - 1]) != 0)
            days[count++] = days[i];
    return count;
}

static TfStatus add_beliefs(const Question *question, int year, TfDate first, ReportBelief *beliefs,
                            size_t *count, TfError *error)
{
    const TfClaimRows *rows = &question->known.rows;
    TfDate *days = tf_arena_alloc_array(question->arena, rows->count, sizeof *days);
    if (days == NULL)
        return tf_fail_memory(error);
    size_t day_count = days_with_news(rows, first, days);
    size_t step = (day_count + MOST_BELIEFS - 1) / MOST_BELIEFS;
    size_t oldest = day_count > 0 ? (day_count - 1) % step : 0; /* so that the last day is one of them */
    TfArena scratch;
    TfStatus status = TF_OK;
    tf_arena_init(&scratch, 0);
    *count = 0;
    for (size_t i = oldest; status == TF_OK && i < day_count; i += step) {
        TfProjection belief;
        status = believe(question, year, days[i], &scratch, &belief, error);
        if (status == TF_OK && belief.year_count == 1)
            beliefs[(*count)++] = (ReportBelief){days[i], belief.years[0].total_usd};
        tf_arena_reset(&scratch);
    }
    tf_arena_done(&scratch);
    return status;
}

static TfStatus make_claims(const Question *question, Chart *chart, TfError *error)
{
    const Known *known = &question->known;
    ReportBelief beliefs[MOST_BELIEFS];
    size_t count = 0;
    int year;
    TfDate first;
    TfStatus status = report_claims_year(&known->series, question->ask->year, &year, &first, error);
    if (status == TF_OK)
        status = add_beliefs(question, year, first, beliefs, &count, error);
    if (status != TF_OK)
        return status;
    return report_claims_chart(&known->series, &known->rows, year, beliefs, count, question->words,
                               question->arena, chart, error);
}

TfStatus known_claims_chart(Tradefig *tradefig, const TfAsk *ask, const Known *known, TfArena *arena,
                            Chart *chart, TfError *error)
{
    Question question = {tradefig, ask, arena, *known, NULL};
    TfStatus status = tradefig_words(tradefig, ask, &question.words, error);
    return status != TF_OK ? status : make_claims(&question, chart, error);
}

/* Whether anybody set it a day; most pairs of a large database have no target, and judging takes its time. */
static bool has_target_claim(const TfClaimRows *rows)
{
    for (size_t i = 0; i < rows->count; i++)
        if (rows->items[i].claim.status == TF_TARGET && tf_date_is_set(rows->items[i].claim.deadline))
            return true;
    return false;
}

/* Adds the pair when it has a dated target. A pair that is named has to have one. */
static TfStatus add_pair(const Question *question, TfPair pair, bool is_named, ReportPair *pairs,
                         size_t *count, TfError *error)
{
    TfAsk ask = *question->ask;
    Known *known = tf_arena_alloc(question->arena, sizeof *known);
    TfProgressRows progress = {.items = NULL};
    char name[TF_PAIR_CHARS];
    ask.pair = pair;
    if (known == NULL)
        return tf_fail_memory(error);
    TfStatus status = known_look_up(question->tradefig, &ask, question->arena, known, error);
    if (status == TF_NOT_FOUND && !is_named)
        return TF_OK; /* nothing was known of it on that day */
    if (status == TF_OK && has_target_claim(&known->rows))
        status = known_judge_briefly(question->tradefig, known, &ask, question->arena, &progress, error);
    if (status != TF_OK)
        return status;
    pairs[*count] = (ReportPair){&known->series, &known->rows, progress.items, progress.count};
    if (report_has_dated_target(&pairs[*count]))
        (*count)++;
    else if (is_named)
        return tf_fail(error, TF_NOT_FOUND, "nothing to draw: %s has no dated target in US dollars",
                       tf_pair_short(name, pair));
    return TF_OK;
}

static TfStatus make_pairs(const Question *question, Chart *chart, TfError *error)
{
    const TfAsk *ask = question->ask;
    TfPairRows all = {NULL, 0};
    ReportPair pairs[CHART_MOST_PANELS];
    size_t count = 0;
    TfStatus status = TF_OK;
    if (ask->pair_count > CHART_MOST_PANELS)
        return tf_fail(error, TF_BAD_USAGE, "one chart takes at most %d pairs, not %zu", CHART_MOST_PANELS,
                       ask->pair_count);
    if (ask->pair_count == 0)
        status = tf_pairs(question->tradefig, question->arena, &all, error);
    for (size_t i = 0; status == TF_OK && i < ask->pair_count; i++)
        status = add_pair(question, ask->pairs[i], true, pairs, &count, error);
    for (size_t i = 0; status == TF_OK && i < all.count && count < CHART_MOST_PANELS; i++)
        status = add_pair(question, all.items[i].pair, false, pairs, &count, error);
    return status != TF_OK ? status
                           : report_pairs_chart(pairs, count, question->words, question->arena, chart, error);
}

static const struct {
    const char *name;
    TfStatus (*make)(const Question *question, Chart *chart, TfError *error);
} kinds[] = {
    [TF_CHART_TRAJECTORY] = {"trajectory", make_trajectory},
    [TF_CHART_ODDS] = {"odds", make_odds},
    [TF_CHART_TARGETS] = {"targets", make_targets},
    [TF_CHART_BALANCE] = {"balance", make_balance},
    [TF_CHART_PACE] = {"pace", make_pace},
    [TF_CHART_CLAIMS] = {"claims", make_claims},
    [TF_CHART_PAIRS] = {"pairs", make_pairs},
};

bool tf_chart_kind_read(TfSlice name, TfChartKind *kind)
{
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (!tf_slice_is(name, kinds[i].name))
            continue;
        *kind = (TfChartKind)i;
        return true;
    }
    return false;
}

static TfStatus make_chart(Tradefig *tradefig, const TfAsk *ask, TfChartKind kind, TfArena *arena,
                           Chart *chart, TfError *error)
{
    Question question = {tradefig, ask, arena, {.rows = {NULL, 0}}, NULL};
    *chart = (Chart){.kind = CHART_TRAJECTORY};
    TfStatus status = tradefig_words(tradefig, ask, &question.words, error);
    if (status == TF_OK && kind != TF_CHART_PAIRS)
        status = known_look_up(tradefig, ask, arena, &question.known, error);
    if (status == TF_OK)
        status = kinds[kind].make(&question, chart, error);
    return status;
}

const char *tf_chart_kind_name(TfChartKind kind)
{
    return kinds[kind].name;
}

TfStatus tf_chart(Tradefig *tradefig, const TfAsk *ask, TfChartKind kind, TfChartTheme theme,
                  const char *path, TfError *error)
{
    TfArena arena;
    Chart chart;
    tf_arena_init(&arena, 0);
    TfStatus status = make_chart(tradefig, ask, kind, &arena, &chart, error);
    if (status == TF_OK)
        status = write_chart(&chart, theme, path, error);
    tf_arena_done(&arena);
    return status;
}

static TfStatus keep_text(const TextBuilder *out, TfArena *arena, TfSlice *text, TfError *error)
{
    *text = tf_arena_copy(arena, text_slice(out));
    return text->bytes != NULL ? TF_OK : tf_fail_memory(error);
}

TfStatus tf_chart_sixel(Tradefig *tradefig, const TfAsk *ask, TfChartKind kind, TfChartTheme theme,
                        size_t width, TfArena *arena, TfSlice *picture, TfError *error)
{
    Chart chart;
    TextBuilder out;
    text_init(&out, 0);
    TfStatus status = make_chart(tradefig, ask, kind, arena, &chart, error);
    if (status == TF_OK)
        status = chart_sixel(&chart, theme == TF_THEME_DARK ? CHART_DARK : CHART_LIGHT, width, &out, error);
    if (status == TF_OK)
        status = keep_text(&out, arena, picture, error);
    text_done(&out);
    return status;
}

TfStatus tf_chart_text(Tradefig *tradefig, const TfAsk *ask, TfChartKind kind, const TfTerminal *terminal,
                       TfArena *arena, TfSlice *text, TfError *error)
{
    const ChartTerminal shown = {terminal->width, terminal->has_utf8, terminal->has_colour};
    Chart chart;
    TextBuilder out;
    text_init(&out, 0);
    TfStatus status = make_chart(tradefig, ask, kind, arena, &chart, error);
    if (status == TF_OK)
        status = chart_show(&chart, &shown, &out, error);
    if (status == TF_OK)
        status = keep_text(&out, arena, text, error);
    text_done(&out);
    return status;
}
