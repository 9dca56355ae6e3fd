/* The kinds of charts beside the trajectory: which mark a figure becomes, where, and what is refused. */
#include "tests/unit/plots/chart_bench.h"
#include "tests/unit/plots/kind_examples.h"

#include "plots/chart_text.h"
#include "plots/draw.h"

#include <unicode/udat.h>
#include <unicode/unum.h>
#include <unicode/ustring.h>

static LayoutChart *const lay_out[CHART_KINDS] = {
    layout_trajectory, layout_pace, layout_balance, layout_targets, layout_odds, layout_claims, layout_pairs};

static Layout laid_out(const Chart *chart)
{
    Layout layout;
    TfError error;
    assert_ok(lay_out[chart->kind](chart, &arena, &layout, &error), &error);
    return layout;
}

/* The rows of the layer in this file. */
static const LayoutRows *rows_of(const Layout *layout, const char *file)
{
    static const LayoutRows none = {NULL, 0, 0};
    for (size_t i = 0; i < layout->table_count; i++)
        if (strcmp(layout->tables[i].file, file) == 0)
            return &layout->layers[i];
    fail_msg("no layer has the file %s", file);
    return &none;
}

#define assert_cells(layout, file, row, ...)                                                                 \
    do {                                                                                                     \
        const double want_[] = {__VA_ARGS__};                                                                \
        const LayoutRows *rows_ = rows_of((layout), (file));                                                 \
        assert_true((row) < rows_->count);                                                                   \
        for (size_t i_ = 0; i_ < sizeof want_ / sizeof want_[0]; i_++)                                       \
            assert_close(rows_->rows[row].cells[i_], want_[i_], 1e-9);                                       \
    } while (0)

static size_t count_in(const Layout *layout, const char *file)
{
    return rows_of(layout, file)->count;
}

static bool has_label(const Layout *layout, const char *text)
{
    for (size_t i = 0; i < layout->label_count; i++)
        if (tf_slice_is(layout->labels[i].text, text))
            return true;
    return false;
}

static LayoutLabel label_of(const Layout *layout, const char *text)
{
    for (size_t i = 0; i < layout->label_count; i++)
        if (tf_slice_is(layout->labels[i].text, text))
            return layout->labels[i];
    fail_msg("no label says \"%s\"", text);
    return (LayoutLabel){.x = 0};
}

#define assert_label(layout, text)                                                                           \
    do {                                                                                                     \
        (void)label_of((layout), (text));                                                                    \
    } while (0)

/* --- pace --- */

static void months_nobody_stated_are_dotted(void **state)
{
    (void)state;
    Layout layout = laid_out(&pace_chart);
    assert_int_equal(count_in(&layout, "earlier.tsv"), 3 * 12);     /* 2022, month by month */
    assert_int_equal(count_in(&layout, "current_gaps.tsv"), 3 * 3); /* each piece ends with a break */
    assert_int_equal(count_in(&layout, "current.tsv"), 0);
    assert_cells(&layout, "current_gaps.tsv", 0, 0, 0);
    assert_cells(&layout, "current_gaps.tsv", 1, 3, 6.2);
    assert_cells(&layout, "current_open.tsv", 0, 9, 20);
    assert_int_equal(count_in(&layout, "arrows.tsv"), 1);
    assert_cells(&layout, "outlook.tsv", 0, 9, 20, 20, 20); /* it opens at the last total */
    assert_cells(&layout, "goal.tsv", 0, 12, 30);
    assert_label(&layout, "2024, Sep: >\u00a020.0");
    assert_label(&layout, "needed in 2025: 30");
    assert_label(&layout, "2024 outlook: 27.5");
}

static void only_the_latest_years_are_told_apart(void **state)
{
    (void)state;
    Layout layout = laid_out(&pace_forty_chart);
    assert_int_equal(count_in(&layout, "earlier_gaps.tsv"), 40 * 2 * 3);
    assert_int_equal(count_in(&layout, "earlier_exact.tsv"), 6 * 2);
    assert_label(&layout, "2023: 27.5");
    assert_false(has_label(&layout, "2010: 18.0"));
}

/* --- balance --- */

static void imports_lie_below_zero_and_the_balance_keeps_its_sign(void **state)
{
    (void)state;
    Layout layout = laid_out(&balance_chart);
    assert_cells(&layout, "exports.tsv", 0, 2018, 0, 5.2);
    assert_cells(&layout, "imports.tsv", 0, 2018, 0, -13);
    assert_cells(&layout, "exports_open.tsv", 0, 2021, 0, 7);   /* about */
    assert_cells(&layout, "exports_open.tsv", 1, 2024, 0, 6.9); /* part of a year */
    assert_cells(&layout, "imports_open.tsv", 0, 2023, 0, -16);
    assert_true(rows_of(&layout, "imports_arrows.tsv")->rows[0].cells[2] < 0); /* more is farther down */
    assert_true(rows_of(&layout, "balance_arrows.tsv")->rows[0].cells[2] < 0);
    assert_int_equal(count_in(&layout, "balance.tsv"), 5 * 3); /* the part-year is on no line */
    assert_cells(&layout, "balance_open.tsv", 1, 2024, -6.2);
    assert_label(&layout, "\u221210.6");
    assert_label(&layout, ">\u00a016.0");
    assert_label(&layout, "Jan\u2013Sep");
}

static void years_without_a_balance_are_bridged_with_dots(void **state)
{
    (void)state;
    Layout layout = laid_out(&balance_turns_chart);
    assert_cells(&layout, "balance_gaps.tsv", 0, 2015, 1.9);
    assert_cells(&layout, "balance_gaps.tsv", 1, 2017, -0.4);
    assert_cells(&layout, "balance.tsv", 1, 2018, 0.3);
    assert_int_equal(count_in(&layout, "imports.tsv"), 2);
    assert_label(&layout, "+0.3");
    assert_label(&layout, "bought from Russia");
}

/* --- targets --- */

static void targets_are_shares_from_the_top_down(void **state)
{
    (void)state;
    Layout layout = laid_out(&targets_chart);
    assert_cells(&layout, "reached.tsv", 0, 0, 28.0 / 30, 5.5);
    assert_cells(&layout, "ranges.tsv", 0, 25.6 / 30, 31.8 / 30, 5.5);
    assert_cells(&layout, "medians.tsv", 0, 28.6 / 30, 5.5);
    assert_cells(&layout, "targets.tsv", 5, 1, 0.5);
    assert_cells(&layout, "reached_open.tsv", 0, 0, 31.5 / 40, 3.5);
    assert_int_equal(count_in(&layout, "bounds.tsv"), 1);
    assert_int_equal(count_in(&layout, "beyond.tsv"), 2); /* figure and range go on past the picture */
    assert_label(&layout, "27%");
    assert_label(&layout, "<1%");
    assert_label(&layout, ">99%");
    assert_label(&layout, "missed");
    assert_true(label_of(&layout, "66%").colour == COLOUR_GOOD);
    assert_true(label_of(&layout, "Kazakhstan\u2013Russia").y < label_of(&layout, "Kazakhstan\u2013Korea").y);
}

/* --- odds --- */

static void a_probability_holds_until_the_next_step(void **state)
{
    (void)state;
    Layout layout = laid_out(&odds_chart);
    double second = layout_time_of((TfDate){2024, 1, 25});
    assert_int_equal(count_in(&layout, "steps.tsv"), 12);
    assert_cells(&layout, "steps.tsv", 1, second, 15);
    assert_cells(&layout, "steps.tsv", 2, second, 20);
    assert_cells(&layout, "steps.tsv", 11, layout_time_of((TfDate){2024, 12, 31}), 27);
    assert_int_equal(count_in(&layout, "dots.tsv"), 6);
    assert_int_equal(layout.link_count, 6);
    assert_label(&layout, "record 2023 total");
    assert_label(&layout, "27%");
    assert_label(&layout, "50%");
}

/* --- claims --- */

static void a_claim_is_marked_by_what_it_is(void **state)
{
    (void)state;
    Layout layout = laid_out(&claims_chart);
    assert_cells(&layout, "official.tsv", 0, layout_time_of((TfDate){2024, 2, 10}), 27.2);
    assert_int_equal(count_in(&layout, "exact.tsv"), 3);
    assert_int_equal(count_in(&layout, "open.tsv"), 4);
    assert_int_equal(count_in(&layout, "arrows.tsv"), 2);
    assert_cells(&layout, "doubtful_open.tsv", 0, layout_time_of((TfDate){2024, 7, 1}), 26.2);
    assert_cells(&layout, "doubtful_ranges.tsv", 0, layout_time_of((TfDate){2024, 7, 1}), 25.9, 26.5);
    assert_cells(&layout, "beliefs.tsv", 1, layout_time_of((TfDate){2024, 1, 25}), 26.6, 27.2, 28.4);
    assert_cells(&layout, "beliefs.tsv", 2, layout_time_of((TfDate){2024, 1, 25}), 26.7, 27.2, 27.9);
    assert_label(&layout, "Statistics office: 27.2");
    assert_label(&layout, "believed: 27.8");
}

static bool says_where_the_axis_starts(const Layout *layout)
{
    for (size_t i = 0; i < layout->label_count; i++)
        if (tf_slice_find(layout->labels[i].text, 0, "does not start at zero") != TF_NOWHERE)
            return true;
    return false;
}

static void the_subtitle_says_when_the_axis_does_not_start_at_zero(void **state)
{
    (void)state;
    Layout near = laid_out(&claims_chart);
    assert_true(near.y_low > 20);
    assert_true(says_where_the_axis_starts(&near));
    const ClaimMark marks[] = {{.said = {2024, 1, 1}, .value = 5}, {.said = {2024, 5, 1}, .value = 28}};
    const Chart wide = {.kind = CHART_CLAIMS, .claims = {.marks = marks, .count = 2}};
    Layout far = laid_out(&wide);
    assert_close(far.y_low, 0, 0);
    assert_false(says_where_the_axis_starts(&far));
}

/* --- pairs --- */

static void panels_share_one_scale(void **state)
{
    (void)state;
    Layout layout = laid_out(&pairs_chart);
    const LayoutRows *lines = rows_of(&layout, "lines.tsv");
    const LayoutRows *marks = rows_of(&layout, "target_lines.tsv");
    assert_int_equal(marks->count, 7);
    double foot = rows_of(&layout, "feet.tsv")->rows[0].cells[1];
    double full = marks->rows[0].cells[1] - foot;
    assert_close(lines->rows[0].cells[1] - foot, 18.2 / 30 * full, 1e-9);
    assert_close(marks->rows[1].cells[1], marks->rows[0].cells[1], 1e-9); /* one row */
    assert_true(marks->rows[3].cells[1] < foot);                          /* the next row is below */
    assert_int_equal(count_in(&layout, "gaps.tsv"), 3);                   /* 2020 of one pair is not known */
    assert_label(&layout, "27% likely");
    assert_label(&layout, "met");
    assert_label(&layout, "56.5");
}

static void what_leaves_its_panel_ends_at_the_top_with_an_arrow(void **state)
{
    (void)state;
    Layout layout = laid_out(&pairs_chart);
    const LayoutRows *areas = rows_of(&layout, "areas.tsv");
    const LayoutRows *targets = rows_of(&layout, "target_lines.tsv");
    const LayoutRows *feet = rows_of(&layout, "feet.tsv");
    for (size_t i = 0; i < areas->count; i++)
        if (!isnan(areas->rows[i].cells[0]))
            assert_true(areas->rows[i].cells[2] - areas->rows[i].cells[1] <=
                        1.5 * (targets->rows[0].cells[1] - feet->rows[0].cells[1]));
    assert_int_equal(count_in(&layout, "arrows.tsv"), 2); /* that, and a bound */
}

static void names_of_pairs_are_whole(void **state)
{
    (void)state;
    static const PairPanel panels[] = {
        {S_("Kazakhstan\u2013Uzbekistan"), S_("$10bn by 2030"), 10, 2030, pair_kzru, 1, 0.1, S_(""), S_(""),
         S_("")},
        {S_("Central African Republic\u2013Congo - Kinshasa"), S_("$1bn by 2030"), 1, 2030, pair_far, 1, 0.1,
         S_(""), S_(""), S_("")},
    };
    const Chart chart = {.kind = CHART_PAIRS, PAIR_WORDS, .pairs = {panels, 2}};
    Layout layout = laid_out(&chart);
    assert_label(&layout, "Kazakhstan\u2013Uzbekistan");
    assert_label(&layout, "Central African Republic\u2013Congo - Kinshasa");
    assert_true(rows_of(&layout, "feet.tsv")->rows[0].cells[2] > 300); /* two panels share the picture */
    Layout many = laid_out(&pairs_chart);
    assert_label(&many, "The Democratic Republic of the");
    assert_label(&many, "Congo\u2013Bosnia and Herzegovina");
}

/* --- labels --- */

static void no_label_of_odds_is_crossed_by_the_line_to_another(void **state)
{
    (void)state;
    Layout layout = laid_out(&odds_chart);
    const LayoutRows *leaders = rows_of(&layout, "leaders.tsv");
    assert_true(leaders->count > 0);
    for (size_t i = 0; i < leaders->count; i++) {
        const double *cells = leaders->rows[i].cells;
        double x = layout_x(&layout, cells[0]);
        double from = layout_y(&layout, cells[1]);
        double to = layout_y(&layout, cells[1] + cells[2]);
        for (size_t k = 0; k < layout.label_count; k++) {
            PlaceBox box = layout_label_box(&layout.labels[k]);
            if (box.left < x && x < box.right && box.top < fmax(from, to) && fmin(from, to) < box.bottom)
                fail_msg("a line crosses \"%.*s\"", TF_SLICE_ARG(layout.labels[k].text));
        }
    }
}

static bool overlap(const LayoutLabel *a, const LayoutLabel *b)
{
    PlaceBox one = layout_label_box(a);
    PlaceBox two = layout_label_box(b);
    return one.left < two.right && two.left < one.right && one.top < two.bottom && two.top < one.bottom;
}

static void labels_keep_apart_and_inside(void **state)
{
    (void)state;
    for (size_t n = 0; n < COUNT_(kind_examples); n++) {
        Layout layout = laid_out(kind_examples[n].chart);
        for (size_t i = 0; i < layout.label_count; i++) {
            const LayoutLabel *label = &layout.labels[i];
            PlaceBox box = layout_label_box(label);
            if (box.left < 0 || box.right > layout.width || box.top < 0 || box.bottom > layout.height)
                fail_msg("%s: \"%.*s\" is outside", kind_examples[n].name, TF_SLICE_ARG(label->text));
            for (size_t k = 0; k < i; k++)
                if (overlap(label, &layout.labels[k]))
                    fail_msg("%s: \"%.*s\" covers \"%.*s\"", kind_examples[n].name, TF_SLICE_ARG(label->text),
                             TF_SLICE_ARG(layout.labels[k].text));
        }
    }
}

static Layout laid_out_in(ChartLanguage language, const Chart *chart)
{
    Chart other = *chart;
    other.words.language = language;
    return laid_out(&other);
}

static void words_and_figures_are_in_the_language_of_the_chart(void **state)
{
    (void)state;
    Layout russian = laid_out_in(CHART_RUSSIAN, &pace_chart);
    assert_label(&russian, "2024, \u0441\u0435\u043d: >\u00a020,0");
    assert_label(&russian, "\u043f\u0440\u043e\u0433\u043d\u043e\u0437 \u043d\u0430 2024: 27,5");
    Layout vietnamese = laid_out_in(CHART_VIETNAMESE, &balance_chart);
    assert_label(&vietnamese, "\u221210,6");
    assert_label(&vietnamese, "xu\u1ea5t kh\u1ea9u");
    Layout pairs = laid_out_in(CHART_RUSSIAN, &pairs_chart);
    assert_label(&pairs, "\u0448\u0430\u043d\u0441\u044b 27%");
    for (ChartLanguage language = CHART_ENGLISH; language < CHART_LANGUAGES; language++)
        for (ChartTerm term = TERM_MEDIAN; term < TERM_COUNT; term++)
            assert_non_null(chart_term(language, term));
}

/* The months and marks that are written out are those of the locale data. */
static void months_and_marks_are_those_of_the_locale_data(void **state)
{
    (void)state;
    static const char *const locales[] = {"en", "ru", "vi"};
    for (ChartLanguage language = CHART_ENGLISH; language < CHART_LANGUAGES; language++) {
        UErrorCode code = U_ZERO_ERROR;
        UDateFormat *dates = udat_open(UDAT_SHORT, UDAT_SHORT, locales[language], NULL, -1, NULL, -1, &code);
        UNumberFormat *numbers = unum_open(UNUM_DECIMAL, NULL, -1, locales[language], NULL, &code);
        assert_true(U_SUCCESS(code));
        UChar text[64];
        char bytes[128];
        (void)unum_getSymbol(numbers, UNUM_DECIMAL_SEPARATOR_SYMBOL, text, 64, &code);
        assert_int_equal(text[0], chart_decimal_mark(language));
        for (int month = 0; month < 12; month++) {
            (void)udat_getSymbols(dates, UDAT_SHORT_MONTHS, month, text, 64, &code);
            (void)u_strToUTF8(bytes, sizeof bytes, NULL, text, -1, &code);
            assert_true(U_SUCCESS(code));
            const char *ours = chart_month(language, month + 1);
            /* some are a letter or a full stop longer there: "сент.", "мая" */
            if (language != CHART_RUSSIAN)
                assert_string_equal(bytes, ours);
            else
                assert_memory_equal(bytes, ours, 4);
        }
        unum_close(numbers);
        udat_close(dates);
    }
}

/* --- many made-up charts --- */

static uint32_t seed_of_chance = 7;

static double chance(double most)
{
    seed_of_chance = seed_of_chance * 1664525u + 1013904223u;
    return most * (double)(seed_of_chance >> 8) / (double)(1u << 24);
}

static TfDate made_up_day(void)
{
    return (TfDate){(int16_t)(2020 + (int)chance(5)), (int8_t)(1 + (int)chance(12)),
                    (int8_t)(1 + (int)chance(28))};
}

static TfSlice made_up_words(void)
{
    static const TfSlice words[] = {
        S(""),
        S("met"),
        S("Statistics office"),
        S("\u0422\u043e\u0432\u0430\u0440\u043e\u043e\u0431\u043e\u0440\u043e\u0442"),
        S("Th\u01b0\u01a1ng m\u1ea1i song ph\u01b0\u01a1ng"),
        S("The Democratic Republic of the Congo\u2013Bosnia and Herzegovina")};
    return words[(size_t)chance(COUNT_(words))];
}

static ChartFigure made_up_figure(double low, double high)
{
    if (chance(1) < 0.15)
        return (ChartFigure)UNKNOWN;
    return (ChartFigure){.value = low + chance(high - low),
                         .relation = chance(1) < 0.3 ? (TfRelation)chance(7) : TF_EQ,
                         .href = S("#c"),
                         .evidence = S("x")};
}

typedef struct MadeUp {
    PacePoint points[4][12];
    PaceYear years[4];
    PaceStep path[12];
    BalanceYear balance[30];
    TargetRow rows[12];
    OddsStep steps[25];
    ClaimMark marks[40];
    ClaimBelief beliefs[10];
    PairYear pair_years[7][10];
    PairPanel panels[7];
} MadeUp;

static Chart make_up_pace(MadeUp *made, double scale)
{
    size_t years = 1 + (size_t)chance(4);
    for (size_t i = 0; i < years; i++) {
        size_t count = 1 + (size_t)chance(12);
        for (size_t k = 0; k < count; k++)
            made->points[i][k] = (PacePoint){.month = (double)k + 1,
                                             .value = scale * (double)(k + 1) * (0.8 + chance(0.5)),
                                             .relation = chance(1) < 0.2 ? (TfRelation)chance(7) : TF_EQ};
        made->years[i] = (PaceYear){2024 - (int)i, made->points[i], count};
    }
    for (int i = 0; i < 12; i++)
        made->path[i] = (PaceStep){i + 1, scale * 1.2 * (i + 1)};
    return (Chart){.kind = CHART_PACE,
                   .pace = {.current = made->years[0],
                            .earlier = made->years + 1,
                            .earlier_count = years - 1,
                            .path = made->path,
                            .path_count = chance(1) < 0.5 ? 12 : 0,
                            .path_label = made_up_words()}};
}

static Chart make_up_balance(MadeUp *made, double scale)
{
    size_t count = 1 + (size_t)chance(30);
    for (size_t i = 0; i < count; i++)
        made->balance[i] =
            (BalanceYear){1995 + (int)i, .part_label = {NULL, 0}, .exports = made_up_figure(0, scale),
                          .imports = made_up_figure(0, scale * (0.2 + chance(2))),
                          .balance = made_up_figure(-scale, scale)};
    made->balance[0].exports = (ChartFigure){.value = scale};
    return (Chart){.kind = CHART_BALANCE,
                   .balance = {made->balance, count, made_up_words(), made_up_words(), made_up_words()}};
}

static Chart make_up_targets(MadeUp *made, double scale)
{
    size_t count = 1 + (size_t)chance(12);
    for (size_t i = 0; i < count; i++) {
        double median = scale * chance(3);
        bool has_odds = chance(1) < 0.7;
        made->rows[i] = (TargetRow){.name = made_up_words(),
                                    .goal = made_up_words(),
                                    .target = scale,
                                    .reached = made_up_figure(0, 2 * scale),
                                    .reached_label = made_up_words(),
                                    .lo80 = median * 0.8,
                                    .median = chance(1) < 0.7 ? median : (double)NAN,
                                    .hi80 = median * 1.3,
                                    .probability = has_odds ? chance(1) : (double)NAN,
                                    .verdict = made_up_words()};
    }
    return (Chart){.kind = CHART_TARGETS, .targets = {made->rows, count}};
}

static Chart make_up_odds(MadeUp *made, double scale)
{
    (void)scale;
    size_t count = 1 + (size_t)chance(25);
    for (size_t i = 0; i < count; i++)
        made->steps[i] = (OddsStep){made_up_day(), chance(1), made_up_words(), S("#c"), S("x")};
    return (Chart){.kind = CHART_ODDS, .odds = {made->steps, count, {2025, 1, 1}}};
}

static Chart make_up_claims(MadeUp *made, double scale)
{
    size_t count = 1 + (size_t)chance(40);
    size_t beliefs = (size_t)chance(10);
    for (size_t i = 0; i < count; i++)
        made->marks[i] = (ClaimMark){.said = made_up_day(),
                                     .value = scale * (0.9 + chance(0.2)),
                                     .relation = (TfRelation)chance(7),
                                     .is_official = chance(1) < 0.1,
                                     .is_doubtful = chance(1) < 0.1,
                                     .label = made_up_words()};
    for (size_t i = 0; i < beliefs; i++)
        made->beliefs[i] = (ClaimBelief){made_up_day(), scale * 0.9, scale, scale * 1.1};
    return (Chart){.kind = CHART_CLAIMS,
                   .claims = {made->marks, count, made->beliefs, beliefs, {2025, 1, 1}}};
}

static Chart make_up_pairs(MadeUp *made, double scale)
{
    size_t count = 1 + (size_t)chance(7);
    for (size_t i = 0; i < count; i++) {
        size_t years = (size_t)chance(11);
        for (size_t k = 0; k < years; k++)
            made->pair_years[i][k] = (PairYear){2010 + 2 * (int)k, scale * chance(2),
                                                chance(1) < 0.3 ? (TfRelation)chance(7) : TF_EQ};
        made->panels[i] = (PairPanel){.name = made_up_words(),
                                      .goal = made_up_words(),
                                      .target = scale,
                                      .deadline = chance(1) < 0.8 ? 2022 + (int)chance(9) : 0,
                                      .years = made->pair_years[i],
                                      .count = years,
                                      .probability = chance(1) < 0.7 ? chance(1) : (double)NAN,
                                      .verdict = made_up_words()};
    }
    return (Chart){.kind = CHART_PAIRS, .pairs = {made->panels, count}};
}

/* Overlaps are counted, since a label that must be there may have no free place. */
static void made_up_charts_of_every_kind_stay_readable(void **state)
{
    (void)state;
    Chart (*const make_up[])(MadeUp *, double) = {make_up_pace, make_up_balance, make_up_targets,
                                                  make_up_odds, make_up_claims,  make_up_pairs};
    static MadeUp made;
    for (size_t kind = 0; kind < COUNT_(make_up); kind++) {
        size_t labels = 0;
        size_t overlaps = 0;
        for (int run = 0; run < 60; run++) {
            Chart chart = make_up[kind](&made, pow(10, chance(4) - 1));
            chart.words.title = (TfSlice)S("A title of usual length for a chart");
            chart.words.footnote = (TfSlice)S("Source: invented.");
            Layout layout = laid_out(&chart);
            for (size_t i = 0; i < layout.label_count; i++) {
                PlaceBox box = layout_label_box(&layout.labels[i]);
                if (box.left < 0 || box.right > layout.width || box.top < 0 || box.bottom > layout.height)
                    fail_msg("kind %zu, run %d: \"%.*s\" is outside at %g, %g", kind + 1, run,
                             TF_SLICE_ARG(layout.labels[i].text), box.left, box.top);
                for (size_t k = 0; k < i; k++)
                    overlaps += overlap(&layout.labels[i], &layout.labels[k]);
            }
            labels += layout.label_count;
        }
        print_message("%s: %zu labels, %zu overlaps\n", chart_kind_name((ChartKind)(kind + 1)), labels,
                      overlaps);
        assert_true(overlaps * 300 <= labels);
    }
}

/* --- all kinds --- */

static void every_kind_has_a_name(void **state)
{
    (void)state;
    for (ChartKind kind = CHART_TRAJECTORY; kind < CHART_KINDS; kind++) {
        ChartKind found;
        assert_true(chart_kind_of(tf_slice(chart_kind_name(kind)), &found));
        assert_int_equal(found, kind);
    }
    ChartKind found;
    assert_false(chart_kind_of(tf_slice("pie"), &found));
}

static void all_examples_are_whole_pictures_with_their_links(void **state)
{
    (void)state;
    need_gnuplot();
    ChartEngine *engine;
    TfError error;
    assert_ok(chart_engine_start(&engine, &error), &error);
    for (size_t i = 0; i < COUNT_(kind_examples); i++) {
        TextBuilder out;
        text_init(&out, 0);
        assert_ok(chart_draw(engine, kind_examples[i].chart, CHART_SVG, kind_examples[i].theme, &out, &error),
                  &error);
        TfSlice svg = text_slice(&out);
        assert_well_formed(svg);
        Layout layout = laid_out(kind_examples[i].chart);
        assert_int_equal(count_of(svg, "<a href=\""), layout.link_count);
        assert_int_equal(count_of(svg, "<script"), 0);
        text_done(&out);
    }
    chart_engine_stop(engine);
}

/* One of each kind, for what holds of all. */
static const Chart *const one_of_each[] = {&pace_chart, &balance_chart, &targets_chart,
                                           &odds_chart, &claims_chart,  &pairs_chart};

static void short_memory_is_said_not_suffered(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_(one_of_each); i++) {
        TfStatus status = TF_NO_MEMORY;
        size_t failures = 0;
        for (size_t limit = 1; status != TF_OK; limit += 997) {
            TfArena small;
            Layout layout;
            TfError error;
            tf_arena_init(&small, limit);
            status = lay_out[one_of_each[i]->kind](one_of_each[i], &small, &layout, &error);
            tf_arena_done(&small);
            failures += status != TF_OK;
            if (status != TF_OK)
                assert_int_equal(status, TF_NO_MEMORY);
        }
        assert_true(failures > 5);
    }
}

static void what_cannot_be_drawn_is_refused(void **state)
{
    (void)state;
    const PacePoint late = {.month = 13, .value = 1};
    const PacePoint odd_point = {.month = 3, .value = (double)NAN};
    const PaceStep odd_step = {.month = 3, .value = HUGE_VAL};
    const BalanceYear odd_year = {0, .exports = FIGURE(1), .imports = UNKNOWN, .balance = UNKNOWN};
    const BalanceYear negative = {2020, .exports = FIGURE(-1), .imports = UNKNOWN, .balance = UNKNOWN};
    const BalanceYear huge = {2020, .exports = FIGURE(1e300), .imports = UNKNOWN, .balance = UNKNOWN};
    const BalanceYear unknown = {2020, .exports = UNKNOWN, .imports = UNKNOWN, .balance = UNKNOWN};
    const TargetRow no_target = {.target = 0, .reached = UNKNOWN, .probability = 0.5};
    const TargetRow sure = {.target = 1, .reached = UNKNOWN, .probability = 1.5};
    const OddsStep no_day = {.probability = 0.5};
    const OddsStep unsure = {{2024, 1, 1}, (double)NAN, S(""), S(""), S("")};
    const ClaimMark no_date = {.value = 1};
    const ClaimMark odd_mark = {.said = {2024, 2, 30}, .value = 1};
    const ClaimMark half = {{2024, 1, 1}, 1, TF_RANGE, .low = (double)NAN, .high = 2};
    const PairPanel minus = {.target = -1, .probability = 0.5};
    const PairYear odd_pair_year = {10000, 1, TF_EQ};
    const PairPanel odd_pair = {.target = 1, .years = &odd_pair_year, .count = 1};
    const Chart charts[] = {
        {.kind = CHART_PACE, .pace = {.current = {2024, NULL, 0}}},
        {.kind = CHART_PACE, .pace = {.current = {2024, &late, 1}}},
        {.kind = CHART_PACE, .pace = {.current = {2024, &odd_point, 1}}},
        {.kind = CHART_PACE, .pace = {.current = {2024, NULL, 0}, .path = &odd_step, .path_count = 1}},
        {.kind = CHART_BALANCE},
        {.kind = CHART_BALANCE, .balance = {.years = &odd_year, .count = 1}},
        {.kind = CHART_BALANCE, .balance = {.years = &negative, .count = 1}},
        {.kind = CHART_BALANCE, .balance = {.years = &huge, .count = 1}},
        {.kind = CHART_BALANCE, .balance = {.years = &unknown, .count = 1}},
        {.kind = CHART_TARGETS},
        {.kind = CHART_TARGETS, .targets = {&no_target, 1}},
        {.kind = CHART_TARGETS, .targets = {&sure, 1}},
        {.kind = CHART_ODDS},
        {.kind = CHART_ODDS, .odds = {&no_day, 1, {0, 0, 0}}},
        {.kind = CHART_ODDS, .odds = {&unsure, 1, {0, 0, 0}}},
        {.kind = CHART_CLAIMS},
        {.kind = CHART_CLAIMS, .claims = {.marks = &no_date, .count = 1}},
        {.kind = CHART_CLAIMS, .claims = {.marks = &odd_mark, .count = 1}},
        {.kind = CHART_CLAIMS, .claims = {.marks = &half, .count = 1}},
        {.kind = CHART_PAIRS},
        {.kind = CHART_PAIRS, .pairs = {&minus, 1}},
        {.kind = CHART_PAIRS, .pairs = {&odd_pair, 1}},
    };
    for (size_t i = 0; i < COUNT_(charts); i++) {
        TfError error;
        TextBuilder out;
        text_init(&out, 0);
        if (chart_draw(NULL, &charts[i], CHART_SVG, CHART_LIGHT, &out, &error) != TF_BAD_INPUT)
            fail_msg("chart %zu was drawn", i);
        assert_true(strlen(error.message) > 10);
        assert_int_equal(out.length, 0);
        text_done(&out);
    }
    const Chart many = {.kind = CHART_TARGETS, .targets = {target_rows, CHART_MOST_TARGETS + 1}};
    TfError error;
    Layout layout;
    assert_int_equal(layout_targets(&many, &arena, &layout, &error), TF_LIMIT);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(months_nobody_stated_are_dotted),
        TEST(only_the_latest_years_are_told_apart),
        TEST(imports_lie_below_zero_and_the_balance_keeps_its_sign),
        TEST(years_without_a_balance_are_bridged_with_dots),
        TEST(targets_are_shares_from_the_top_down),
        TEST(a_probability_holds_until_the_next_step),
        TEST(a_claim_is_marked_by_what_it_is),
        TEST(the_subtitle_says_when_the_axis_does_not_start_at_zero),
        TEST(panels_share_one_scale),
        TEST(what_leaves_its_panel_ends_at_the_top_with_an_arrow),
        TEST(names_of_pairs_are_whole),
        TEST(no_label_of_odds_is_crossed_by_the_line_to_another),
        TEST(labels_keep_apart_and_inside),
        TEST(words_and_figures_are_in_the_language_of_the_chart),
        TEST(months_and_marks_are_those_of_the_locale_data),
        TEST(made_up_charts_of_every_kind_stay_readable),
        TEST(every_kind_has_a_name),
        TEST(all_examples_are_whole_pictures_with_their_links),
        TEST(short_memory_is_said_not_suffered),
        TEST(what_cannot_be_drawn_is_refused),
    };
    fill_kind_examples();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
