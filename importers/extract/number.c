/* Reading digits. Which mark is the decimal mark is decided by the shape of the number first ("1,234.5"),
 * then by the language, and for three digits behind a single mark by the magnitude that follows. */
#include "importers/extract/number.h"

#include "importers/language/fold.h"

#include <string.h>
#include <unicode/uchar.h>

#define MOST_DIGITS_COUNTED 1000
#define MOST_MARKS          12
#define MOST_KEPT_DIGITS    17
#define MOST_REVERSED_BYTES 10

static const NumberStyle styles[] = {
    {"en", '.', false, false, false, false}, {"zh", '.', false, false, false, false},
    {"ja", '.', false, false, false, false}, {"ko", '.', false, false, false, false},
    {"bn", '.', false, false, false, false}, {"ar", '.', false, true, false, true},
    {"fa", '.', false, true, false, false},  {"vi", ',', false, false, false, false},
    {"id", ',', false, false, false, false}, {"tr", ',', false, true, false, false},
    {"az", ',', true, true, false, false},   {"de", ',', false, false, false, false},
    {"it", ',', false, false, false, false}, {"pt", ',', false, false, false, false},
    {"fr", ',', true, true, false, false},   {"es", ',', true, true, true, false},
    {"ru", ',', true, true, false, false},   {"kk", ',', true, true, false, false},
    {"ky", ',', true, true, false, false},   {"uz", ',', true, true, false, false},
};

const NumberStyle *number_style(TfSlice lang)
{
    for (size_t i = 0; i < sizeof styles / sizeof styles[0]; i++)
        if (lang.bytes != NULL && tf_slice_is(lang, styles[i].lang))
            return &styles[i];
    return &styles[0];
}

/* A decimal digit of any script; -1 for anything else. */
static int digit_at(TfSlice text, size_t at, size_t *width)
{
    if (at >= text.length)
        return -1;
    FoldedChar next = fold_char(text, at);
    *width = next.width;
    if (next.klass != CHAR_DIGIT)
        return next.code >= '0' && next.code <= '9' ? (int)(next.code - '0') : -1;
    return u_charDigitValue((UChar32)next.code);
}

typedef enum Mark { MARK_NONE = 0, MARK_POINT, MARK_COMMA, MARK_BLANK, MARK_OTHER, MARK_REVERSED } Mark;

/* A mark that may stand inside a number. */
static Mark mark_at(TfSlice text, size_t at, size_t *width)
{
    if (at >= text.length)
        return MARK_NONE;
    FoldedChar next = fold_char(text, at);
    *width = next.width;
    switch (next.code) {
    case '.':
    case 0x066B: /* Arabic decimal mark */
        return MARK_POINT;
    case ',':
    case 0x066C: /* Arabic thousands mark */
    case 0xFF0C:
        return MARK_COMMA;
    case '\'':
        return MARK_OTHER;
    case 0x0631: /* the letter that some Arabic agencies print for the point, the whole part behind it */
        return MARK_REVERSED;
    case ' ':
        return next.klass == CHAR_BLANK && text.bytes[at] != '\t' ? MARK_BLANK : MARK_NONE;
    default:
        return MARK_NONE;
    }
}

static size_t skip_digits(TfSlice text, size_t at, size_t *count)
{
    size_t width;
    *count = 0;
    while (digit_at(text, at, &width) >= 0) {
        at += width;
        (*count)++;
    }
    return at;
}

/* A scan under way: what was read, and where it stood before the first plain blank. */
typedef struct Scan {
    size_t at;
    size_t total;
    size_t groups;
    size_t blanks; /* plain ones among the groups */
    size_t at_before_blank;
    size_t total_before_blank;
    size_t groups_before_blank;
    bool is_one; /* nothing but one number: a point or comma behind a plain blank, or a zero: "28 000" */
} Scan;

/* Reads a mark and the digits behind it; false when the number ends. */
static bool read_part(TfSlice text, Scan *scan)
{
    size_t width = 0;
    size_t run = 0;
    Mark mark = mark_at(text, scan->at, &width);
    size_t end = mark == MARK_NONE ? scan->at : skip_digits(text, scan->at + width, &run);
    bool groups_only = mark == MARK_BLANK || mark == MARK_OTHER; /* one to three digits, then threes */
    if (mark == MARK_REVERSED && (scan->groups > 0 || end - scan->at > MOST_REVERSED_BYTES))
        return false;
    if (run == 0 || (groups_only && (run != 3 || (scan->groups == 0 && scan->total > 3))))
        return false;
    if (mark == MARK_BLANK && width == 1 && scan->blanks++ == 0) {
        scan->at_before_blank = scan->at;
        scan->total_before_blank = scan->total;
        scan->groups_before_blank = scan->groups;
    }
    scan->is_one =
        scan->is_one || (scan->blanks > 0 && (!groups_only || text.bytes[scan->at + width] == '0'));
    scan->groups++;
    scan->total += run;
    scan->at = end;
    return true;
}

NumberLiteral number_scan(TfSlice text, size_t start, const NumberStyle *style)
{
    Scan scan = {.groups = 0};
    scan.at = skip_digits(text, start, &scan.total);
    while (read_part(text, &scan))
        ;
    /* "26 300 people" may be two numbers; "1 234 567", "3 495.6" and "28 000" are one in every language */
    if (scan.blanks == 1 && !style->blank_groups && !scan.is_one) {
        scan.at = scan.at_before_blank;
        scan.total = scan.total_before_blank;
        scan.groups = scan.groups_before_blank;
    }
    return (NumberLiteral){.start = start,
                           .end = scan.at,
                           .is_plain = scan.groups == 0,
                           .is_code = scan.total > MOST_DIGITS_COUNTED || scan.groups > MOST_MARKS,
                           .digits =
                               (int)(scan.total > MOST_DIGITS_COUNTED ? MOST_DIGITS_COUNTED : scan.total)};
}

/* The marks of a literal and how many digits stand before the first and behind each. */
typedef struct Shape {
    Mark marks[MOST_MARKS];
    size_t behind[MOST_MARKS];
    size_t count;
    size_t lead;
    bool lead_is_zero;
} Shape;

static Shape shape_of(TfSlice text, const NumberLiteral *literal)
{
    Shape shape = {.count = 0};
    size_t width = 1;
    TfSlice part = tf_slice_range(text, 0, literal->end);
    size_t at = skip_digits(part, literal->start, &shape.lead);
    shape.lead_is_zero = shape.lead == 0 || (shape.lead == 1 && digit_at(part, literal->start, &width) == 0);
    while (at < literal->end && shape.count < MOST_MARKS) {
        shape.marks[shape.count] = mark_at(part, at, &width);
        at = skip_digits(part, at + width, &shape.behind[shape.count]);
        shape.count++;
    }
    return shape;
}

/* Groups before a decimal mark: threes, or the Indian two-two-three. */
static bool groups_are_good(const Shape *shape, size_t count)
{
    if (count == 0)
        return true;
    if (shape->behind[count - 1] != 3 || shape->lead == 0 || shape->lead > 3)
        return false;
    bool threes = true;
    bool twos = shape->lead <= 2;
    for (size_t i = 0; i + 1 < count; i++) {
        threes = threes && shape->behind[i] == 3;
        twos = twos && shape->behind[i] == 2;
    }
    return threes || twos;
}

/* Whether a single mark with three digits behind it groups thousands. */
static bool single_mark_groups(const Shape *shape, const NumberStyle *style, int scale_power)
{
    if (shape->lead_is_zero || shape->lead > 3)
        return false;
    if (shape->marks[0] == MARK_BLANK || shape->marks[0] == MARK_OTHER)
        return true;
    if (style->thousands_with_million && scale_power == 6)
        return true;
    bool is_decimal_mark = (shape->marks[0] == MARK_COMMA) == (style->decimal_mark == ',');
    if (style->other_groups_million && scale_power == 6 && !is_decimal_mark)
        return true;
    return !is_decimal_mark && !(style->any_mark_with_scale && scale_power > 0);
}

/* Index of the mark that is the decimal mark; shape->count when there is none, more when it is no number. */
static size_t decimal_mark(const Shape *shape, const NumberStyle *style, int scale_power)
{
    size_t count = shape->count;
    if (count == 0)
        return 0;
    if (count == 1 && shape->behind[0] == 3)
        return single_mark_groups(shape, style, scale_power) ? 1 : 0;
    if (count == 1)
        return shape->marks[0] == MARK_BLANK || shape->marks[0] == MARK_OTHER ? 2 : 0;
    for (size_t i = 1; i + 1 < count; i++)
        if (shape->marks[i] != shape->marks[0])
            return count + 1;
    size_t mark = shape->marks[count - 1] == shape->marks[0] ? count : count - 1;
    return groups_are_good(shape, mark) ? mark : count + 1;
}

/* "67\u06316" is 6.67: the part behind the letter is the whole one. */
static bool reversed_value(TfSlice text, const NumberLiteral *literal, const Shape *shape, TfDecimal *value)
{
    int64_t parts[2] = {0, 0};
    size_t part = 0;
    size_t width = 1;
    if (shape->count != 1 || shape->lead + shape->behind[0] > MOST_KEPT_DIGITS)
        return false;
    for (size_t at = literal->start; at < literal->end; at += width) {
        int digit = digit_at(text, at, &width);
        if (digit < 0)
            part = 1;
        else
            parts[part] = parts[part] * 10 + digit;
    }
    int64_t power = 1;
    for (size_t i = 0; i < shape->lead; i++)
        power *= 10;
    *value = tf_decimal_normal((TfDecimal){parts[1] * power + parts[0], (int16_t) - (int)shape->lead});
    return true;
}

bool number_value(TfSlice text, const NumberLiteral *literal, const NumberStyle *style, int scale_power,
                  TfDecimal *value)
{
    if (literal->is_code)
        return false;
    Shape shape = shape_of(text, literal);
    if (shape.count > 0 && shape.marks[0] == MARK_REVERSED)
        return reversed_value(text, literal, &shape, value);
    size_t mark = decimal_mark(&shape, style, scale_power);
    if (mark > shape.count)
        return false;
    size_t whole = shape.lead;
    for (size_t i = 0; i < mark; i++)
        whole += shape.behind[i];
    int64_t digits = 0;
    int exponent = 0;
    size_t seen = 0;
    size_t width = 1;
    for (size_t at = literal->start; at < literal->end; at += width) {
        int digit = digit_at(text, at, &width);
        if (digit < 0)
            continue;
        bool keep = seen < MOST_KEPT_DIGITS || digits == 0;
        if (keep)
            digits = digits * 10 + digit;
        if (seen < whole)
            exponent += !keep;
        else
            exponent -= keep;
        seen++;
    }
    *value = tf_decimal_normal((TfDecimal){digits, (int16_t)exponent});
    return true;
}
