/* Example charts of every kind but the trajectory: for tests, and to look at. All figures are invented. */
#ifndef TESTS_UNIT_PLOTS_KIND_EXAMPLES_H
#define TESTS_UNIT_PLOTS_KIND_EXAMPLES_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* as plots_support.h, whichever comes first */
#endif
#include "plots/chart.h"

#include <math.h>

#define S_(text)     TF_SLICE(text)
#define COUNT_(list) (sizeof(list) / sizeof(list)[0])
#define UNKNOWN                                                                                              \
    {                                                                                                        \
        .value = (double)NAN                                                                                 \
    }
#define FIGURE(v)                                                                                            \
    {                                                                                                        \
        .value = (v), .href = S_("#c1"), .evidence = S_("what an article says")                              \
    }
#define MONTH(m, v)                                                                                          \
    {                                                                                                        \
        .month = (m), .value = (v), .href = S_("#c1"), .evidence = S_("a total from January on")             \
    }

/* --- pace --- */

static const PacePoint pace_2021[] = {MONTH(3, 5.1), MONTH(6, 11.3), MONTH(9, 17.6), MONTH(12, 24.5)};
static const PacePoint pace_2022[] = {MONTH(1, 1.6),  MONTH(2, 3.3),   MONTH(3, 5.4),   MONTH(4, 7.5),
                                      MONTH(5, 9.6),  MONTH(6, 11.8),  MONTH(7, 13.8),  MONTH(8, 16),
                                      MONTH(9, 18.3), MONTH(10, 20.8), MONTH(11, 23.3), MONTH(12, 26)};
static const PacePoint pace_2023[] = {
    MONTH(6, 13.4), {.month = 9, .value = 20.2, .relation = TF_APPROX}, MONTH(12, 28)};
static const PacePoint pace_2024[] = {
    MONTH(3, 6.2),
    MONTH(6, 13.0),
    {.month = 9,
     .value = 20.0,
     .relation = TF_GT,
     .href = S_("#c2"),
     .evidence = S_("January to September 2024: more than 20 billion USD")}};
static const PaceYear pace_years[] = {{2022, pace_2022, COUNT_(pace_2022)},
                                      {2021, pace_2021, COUNT_(pace_2021)},
                                      {2023, pace_2023, COUNT_(pace_2023)}};
static const PaceOutlook pace_outlook[] = {
    {10, 22.2, 22.5, 22.9}, {11, 24.2, 25.0, 25.9}, {12, 26.1, 27.5, 29.1}};
static const PaceStep pace_path[] = {{1, 2.0},  {2, 4.3},  {3, 6.9},  {4, 9.4},   {5, 11.9},  {6, 14.4},
                                     {7, 16.7}, {8, 19.2}, {9, 21.6}, {10, 24.4}, {11, 27.2}, {12, 30}};
static PaceYear pace_forty[40];
static PacePoint pace_forty_points[40][2];

#define PACE_WORDS                                                                                           \
    .words = {S_("pace"),                                                                                    \
              S_("2024 is level with 2023; $30bn in 2025 needs about 7% growth"),                            \
              S_("Kazakhstan\u2013Russia turnover, cumulative from January, billion US dollars"),            \
              S_("Dashed orange: path that reaches the target with the shape of earlier years. Band: 80% "   \
                 "of simulated paths. Dotted: months between stated totals. Source: claims in 4 articles. "  \
                 "As of 27 Nov 2024."),                                                                      \
              S_("Line chart by month."),                                                                    \
              CHART_ENGLISH,                                                                                 \
              TF_SLICE("")}

static const Chart pace_chart = {.kind = CHART_PACE,
                                 PACE_WORDS,
                                 .pace = {.current = {2024, pace_2024, COUNT_(pace_2024)},
                                          .earlier = pace_years,
                                          .earlier_count = COUNT_(pace_years),
                                          .outlook = pace_outlook,
                                          .outlook_count = COUNT_(pace_outlook),
                                          .path = pace_path,
                                          .path_count = COUNT_(pace_path),
                                          .path_label = S_("needed in 2025: 30"),
                                          .path_href = S_("#t1"),
                                          .path_evidence = S_("Target: 30 billion USD by 2025")}};
static const Chart pace_forty_chart = {.kind = CHART_PACE,
                                       PACE_WORDS,
                                       .pace = {.current = {2024, pace_2024, COUNT_(pace_2024)},
                                                .earlier = pace_forty,
                                                .earlier_count = COUNT_(pace_forty)}};
static const Chart pace_one_chart = {
    .kind = CHART_PACE, PACE_WORDS, .pace = {.current = {2024, pace_2024 + 2, 1}}};
static const Chart pace_path_chart = {
    .kind = CHART_PACE,
    PACE_WORDS,
    .pace = {.current = {2024, NULL, 0},
             .path = pace_path,
             .path_count = COUNT_(pace_path),
             .path_label = S_("needed in 2025 by the plan of both governments: 30")}};

/* --- balance --- */

static const BalanceYear balance_years[] = {
    {2018, .exports = FIGURE(5.2), .imports = FIGURE(13.0), .balance = FIGURE(-7.8)},
    {2019, .exports = FIGURE(5.6), .imports = FIGURE(14.0), .balance = FIGURE(-8.4)},
    {2020, .exports = FIGURE(5.0), .imports = FIGURE(14.0), .balance = FIGURE(-9.0)},
    {2021, .exports = {.value = 7.0, .relation = TF_APPROX}, .imports = FIGURE(17.6),
     .balance = FIGURE(-10.6)},
    {2022, .exports = FIGURE(8.8), .imports = FIGURE(17.3), .balance = FIGURE(-8.5)},
    {2023, .exports = FIGURE(9.8),
     .imports = {.value = 16, .relation = TF_GT, .href = S_("#c9"), .evidence = S_("more than 16")},
     .balance = {.value = -6, .relation = TF_LT}},
    {2024, .part_label = S_("Jan\u2013Sep"), .exports = FIGURE(6.9), .imports = FIGURE(13.1),
     .balance = FIGURE(-6.2)},
};
static const BalanceYear balance_turns[] = {
    {2015, .exports = FIGURE(3.1), .imports = FIGURE(1.2), .balance = FIGURE(1.9)},
    {2017, .exports = FIGURE(2.2), .imports = FIGURE(2.6), .balance = FIGURE(-0.4)},
    {2018, .exports = UNKNOWN, .imports = UNKNOWN, .balance = FIGURE(0.3)},
    {2019, .exports = FIGURE(2.9), .imports = UNKNOWN, .balance = UNKNOWN},
};
static BalanceYear balance_forty[40];

#define BALANCE_WORDS                                                                                        \
    .words = {S_("balance"),                                                                                 \
              S_("Kazakhstan sells Russia half of what it buys from it"),                                    \
              S_("Goods trade of Kazakhstan with Russia, billion US dollars; imports are drawn downwards"),  \
              S_("Outlined bars: about, a bound or part of a year. Source: 19 claims in 7 articles."),       \
              S_("Bars by year."),                                                                           \
              CHART_ENGLISH,                                                                                 \
              TF_SLICE("")}
static const Chart balance_chart = {.kind = CHART_BALANCE,
                                    BALANCE_WORDS,
                                    .balance = {.years = balance_years, .count = COUNT_(balance_years)}};
static const Chart balance_turns_chart = {.kind = CHART_BALANCE,
                                          BALANCE_WORDS,
                                          .balance = {.years = balance_turns,
                                                      .count = COUNT_(balance_turns),
                                                      .exports_label = S_("sold to Russia"),
                                                      .imports_label = S_("bought from Russia")}};
static const Chart balance_forty_chart = {
    .kind = CHART_BALANCE,
    BALANCE_WORDS,
    .balance = {.years = balance_forty, .count = COUNT_(balance_forty)}};
static const Chart balance_one_chart = {
    .kind = CHART_BALANCE, BALANCE_WORDS, .balance = {.years = balance_years, .count = 1}};

/* --- targets --- */

#define NO_RANGE .lo80 = (double)NAN, .median = (double)NAN, .hi80 = (double)NAN
static const TargetRow target_rows[] = {
    {.name = S_("Kazakhstan\u2013Russia"),
     .goal = S_("$30bn by 2025"),
     .target = 30,
     .reached = FIGURE(28),
     .reached_label = S_("28.0 in 2023"),
     .lo80 = 25.6,
     .median = 28.6,
     .hi80 = 31.8,
     .probability = 0.27,
     .href = S_("#t1"),
     .evidence = S_("Target: 30 billion USD by 2025")},
    {.name = S_("Russia\u2013Vietnam"),
     .goal = S_("$10bn by 2025"),
     .target = 10,
     .reached = FIGURE(3.6),
     .reached_label = S_("3.6 in 2023"),
     .lo80 = 3.7,
     .median = 4.4,
     .hi80 = 5.3,
     .probability = 0.004},
    {.name = S_("Kazakhstan\u2013China"),
     .goal = S_("$40bn by 2026"),
     .target = 40,
     .reached = {.value = 31.5, .relation = TF_GT},
     .reached_label = S_("more than 31.5 in 2023"),
     .lo80 = 37,
     .median = 41.6,
     .hi80 = 46.8,
     .probability = 0.66},
    {.name = S_("Vietnam\u2013United States of America"),
     .goal = S_("$100bn by 2020"),
     .target = 100,
     .reached = FIGURE(90.8),
     .reached_label = S_("90.8 in 2020"),
     NO_RANGE,
     .probability = (double)NAN,
     .verdict = S_("missed")},
    {.name = S_("The Democratic Republic of the Congo\u2013Bosnia and Herzegovina"),
     .goal = S_("$1bn by 2030"),
     .target = 1,
     .reached = {.value = 3.2, .relation = TF_APPROX},
     .reached_label = S_("about 3.2 in 2024"),
     .lo80 = 2.4,
     .median = 3.4,
     .hi80 = 4.5,
     .probability = 0.9999,
     .verdict = S_("reached already")},
    {.name = S_("Kazakhstan\u2013Korea"),
     .goal = S_("$10bn by 2027"),
     .target = 10,
     .reached = UNKNOWN,
     NO_RANGE,
     .probability = (double)NAN,
     .verdict = S_("not known")},
};

#define TARGET_WORDS                                                                                         \
    .words = {S_("targets"),                                                                                 \
              S_("One of six stated trade targets is likely to be met"),                                     \
              S_("Latest full year, outlook for the deadline year, and probability of reaching the target"), \
              S_("Narrow bar: latest full year; open: about or a bound. Wide bar: 80% of simulated "         \
                 "outcomes in the deadline year, with their median. Source: 31 claims. As of 27 Nov 2024."), \
              S_("Bars by target."),                                                                         \
              CHART_ENGLISH,                                                                                 \
              TF_SLICE("")}
static const Chart targets_chart = {
    .kind = CHART_TARGETS, TARGET_WORDS, .targets = {target_rows, COUNT_(target_rows)}};
static const Chart targets_one_chart = {.kind = CHART_TARGETS, TARGET_WORDS, .targets = {target_rows, 1}};

/* --- odds --- */

static const OddsStep odds_steps[] = {
    {{2023, 11, 9}, 0.15, S_("first stated"), S_("#c1"), S_("9 Nov 2023: 15%")},
    {{2024, 1, 25}, 0.20, S_(""), S_("#c2"), S_("25 Jan 2024: 20%")},
    {{2024, 3, 14}, 0.29, S_("record 2023 total"), S_("#c3"), S_("14 Mar 2024: 29%")},
    {{2024, 6, 8}, 0.32, S_(""), S_("#c4"), S_("8 Jun 2024: 32%")},
    {{2024, 9, 12}, 0.24, S_("mid-year total below the path"), S_("#c5"), S_("12 Sep 2024: 24%")},
    {{2024, 11, 27}, 0.27, S_("nine months: more than 20"), S_("#c6"), S_("27 Nov 2024: 27%")},
};
static OddsStep odds_many[60];

#define ODDS_WORDS                                                                                           \
    .words = {S_("odds"),                                                                                    \
              S_("Each article moves the odds: 15% a year ago, 27% now"),                                    \
              S_("Probability that Kazakhstan\u2013Russia turnover reaches $30bn in 2025, as computed on "   \
                 "each date"),                                                                               \
              S_("One dot: one article that changed the estimate; open it to see the sentence."),            \
              S_("Steps over time."),                                                                        \
              CHART_ENGLISH,                                                                                 \
              TF_SLICE("")}
static const Chart odds_chart = {
    .kind = CHART_ODDS, ODDS_WORDS, .odds = {odds_steps, COUNT_(odds_steps), {2024, 12, 31}}};
static const Chart odds_one_chart = {.kind = CHART_ODDS, ODDS_WORDS, .odds = {odds_steps + 2, 1, {0, 0, 0}}};
static const Chart odds_many_chart = {
    .kind = CHART_ODDS, ODDS_WORDS, .odds = {odds_many, COUNT_(odds_many), {2024, 11, 27}}};

/* --- claims --- */

static const ClaimMark claim_marks[] = {
    {{2023, 12, 28},
     26.5,
     TF_GT,
     .label = S_("Minister"),
     .href = S_("#c1"),
     .evidence = S_("more than 26.5")},
    {{2024, 1, 25},
     27.0,
     TF_APPROX,
     .label = S_("News agency A"),
     .href = S_("#c2"),
     .evidence = S_("about 27")},
    {{2024, 2, 10},
     27.2,
     TF_EQ,
     .is_official = true,
     .label = S_("Statistics office"),
     .href = S_("#c3"),
     .evidence = S_("27.2")},
    {{2024, 3, 14}, 28.2, TF_EQ, .label = S_("Newspaper C")},
    {{2024, 6, 8}, 28.5, TF_EQ, .label = S_("News agency B")},
    {{2024, 6, 8}, 28.4, TF_APPROX, .label = S_("News agency D, which copied it")},
    {{2024, 7, 1}, 26.2, TF_RANGE, .low = 25.9, .high = 26.5, .is_doubtful = true, .label = S_("Blog")},
    {{2024, 9, 12}, 27.0, TF_GT, .label = S_("Ambassador")},
    {{2024, 11, 27}, 28.0, TF_EQ, .label = S_("Newspaper A"), .href = S_("#c7"), .evidence = S_("28.0")},
};
static const ClaimBelief claim_beliefs[] = {
    {{2023, 12, 28}, 26.6, 27.2, 28.4}, {{2024, 1, 25}, 26.7, 27.2, 27.9},
    {{2024, 2, 10}, 26.9, 27.3, 27.8},  {{2024, 3, 14}, 27.0, 27.5, 28.2},
    {{2024, 6, 8}, 27.1, 27.7, 28.4},   {{2024, 11, 27}, 27.2, 27.8, 28.4}};
static ClaimMark claim_many[120];

#define CLAIM_WORDS                                                                                          \
    .words = {S_("claims"),                                                                                  \
              S_("Nine statements about 2023 do not agree, and the spread is 8%"),                           \
              S_("Kazakhstan\u2013Russia turnover in 2023 as stated on each date, billion US dollars"),      \
              S_("Filled: exact. Open: about. Arrow: a bound. Square: official statistics. Grey: takes no "  \
                 "part. Line and band: what was believed on that day (80%). Source: 9 claims."),             \
              S_("Points over time."),                                                                       \
              CHART_ENGLISH,                                                                                 \
              TF_SLICE("")}
static const Chart claims_chart = {
    .kind = CHART_CLAIMS,
    CLAIM_WORDS,
    .claims = {claim_marks, COUNT_(claim_marks), claim_beliefs, COUNT_(claim_beliefs), {2024, 12, 31}}};
static const Chart claims_one_chart = {
    .kind = CHART_CLAIMS, CLAIM_WORDS, .claims = {.marks = claim_marks + 2, .count = 1}};
static const Chart claims_many_chart = {
    .kind = CHART_CLAIMS, CLAIM_WORDS, .claims = {claim_many, COUNT_(claim_many), NULL, 0, {0, 0, 0}}};

/* --- pairs --- */

static const PairYear pair_kzru[] = {{2018, 18.2, TF_EQ}, {2019, 19.6, TF_EQ}, {2020, 19.0, TF_EQ},
                                     {2021, 24.5, TF_EQ}, {2022, 26.0, TF_EQ}, {2023, 28.0, TF_EQ}};
static const PairYear pair_ruvn[] = {
    {2018, 6.1, TF_EQ}, {2019, 4.9, TF_EQ}, {2021, 5.5, TF_EQ}, {2022, 3.6, TF_EQ}, {2023, 3.6, TF_APPROX}};
static const PairYear pair_kzcn[] = {{2018, 11.7, TF_EQ}, {2019, 14.4, TF_EQ}, {2020, 15.4, TF_EQ},
                                     {2021, 18.2, TF_EQ}, {2022, 24.1, TF_EQ}, {2023, 31.5, TF_GT}};
static const PairYear pair_rutr[] = {{2018, 25.7, TF_EQ}, {2019, 26.3, TF_EQ}, {2020, 20.8, TF_EQ},
                                     {2021, 33.0, TF_EQ}, {2022, 68.2, TF_EQ}, {2023, 56.5, TF_EQ}};
static const PairYear pair_far[] = {{2021, 1.3, TF_EQ}, {2022, 2.2, TF_EQ}, {2023, 3.2, TF_EQ}};
static PairYear pair_forty[40];
static const PairPanel pair_panels[] = {
    {S_("Kazakhstan\u2013Russia"), S_("$30bn by 2025"), 30, 2025, pair_kzru, COUNT_(pair_kzru), 0.27, S_(""),
     S_("#kz-ru"), S_("the pair")},
    {S_("Russia\u2013Vietnam"), S_("$10bn by 2025"), 10, 2025, pair_ruvn, COUNT_(pair_ruvn), 0.002, S_(""),
     S_(""), S_("")},
    {S_("Kazakhstan\u2013China"), S_("$40bn by 2026"), 40, 2026, pair_kzcn, COUNT_(pair_kzcn), 0.66, S_(""),
     S_(""), S_("")},
    {S_("Russia\u2013T\u00fcrkiye"), S_("$100bn, no deadline"), 100, 0, pair_rutr, COUNT_(pair_rutr),
     (double)NAN, S_("no deadline"), S_(""), S_("")},
    {S_("The Democratic Republic of the Congo\u2013Bosnia and Herzegovina"), S_("$1bn by 2024"), 1, 2024,
     pair_far, COUNT_(pair_far), (double)NAN, S_("met"), S_(""), S_("")},
    {S_("Kazakhstan\u2013Korea"), S_("$10bn by 2027"), 10, 2027, NULL, 0, 0.21, S_(""), S_(""), S_("")},
    {S_("Kazakhstan\u2013Japan"), S_("$5bn by 2023"), 5, 2023, pair_ruvn, 1, (double)NAN, S_("missed"),
     S_(""), S_("")},
};
static const PairPanel pair_forty_panels[] = {{S_("Kazakhstan\u2013Russia"), S_("$30bn by 2025"), 30, 2025,
                                               pair_forty, 40, 0.27, S_(""), S_(""), S_("")},
                                              {S_("Russia\u2013Vietnam"), S_("$10bn by 2025"), 10, 2025,
                                               pair_ruvn, COUNT_(pair_ruvn), 0.002, S_(""), S_(""), S_("")}};

#define PAIR_WORDS                                                                                           \
    .words = {S_("pairs"),                                                                                   \
              S_("Only one pair is on course for its stated target"),                                        \
              S_("Turnover as a share of the stated target (dashed line), and probability of reaching it"),  \
              S_("Figures: latest year, billion US dollars. Source: 62 claims. As of 27 Nov 2024."),         \
              S_("Small charts by pair."),                                                                   \
              CHART_ENGLISH,                                                                                 \
              TF_SLICE("")}
static const Chart pairs_chart = {
    .kind = CHART_PAIRS, PAIR_WORDS, .pairs = {pair_panels, COUNT_(pair_panels)}};
static const Chart pairs_one_chart = {.kind = CHART_PAIRS, PAIR_WORDS, .pairs = {pair_panels, 1}};
static const Chart pairs_forty_chart = {
    .kind = CHART_PAIRS, PAIR_WORDS, .pairs = {pair_forty_panels, COUNT_(pair_forty_panels)}};

static inline void fill_kind_examples(void)
{
    for (int i = 0; i < 40; i++) {
        double level = 4 + 0.5 * i + (i % 5);
        pace_forty_points[i][0] = (PacePoint)MONTH(6, 0.47 * level);
        pace_forty_points[i][1] = (PacePoint)MONTH(12, level);
        pace_forty[i] = (PaceYear){1984 + i, pace_forty_points[i], 2};
        balance_forty[i] = (BalanceYear){1984 + i, .exports = FIGURE(3 + 0.2 * i + i % 3),
                                         .imports = FIGURE(5 + 0.1 * i + i % 4),
                                         .balance = FIGURE(3 + 0.2 * i + i % 3 - 5 - 0.1 * i - i % 4)};
        pair_forty[i] = (PairYear){1984 + i, 2 + 0.6 * i + i % 5, TF_EQ};
    }
    for (int i = 0; i < 60; i++)
        odds_many[i] = (OddsStep){{(int16_t)(2016 + i / 7), (int8_t)(1 + i % 12), (int8_t)(1 + i % 28)},
                                  0.5 + 0.45 * sin(i * 0.7),
                                  S_("an article that says something new"),
                                  S_("#c"),
                                  S_("an article")};
    for (int i = 0; i < 120; i++)
        claim_many[i] = (ClaimMark){{(int16_t)(2019 + i / 24), (int8_t)(1 + i % 12), (int8_t)(1 + i % 28)},
                                    26 + 3 * sin(i * 0.9) + i * 0.01,
                                    (TfRelation)(i % 7),
                                    .label = S_("News agency B")};
}

static const struct {
    const char *name;
    ChartTheme theme;
    const Chart *chart;
} kind_examples[] = {
    {"pace", CHART_LIGHT, &pace_chart},
    {"pace-dark", CHART_DARK, &pace_chart},
    {"pace-forty", CHART_LIGHT, &pace_forty_chart},
    {"pace-one", CHART_LIGHT, &pace_one_chart},
    {"pace-path", CHART_LIGHT, &pace_path_chart},
    {"balance", CHART_LIGHT, &balance_chart},
    {"balance-dark", CHART_DARK, &balance_chart},
    {"balance-turns", CHART_LIGHT, &balance_turns_chart},
    {"balance-forty", CHART_LIGHT, &balance_forty_chart},
    {"balance-one", CHART_LIGHT, &balance_one_chart},
    {"targets", CHART_LIGHT, &targets_chart},
    {"targets-dark", CHART_DARK, &targets_chart},
    {"targets-one", CHART_LIGHT, &targets_one_chart},
    {"odds", CHART_LIGHT, &odds_chart},
    {"odds-dark", CHART_DARK, &odds_chart},
    {"odds-one", CHART_LIGHT, &odds_one_chart},
    {"odds-many", CHART_LIGHT, &odds_many_chart},
    {"claims", CHART_LIGHT, &claims_chart},
    {"claims-dark", CHART_DARK, &claims_chart},
    {"claims-one", CHART_LIGHT, &claims_one_chart},
    {"claims-many", CHART_LIGHT, &claims_many_chart},
    {"pairs", CHART_LIGHT, &pairs_chart},
    {"pairs-dark", CHART_DARK, &pairs_chart},
    {"pairs-one", CHART_LIGHT, &pairs_one_chart},
    {"pairs-forty", CHART_LIGHT, &pairs_forty_chart},
};

#endif
