/* What the charts of a pair share: unit and rows before, footnote and id behind. */
#include "tracker/report/pair_layout.h"

TfStatus pair_start(PairLayout *layout, double largest, TfError *error)
{
    pair_choose_unit(layout, largest);
    return pair_index_rows(layout, error);
}

TfSlice pair_name_words(const PairLayout *layout)
{
    return tf_pair_name(layout->series->pair, "en", layout->arena);
}

TfStatus pair_finish(const PairLayout *layout, const char *kind, const char *legend, Chart *chart,
                     TfError *error)
{
    char id[TF_PAIR_CHARS];
    TfSlice source = pair_source_note(layout);
    TfSlice as_of = pair_as_of_note(layout);
    ChartWords *words = &chart->words;
    words->id = tf_arena_format(layout->arena, "tf-%s-%s", kind, tf_pair_short(id, layout->series->pair));
    words->footnote =
        tf_arena_format(layout->arena, "%s %.*s%.*s", legend, TF_SLICE_ARG(source), TF_SLICE_ARG(as_of));
    words->description = tf_arena_format(layout->arena, "%.*s. %.*s.", TF_SLICE_ARG(words->title),
                                         TF_SLICE_ARG(words->subtitle));
    bool is_whole = words->title.bytes != NULL && words->subtitle.bytes != NULL &&
                    words->footnote.bytes != NULL && words->description.bytes != NULL &&
                    words->id.bytes != NULL;
    return is_whole ? TF_OK : tf_fail_memory(error);
}

TfSlice pair_target_words(const PairLayout *layout, const TfTarget *target)
{
    bool is_plain = !target->is_growth && !target->has_value_hi && tf_date_is_set(target->deadline) &&
                    target->deadline.month == 12 && target->deadline.day == 31;
    if (!is_plain)
        return tf_target_text(target, layout->arena);
    TfSlice money = pair_short_money(layout, target->value_usd / layout->unit);
    return tf_arena_format(layout->arena, "%.*s by %d", TF_SLICE_ARG(money), target->deadline.year);
}
