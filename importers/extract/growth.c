/* Changes in percent: a percentage, a multiple or a fraction with a word of direction beside it. */
#include "importers/extract/status.h"

#include "importers/language/fold.h"

/* The word of direction stands within this distance of the figure. */
#define DIRECTION_REACH 6
/* and within this one when it begins the sentence. */
#define SUBJECT_REACH 16
/* "percent of", "share": the figure is a part, no change. */
#define SHARE_REACH 1

static int direction_of(MarkRole role)
{
    switch (role) {
    case ROLE_UP:
    case ROLE_MORE:
        return 1;
    case ROLE_DOWN:
    case ROLE_LESS:
        return -1;
    default:
        return 0;
    }
}

/* "Growth of trade between China and Hungary was 7% in 2023": what the sentence begins with is told of its
 * one figure. */
static bool is_subject(const Reading *reading, TfSpan sentence, const Mark *mark, TfSpan figure)
{
    size_t first;
    size_t end;
    TfSpan start = {sentence.start, sentence.start};
    if (mark->end > figure.start || reading_distance(reading, start, mark_span(mark)) > 1 ||
        reading_breaks(reading, mark_span(mark), figure) > 0)
        return false;
    reading_amounts_in(reading, (TfSpan){mark->end, figure.start}, &first, &end);
    for (size_t i = first; i < end; i++)
        if (reading->amounts.items[i].kind != AMOUNT_NUMBER)
            return false;
    return true;
}

/* +1, -1, or 0 when no word of direction is near. */
static int find_direction(const Reading *reading, TfSpan sentence, TfSpan figure)
{
    size_t first;
    size_t end;
    int best = DIRECTION_REACH + 1;
    int direction = 0;
    reading_marks_in(reading, LEX_GROWTH, sentence, &first, &end);
    for (size_t i = first; i < end; i++) {
        const Mark *mark = &reading->marks[LEX_GROWTH].items[i];
        int sign = direction_of(mark->role);
        int distance = reading_distance(reading, mark_span(mark), figure);
        if (sign != 0 && is_subject(reading, sentence, mark, figure) && distance <= SUBJECT_REACH)
            distance = distance < DIRECTION_REACH ? distance : DIRECTION_REACH;
        if (sign == 0 || distance >= best)
            continue;
        best = distance;
        direction = sign;
    }
    return direction;
}

static bool is_share(const Reading *reading, TfSpan sentence, TfSpan figure)
{
    size_t first;
    size_t end;
    reading_marks_in(reading, LEX_GROWTH, sentence, &first, &end);
    for (size_t i = first; i < end; i++) {
        const Mark *mark = &reading->marks[LEX_GROWTH].items[i];
        bool overlaps = mark->start < figure.end && figure.start < mark->end;
        overlaps = overlaps || (mark->side == SIDE_BOTH && mark->end <= figure.start &&
                                reading_distance(reading, mark_span(mark), figure) <= SHARE_REACH);
        if (mark->role == ROLE_SHARE &&
            (overlaps || (mark->start >= figure.start &&
                          reading_distance(reading, mark_span(mark), figure) <= SHARE_REACH)))
            return true;
    }
    return false;
}

static void add_growth(Growths *growths, TfSpan span, TfDecimal percent, const LexEntry *entry)
{
    if (growths->count < MOST_GROWTHS)
        growths->items[growths->count++] =
            (Growth){.span = span, .percent = percent, .relation = TF_EQ, .entry = entry};
}

static TfDecimal negated(TfDecimal decimal, int sign)
{
    decimal.digits = sign < 0 ? -decimal.digits : decimal.digits;
    return decimal;
}

/* "2.5 times" is +150. */
static TfDecimal percent_of_multiple(double times)
{
    return tf_decimal_from_double((times - 1) * 100);
}

/* "(+9.4%)", "-3%": the sign says the direction. */
static int sign_of(const Reading *reading, const Amount *amount)
{
    size_t start = amount->span.start;
    if (amount->value.digits < 0 || (start > 0 && reading->text.bytes[start - 1] == '-'))
        return amount->value.digits < 0 ? 1 : -1; /* the value has its sign already */
    bool plus = reading->text.bytes[start] == '+' || (start > 0 && reading->text.bytes[start - 1] == '+');
    return plus ? 1 : 0;
}

static void find_percentages(const Reading *reading, TfSpan sentence, Growths *growths)
{
    size_t first;
    size_t end;
    reading_amounts_in(reading, sentence, &first, &end);
    for (size_t i = first; i < end; i++) {
        const Amount *amount = &reading->amounts.items[i];
        if (amount->kind != AMOUNT_PERCENT || is_share(reading, sentence, amount->span))
            continue;
        int direction = sign_of(reading, amount);
        if (direction == 0)
            direction = find_direction(reading, sentence, amount->span);
        if (direction == 0)
            continue;
        add_growth(growths, amount->span, negated(amount->value, direction), NULL);
        if (growths->count == 0)
            continue;
        Growth *growth = &growths->items[growths->count - 1];
        growth->relation = amount->relation;
        growth->has_high = amount->has_value_max;
        growth->percent_high = negated(amount->value_max, direction);
    }
}

/* "2.5 times": the number in front of the word. */
static bool multiple_in_front(const Reading *reading, TfSpan sentence, const Mark *mark, TfSpan *span,
                              double *times)
{
    size_t first;
    size_t end;
    reading_amounts_in(reading, (TfSpan){sentence.start, mark->start}, &first, &end);
    if (end == first)
        return false;
    const Amount *amount = &reading->amounts.items[end - 1];
    double value = tf_decimal_to_double(amount->value);
    bool is_glued = fold_class_before(reading->text, amount->span.start) == CHAR_LETTER; /* "MI300X" */
    if (amount->kind != AMOUNT_NUMBER || is_glued ||
        reading_distance(reading, amount->span, mark_span(mark)) > 0 || value <= 1 || value > 1000)
        return false;
    *span = (TfSpan){amount->span.start, mark->end};
    *times = value;
    return true;
}

void growths_find(const Reading *reading, TfSpan sentence, Growths *growths)
{
    size_t first;
    size_t end;
    growths->count = 0;
    find_percentages(reading, sentence, growths);
    reading_marks_in(reading, LEX_GROWTH, sentence, &first, &end);
    for (size_t i = first; i < end; i++) {
        const Mark *mark = &reading->marks[LEX_GROWTH].items[i];
        TfSpan span = mark_span(mark);
        double times;
        if (mark->role == ROLE_MULTIPLE)
            add_growth(growths, span, percent_of_multiple(mark->number), mark->entry);
        else if (mark->role == ROLE_TIMES && multiple_in_front(reading, sentence, mark, &span, &times))
            add_growth(growths, span, percent_of_multiple(times), mark->entry);
        else if (mark->role == ROLE_FRACTION && !is_share(reading, sentence, span)) {
            int direction = find_direction(reading, sentence, span);
            if (direction != 0)
                add_growth(growths, span, negated(tf_decimal_from_double(mark->number), direction),
                           mark->entry);
        }
    }
}
