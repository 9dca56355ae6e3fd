/* Any bytes as a chart of any kind: it is laid out, shown on a terminal of any width and told as JSON and
 * CSV, or refused with a reason. What is shown commands no terminal; CSV has as many
 * fields in each line, JSON closes what it opens. */
#include "plots/chart.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MOST_ROWS = 30, MOST_LINES_OF_TEXT = 1 << 22 };

typedef struct Bytes {
    const uint8_t *at;
    size_t left;
} Bytes;

static uint8_t next(Bytes *bytes)
{
    if (bytes->left == 0)
        return 0;
    bytes->left--;
    return *bytes->at++;
}

static double figure(Bytes *bytes)
{
    static const double odd[] = {0, -1, 1e15, -1e15, 1e-9, 1e16, HUGE_VAL, (double)NAN, 0.1, 1e300, 5e-324};
    uint8_t kind = next(bytes);
    if (kind >= 200)
        return odd[(kind - 200u) % (sizeof odd / sizeof odd[0])];
    double value = next(bytes) * 0.37 - 10;
    return kind > 180 ? value * 1e6 : kind > 160 ? value * 1e-4 : value;
}

static TfSlice words(Bytes *bytes)
{
    size_t length = next(bytes) % 64;
    if (length > bytes->left)
        length = bytes->left;
    TfSlice text = {length > 0 ? (const char *)bytes->at : "", length};
    bytes->at += length;
    bytes->left -= length;
    return text;
}

static int year(Bytes *bytes)
{
    uint8_t byte = next(bytes);
    return byte == 255   ? -3
           : byte == 254 ? 10000
           : byte == 253 ? 0
           : byte > 200  ? byte * 39
                         : 1970 + byte % 80;
}

static TfDate day(Bytes *bytes)
{
    uint8_t byte = next(bytes);
    return (TfDate){(int16_t)year(bytes), (int8_t)(byte % 14), (int8_t)(byte % 33)};
}

static TfRelation relation(Bytes *bytes)
{
    return (TfRelation)(next(bytes) % 8);
}

static ChartFigure stated(Bytes *bytes)
{
    return (ChartFigure){.value = figure(bytes),
                         .relation = relation(bytes),
                         .low = figure(bytes),
                         .high = figure(bytes),
                         .href = words(bytes),
                         .evidence = words(bytes)};
}

static size_t rows(Bytes *bytes)
{
    return next(bytes) % (MOST_ROWS + 1);
}

typedef struct Lists {
    ChartPoint points[MOST_ROWS];
    ChartFan fan[MOST_ROWS];
    ChartTarget targets[MOST_ROWS];
    PacePoint months[4][MOST_ROWS];
    PaceYear years[3];
    PaceOutlook outlook[MOST_ROWS];
    PaceStep path[MOST_ROWS];
    BalanceYear balance[MOST_ROWS];
    TargetRow rows[MOST_ROWS];
    OddsStep steps[MOST_ROWS];
    ClaimMark marks[MOST_ROWS];
    ClaimBelief beliefs[MOST_ROWS];
    PairYear pair_years[MOST_ROWS];
    PairPanel panels[MOST_ROWS];
} Lists;

static void fill_trajectory(Bytes *bytes, Lists *lists, Chart *chart)
{
    Trajectory *drawn = &chart->trajectory;
    drawn->points = lists->points;
    drawn->fan = lists->fan;
    drawn->targets = lists->targets;
    drawn->point_count = rows(bytes);
    for (size_t i = 0; i < drawn->point_count; i++) {
        uint8_t how = next(bytes);
        lists->points[i] = (ChartPoint){.year = year(bytes),
                                        .value = figure(bytes),
                                        .relation = relation(bytes),
                                        .is_other_source = how % 5 == 0,
                                        .is_part_year = how % 3 == 0,
                                        .part_label = words(bytes),
                                        .href = words(bytes),
                                        .evidence = words(bytes)};
    }
    drawn->fan_count = rows(bytes);
    for (size_t i = 0; i < drawn->fan_count; i++) {
        double median = figure(bytes);
        double step = fabs(figure(bytes));
        lists->fan[i] = (ChartFan){year(bytes),
                                   {median, median - step, median + step, median - 2 * step,
                                    median + 2 * step, median - 3 * step, median + 3 * step}};
    }
    drawn->target_count = rows(bytes);
    for (size_t i = 0; i < drawn->target_count; i++)
        lists->targets[i] = (ChartTarget){year(bytes),  figure(bytes), figure(bytes) * 200, words(bytes),
                                          words(bytes), words(bytes),  words(bytes)};
}

static size_t fill_months(Bytes *bytes, PacePoint *months)
{
    size_t count = rows(bytes) % 14;
    for (size_t i = 0; i < count; i++)
        months[i] = (PacePoint){.month = next(bytes) % 15,
                                .value = figure(bytes),
                                .relation = relation(bytes),
                                .low = figure(bytes),
                                .high = figure(bytes),
                                .href = words(bytes),
                                .evidence = words(bytes)};
    return count;
}

static void fill_pace(Bytes *bytes, Lists *lists, Chart *chart)
{
    Pace *pace = &chart->pace;
    pace->current = (PaceYear){year(bytes), lists->months[3], fill_months(bytes, lists->months[3])};
    pace->earlier = lists->years;
    pace->earlier_count = next(bytes) % 4;
    for (size_t i = 0; i < pace->earlier_count; i++)
        lists->years[i] = (PaceYear){year(bytes), lists->months[i], fill_months(bytes, lists->months[i])};
    pace->outlook = lists->outlook;
    pace->outlook_count = rows(bytes) % 13;
    for (size_t i = 0; i < pace->outlook_count; i++)
        lists->outlook[i] = (PaceOutlook){next(bytes) % 14, figure(bytes), figure(bytes), figure(bytes)};
    pace->path = lists->path;
    pace->path_count = rows(bytes) % 13;
    for (size_t i = 0; i < pace->path_count; i++)
        lists->path[i] = (PaceStep){next(bytes) % 14, figure(bytes)};
    pace->path_label = words(bytes);
}

static void fill_balance(Bytes *bytes, Lists *lists, Chart *chart)
{
    size_t count = rows(bytes);
    for (size_t i = 0; i < count; i++)
        lists->balance[i] = (BalanceYear){year(bytes), .part_label = words(bytes), .exports = stated(bytes),
                                          .imports = stated(bytes), .balance = stated(bytes)};
    chart->balance = (Balance){lists->balance, count, words(bytes), words(bytes), words(bytes)};
}

static void fill_targets(Bytes *bytes, Lists *lists, Chart *chart)
{
    size_t count = rows(bytes);
    for (size_t i = 0; i < count; i++)
        lists->rows[i] = (TargetRow){.name = words(bytes),
                                     .goal = words(bytes),
                                     .target = figure(bytes),
                                     .reached = stated(bytes),
                                     .reached_label = words(bytes),
                                     .lo80 = figure(bytes),
                                     .median = figure(bytes),
                                     .hi80 = figure(bytes),
                                     .probability = next(bytes) / 200.0,
                                     .verdict = words(bytes),
                                     .href = words(bytes),
                                     .evidence = words(bytes)};
    chart->targets = (Targets){lists->rows, count};
}

static void fill_odds(Bytes *bytes, Lists *lists, Chart *chart)
{
    size_t count = rows(bytes);
    for (size_t i = 0; i < count; i++)
        lists->steps[i] =
            (OddsStep){day(bytes), next(bytes) / 250.0, words(bytes), words(bytes), words(bytes)};
    chart->odds = (Odds){lists->steps, count, day(bytes)};
}

static void fill_claims(Bytes *bytes, Lists *lists, Chart *chart)
{
    size_t count = rows(bytes);
    size_t beliefs = rows(bytes);
    for (size_t i = 0; i < count; i++) {
        uint8_t how = next(bytes);
        lists->marks[i] = (ClaimMark){.said = day(bytes),
                                      .value = figure(bytes),
                                      .relation = relation(bytes),
                                      .low = figure(bytes),
                                      .high = figure(bytes),
                                      .is_official = how % 4 == 0,
                                      .is_doubtful = how % 3 == 0,
                                      .label = words(bytes),
                                      .href = words(bytes),
                                      .evidence = words(bytes)};
    }
    for (size_t i = 0; i < beliefs; i++)
        lists->beliefs[i] = (ClaimBelief){day(bytes), figure(bytes), figure(bytes), figure(bytes)};
    chart->claims = (Claims){lists->marks, count, lists->beliefs, beliefs, day(bytes)};
}

static void fill_pairs(Bytes *bytes, Lists *lists, Chart *chart)
{
    size_t count = rows(bytes);
    size_t years = rows(bytes);
    for (size_t i = 0; i < years; i++)
        lists->pair_years[i] = (PairYear){year(bytes), figure(bytes), relation(bytes)};
    for (size_t i = 0; i < count; i++)
        lists->panels[i] = (PairPanel){.name = words(bytes),
                                       .goal = words(bytes),
                                       .target = figure(bytes),
                                       .deadline = year(bytes),
                                       .years = lists->pair_years,
                                       .count = years > 0 ? next(bytes) % (years + 1) : 0,
                                       .probability = next(bytes) / 200.0,
                                       .verdict = words(bytes),
                                       .href = words(bytes),
                                       .evidence = words(bytes)};
    chart->pairs = (Pairs){lists->panels, count};
}

static void (*const fill[CHART_KINDS])(Bytes *, Lists *, Chart *) = {
    fill_trajectory, fill_pace, fill_balance, fill_targets, fill_odds, fill_claims, fill_pairs};

/* Colours are the only sequences: ESC [ digits and ; m. */
static void check_shown(TfSlice text, const ChartTerminal *terminal)
{
    for (size_t i = 0; i < text.length; i++) {
        unsigned char byte = (unsigned char)text.bytes[i];
        if (byte == 0x1B && terminal->has_colour) {
            for (i++; i < text.length && strchr("[0123456789;", text.bytes[i]) != NULL;)
                i++;
            if (i == text.length || text.bytes[i] != 'm')
                abort();
            continue;
        }
        if ((byte < 0x20 && byte != '\n') || byte == 0x7F || (byte >= 0x80 && !terminal->has_utf8))
            abort();
    }
}

static void check_json(TfSlice text)
{
    int depth = 0;
    bool is_string = false;
    for (size_t i = 0; i < text.length; i++) {
        char byte = text.bytes[i];
        if ((unsigned char)byte < 0x20 && (is_string || byte != '\n'))
            abort();
        if (is_string && byte == '\\')
            i++;
        else if (byte == '"')
            is_string = !is_string;
        else if (!is_string)
            depth += (byte == '{' || byte == '[') - (byte == '}' || byte == ']');
    }
    if (depth != 0 || is_string)
        abort();
}

static void check_csv(TfSlice text)
{
    size_t fields = 1;
    size_t wanted = 0;
    bool is_quoted = false;
    for (size_t i = 0; i < text.length; i++) {
        char byte = text.bytes[i];
        is_quoted = is_quoted != (byte == '"');
        fields += !is_quoted && byte == ',';
        if (is_quoted || byte != '\n')
            continue;
        wanted = wanted == 0 ? fields : wanted;
        if (fields != wanted)
            abort();
        fields = 1;
    }
    if (is_quoted)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static Lists lists;
    Bytes bytes = {data, size};
    TextBuilder out;
    TfError error = {.message = ""};
    Chart chart = {.kind = (ChartKind)(next(&bytes) % CHART_KINDS)};
    uint8_t how = next(&bytes);
    const ChartTerminal terminal = {next(&bytes), how % 2 == 0, how % 3 == 0};
    chart.words = (ChartWords){.id = words(&bytes),
                               .title = words(&bytes),
                               .subtitle = words(&bytes),
                               .footnote = words(&bytes),
                               .description = words(&bytes),
                               .language = (ChartLanguage)(how % 3)};
    fill[chart.kind](&bytes, &lists, &chart);
    text_init(&out, MOST_LINES_OF_TEXT);
    if (chart_show(&chart, &terminal, &out, &error) == TF_OK)
        check_shown(text_slice(&out), &terminal);
    else if (error.message[0] == '\0')
        abort();
    text_clear(&out);
    chart_json(&chart, &out);
    check_json(text_slice(&out));
    text_clear(&out);
    chart_csv(&chart, &out);
    check_csv(text_slice(&out));
    text_done(&out);
    return 0;
}
