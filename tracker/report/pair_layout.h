/* What the parts of a pair's chart share while it is laid out. Private to this folder. */
#ifndef TRACKER_REPORT_PAIR_LAYOUT_H
#define TRACKER_REPORT_PAIR_LAYOUT_H

#include "tracker/report/pair_chart.h"

typedef struct PairLayout {
    const TfSeries *series;
    const TfClaimRows *rows;
    const TfProjection *projection;
    const TfProgress *progress;
    size_t progress_count;
    Words *words;
    TfArena *arena;
    const TfClaimRecord **by_id; /* the rows, sorted by claim id */
    size_t article_count;        /* different pages among the rows */
    size_t not_drawn;            /* figures and targets beyond what one picture takes */
    double unit;                 /* US dollars of one unit of the y axis */
    const char *unit_key;        /* which it is in the words: "tn", "bn", "mn", "k" */
} PairLayout;

/* The unit in which `largest` US dollars read as 1 to 999. (these four: pair_chart.c) */
void pair_choose_unit(PairLayout *layout, double largest);
/* Counts the pages and sorts the rows for pair_record_of. Errors  TF_NO_MEMORY */
TF_CHECKED TfStatus pair_index_rows(PairLayout *layout, TfError *error);
/* The first of these claims; NULL when there is none. */
const TfClaimRecord *pair_record_of(const PairLayout *layout, const int64_t *claim_ids, size_t count);
/* Where a click leads; empty: nowhere. */
TfSlice pair_link_to(const PairLayout *layout, const TfClaimRecord *record);

/* ---- phrases in the chart's language; all live in the arena, bytes NULL when memory is short
 * (pair_phrases.c) ---- */

/* The sentence of a word: pair_say(layout, WORD_TARGET_SHORT, .texts = {money, year}). */
#define pair_say(layout, word, ...) words_say((layout)->words, (layout)->arena, (word), WITH(__VA_ARGS__))
/* One without arguments. */
TfSlice pair_plain(const PairLayout *layout, Word word);
/* "2024", "28.0" */
TfSlice pair_year(const PairLayout *layout, int year);
TfSlice pair_number(const PairLayout *layout, double value, int decimals);
/* With as many decimals as tell it: "36.9", "0.263", "0.002". */
TfSlice pair_figure(const PairLayout *layout, double value);
/* "$30bn" of 30 in the layout's unit ("$20mn" of 0.02), and "billion US dollars". */
TfSlice pair_short_money(const PairLayout *layout, double scaled);
TfSlice pair_unit_words(const PairLayout *layout);
/* "34%"; of what is open neither 0% nor 100%. */
TfSlice pair_chance(const PairLayout *layout, double chance);
TfSlice pair_name_words(const PairLayout *layout); /* "Kazakhstan–Russia" */
TfSlice pair_party_name(const PairLayout *layout, TfParty party);
/* "27 Nov 2024" */
TfSlice pair_day(const PairLayout *layout, TfDate day);
/* "Jan–Sep" of months 1 and 9. */
TfSlice pair_months_label(const PairLayout *layout, int first, int last);
/* The period of a claim, or of an outlook its deadline: "2023", "Jan–Sep 2024", "by 2025"; and its amount as
 * stated: "> 20.0 bn USD". */
TfSlice pair_when_words(const PairLayout *layout, const TfClaim *claim);
TfSlice pair_amount_words(const PairLayout *layout, const TfClaim *claim);
/* "$30bn by 2025" where that says it all, else in full. */
TfSlice pair_target_words(const PairLayout *layout, const TfTarget *target);
TfSlice pair_status_words(const PairLayout *layout, TfTargetStatus status);
/* "2023: 28.0 bn USD. Example Daily, 27 Nov 2024: open the source"; empty without a record. */
TfSlice pair_evidence_text(const PairLayout *layout, const TfClaimRecord *record);
/* The parts with blanks between them, without empty ones; and a text with a full stop, if it has none yet. */
TfSlice pair_joined(const PairLayout *layout, const TfSlice *parts, size_t count);
TfSlice pair_stopped(const PairLayout *layout, TfSlice text);

/* ---- the frame (pair_frame.c) ---- */

/* Unit and rows, before a chart is made. Errors  TF_NO_MEMORY */
TF_CHECKED TfStatus pair_start(PairLayout *layout, double largest, TfError *error);
/* "Source: 3 claims in 1 article, latest 27 Nov 2024.", and "As of 27 Nov 2024 · tradefig 1.0". */
TfSlice pair_source_note(const PairLayout *layout);
TfSlice pair_as_of_note(const PairLayout *layout);
/* Footnote, legend, description and id, once title and subtitle are there. Errors  TF_NO_MEMORY */
TF_CHECKED TfStatus pair_finish(const PairLayout *layout, const char *kind, Word legend, Chart *chart,
                                TfError *error);
/* Whether nothing is missing for want of memory. */
TF_CHECKED TfStatus pair_check_words(const ChartWords *words, TfError *error);

/* ---- the trajectory (pair_words.c) ---- */

/* "Target: $30bn by 2025", and below it "stated Nov 2024 · 34% likely". */
TfSlice pair_target_label(const PairLayout *layout, const TfProgress *item);
TfSlice pair_target_sublabel(const PairLayout *layout, const TfProgress *item);

/* The target a title speaks of: the next one whose year is not over, else the last one that was judged or is
 * due; NULL when there is none. */
const TfProgress *pair_headline_target(const PairLayout *layout);

/* Title, subtitle, footnote and description, once points, fan and targets are there. */
void pair_add_words(const PairLayout *layout, Chart *chart);

#endif
