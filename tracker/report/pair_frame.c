/* What the charts of a pair share: unit and rows before, footnote and id behind. */
#include "tracker/report/pair_layout.h"

TfStatus pair_start(PairLayout *layout, double largest, TfError *error)
{
    pair_choose_unit(layout, largest);
    return pair_index_rows(layout, error);
}

static TfDate newest_day(const TfClaimRows *rows)
{
    TfDate newest = {0, 0, 0};
    for (size_t i = 0; i < rows->count; i++)
        if (tf_date_compare(rows->items[i].claim.pub_date, newest) > 0)
            newest = rows->items[i].claim.pub_date;
    return newest;
}

TfSlice pair_source_note(const PairLayout *layout)
{
    return pair_say(layout, WORD_SOURCE,
                    .numbers = {(double)layout->rows->count, (double)layout->article_count},
                    .texts = {pair_day(layout, newest_day(layout->rows))});
}

TfSlice pair_as_of_note(const PairLayout *layout)
{
    TfDate as_of = layout->series->as_of;
    if (!tf_date_is_set(as_of))
        as_of = newest_day(layout->rows);
    return pair_say(layout, WORD_AS_OF, .texts = {pair_day(layout, as_of), tf_slice(TRADEFIG_VERSION)});
}

TfStatus pair_check_words(const ChartWords *words, TfError *error)
{
    bool is_whole = words->title.bytes != NULL && words->subtitle.bytes != NULL &&
                    words->footnote.bytes != NULL && words->legend.bytes != NULL &&
                    words->description.bytes != NULL && words->id.bytes != NULL;
    return is_whole ? TF_OK : tf_fail_memory(error);
}

TfStatus pair_finish(const PairLayout *layout, const char *kind, Word legend, Chart *chart, TfError *error)
{
    char id[TF_PAIR_CHARS];
    ChartWords *words = &chart->words;
    const TfSlice notes[] = {pair_source_note(layout), pair_as_of_note(layout)};
    const TfSlice told[] = {pair_stopped(layout, words->title), pair_stopped(layout, words->subtitle)};
    words->id = tf_arena_format(layout->arena, "tf-%s-%s", kind, tf_pair_short(id, layout->series->pair));
    words->language = words_language(layout->words);
    words->legend = pair_plain(layout, legend);
    words->footnote = pair_joined(layout, notes, 2);
    words->description = pair_joined(layout, told, 2);
    return pair_check_words(words, error);
}
