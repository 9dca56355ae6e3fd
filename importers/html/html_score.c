/* How much a block looks like one of the article: features that are there or not, each with a weight. The
 * weights were fitted (see README.md); a feature is one of a group, mostly a range of some measure. */
#include "importers/html/html_score.h"

#include "importers/readers/page_words.h"

#include <math.h>
#include <string.h>

/* Groups of features and how many each has; the order is that of the weights. */
enum {
    BIAS = 0,
    WIDTH = 1,                        /* 9 */
    LINKED = WIDTH + 9,               /* 6 */
    KIND = LINKED + 6,                /* 11 */
    ENDS = KIND + 11,                 /* 6 */
    COMMAS = ENDS + 6,                /* 4 */
    NEAR = COMMAS + 4,                /* SIGN_COUNT */
    FAR = NEAR + SIGN_COUNT,          /* SIGN_COUNT */
    PLACE = FAR + SIGN_COUNT,         /* 6 */
    BEFORE = PLACE + 6,               /* 5 */
    BEHIND = BEFORE + 5,              /* 5 */
    BEFORE2 = BEHIND + 5,             /* 5 */
    BEHIND2 = BEFORE2 + 5,            /* 5 */
    PARENT_LINKED = BEHIND2 + 5,      /* 5 */
    PARENT_PROSE = PARENT_LINKED + 5, /* 6 */
    GRAND_LINKED = PARENT_PROSE + 6,  /* 5 */
    GRAND_PROSE = GRAND_LINKED + 5,   /* 6 */
    WORDS = GRAND_PROSE + 6,          /* 12 */
    DIGITS = WORDS + 12,              /* 1 */
    BOLD = DIGITS + 1,                /* 1 */
    TITLED = BOLD + 1,                /* 3: before the title, it, behind */
    ITEM_LINKED = TITLED + 3,         /* 1 */
    SHORT_NEAR = ITEM_LINKED + 1,     /* 3 */
    FIRST_END = SHORT_NEAR + 3,

    INSIDE = FIRST_END,             /* 6: in the chosen element, or how far up one must go */
    OWN = INSIDE + 6,               /* 8 */
    LEFT = OWN + 8,                 /* 5 */
    RIGHT = LEFT + 5,               /* 5 */
    WINDOW = RIGHT + 5,             /* 6 */
    AROUND = WINDOW + 6,            /* 6 */
    STRETCH = AROUND + 6,           /* 6: before, between or behind the strong blocks, inside or not */
    KIND_INSIDE = STRETCH + 6,      /* 11 */
    NEAR_INSIDE = KIND_INSIDE + 11, /* SIGN_COUNT */
    ALL_END = NEAR_INSIDE + SIGN_COUNT,
};
_Static_assert(FIRST_END == HTML_FIRST_FEATURES && ALL_END == HTML_FEATURES, "weights fit features");

static void add(HtmlFeatures *features, unsigned feature)
{
    if (features->count < HTML_MOST_FEATURES)
        features->ids[features->count++] = (uint16_t)feature;
}

static unsigned range(double value, const double *ends, unsigned count)
{
    unsigned at = 0;
    while (at < count && value >= ends[at])
        at++;
    return at;
}

#define RANGE(value, ...)                                                                                    \
    range(value, (const double[]){__VA_ARGS__}, sizeof((const double[]){__VA_ARGS__}) / sizeof(double))

static double share(uint32_t part, uint32_t whole)
{
    return whole > 0 ? (double)part / whole : 0;
}

static unsigned kind_of(const HtmlPiece *piece)
{
    if (piece->kind != HTML_HEADING)
        return (unsigned)piece->kind;
    return piece->level == 1 ? HTML_HEADING : piece->level <= 3 ? 8 : piece->level == 4 ? 9 : 10;
}

/* What a neighbour is: nothing, short text, linked text, running text, a heading. */
static unsigned neighbour(const HtmlPieces *pieces, size_t at, int offset)
{
    if ((offset < 0 && at < (size_t)-offset) || at + (size_t)offset >= pieces->count)
        return 0;
    const HtmlPiece *piece = &pieces->pieces[at + (size_t)offset];
    if (share(piece->link_width, piece->width) > 0.5)
        return 2;
    if (piece->kind == HTML_HEADING)
        return 4;
    return piece->width >= 80 ? 3 : 1;
}

static void add_signs(HtmlFeatures *features, unsigned group, uint32_t signs)
{
    for (unsigned bit = 0; bit < SIGN_COUNT; bit++)
        if ((signs >> bit & 1) != 0)
            add(features, group + bit);
}

bool html_is_noise(const HtmlPiece *piece)
{
    char buffer[PAGE_FORM_BYTES];
    return piece->width < 60 &&
           (page_word_kinds(page_fold(piece->text, buffer)) & (PAGE_END | PAGE_NOISE | PAGE_COMMENTS)) != 0;
}

uint16_t html_words(const HtmlPiece *piece)
{
    unsigned bits = 0;
    char buffer[PAGE_FORM_BYTES];
    size_t length = 0;
    if (piece->width > 300)
        return 0;
    unsigned whole = piece->width < 60 ? page_word_kinds(page_fold(piece->text, buffer)) : 0;
    unsigned first = page_prefix_kinds(
        piece->text, PAGE_LABEL | PAGE_LEGAL | PAGE_BYLINE | PAGE_PUBLISHED | PAGE_UPDATED, &length);
    static const unsigned wholes[] = {PAGE_END, PAGE_NOISE, PAGE_COMMENTS, PAGE_LABEL, PAGE_SOURCE};
    static const unsigned firsts[] = {PAGE_LABEL, PAGE_LEGAL, PAGE_BYLINE, PAGE_PUBLISHED, PAGE_UPDATED};
    for (unsigned i = 0; i < 5; i++) {
        if ((whole & wholes[i]) != 0)
            bits |= 1U << i;
        if ((first & firsts[i]) != 0)
            bits |= 1U << (5 + i);
    }
    if (tf_slice_find(piece->text, 0, "©") != TF_NOWHERE)
        bits |= 1U << 10;
    return (uint16_t)bits;
}

static void add_words(HtmlFeatures *features, unsigned words)
{
    for (unsigned bit = 0; words >> bit != 0; bit++)
        if ((words >> bit & 1) != 0)
            add(features, WORDS + bit);
}

static void add_surroundings(const HtmlScorer *scorer, const HtmlPiece *piece, HtmlFeatures *features)
{
    const HtmlPieces *pieces = scorer->pieces;
    const HtmlElement *element = &pieces->elements[piece->element];
    const HtmlElement *parent = &pieces->elements[element->parent];
    const HtmlElement *grand = &pieces->elements[parent->parent];
    uint32_t total = pieces->elements[0].sums.prose_width;
    add_signs(features, NEAR, element->near);
    add_signs(features, FAR, element->all & ~element->near);
    add(features,
        PARENT_LINKED + RANGE(share(parent->sums.link_width, parent->sums.width), 0.05, 0.2, 0.4, 0.7));
    add(features, PARENT_PROSE + RANGE(share(parent->sums.prose_width, total), 0.001, 0.1, 0.3, 0.6, 0.9));
    add(features,
        GRAND_LINKED + RANGE(share(grand->sums.link_width, grand->sums.width), 0.05, 0.2, 0.4, 0.7));
    add(features, GRAND_PROSE + RANGE(share(grand->sums.prose_width, total), 0.001, 0.1, 0.3, 0.6, 0.9));
}

void html_first_features(const HtmlScorer *scorer, size_t at, HtmlFeatures *features)
{
    const HtmlPieces *pieces = scorer->pieces;
    const HtmlPiece *piece = &pieces->pieces[at];
    double linked = share(piece->link_width, piece->width);
    features->count = 0;
    add(features, BIAS);
    add(features, WIDTH + RANGE(piece->width, 8, 16, 28, 50, 80, 130, 220, 400));
    add(features, LINKED + RANGE(linked, 0.01, 0.15, 0.35, 0.65, 0.95));
    add(features, KIND + kind_of(piece));
    add(features, ENDS + (piece->ends ? 3u : 0u) + RANGE(piece->width, 40, 100));
    add(features, COMMAS + (piece->commas > 2 ? 3 : piece->commas));
    add(features, PLACE + RANGE(share(scorer->prose_before[at], pieces->elements[0].sums.prose_width), 0.0001,
                                0.2, 0.5, 0.8, 0.9999));
    add(features, BEFORE + neighbour(pieces, at, -1));
    add(features, BEHIND + neighbour(pieces, at, 1));
    add(features, BEFORE2 + neighbour(pieces, at, -2));
    add(features, BEHIND2 + neighbour(pieces, at, 2));
    add_surroundings(scorer, piece, features);
    add_words(features, scorer->words[at]);
    if (piece->digits * 10 > piece->width * 3)
        add(features, DIGITS);
    if (piece->bold_width * 10 > piece->width * 9)
        add(features, BOLD);
    add(features, TITLED + (at < scorer->title ? 0 : at == scorer->title ? 1 : 2));
    if (piece->kind == HTML_ITEM && linked > 0.8)
        add(features, ITEM_LINKED);
    if (piece->width < 50 && linked < 0.5)
        add(features, SHORT_NEAR + (unsigned)(neighbour(pieces, at, -1) == 3) +
                          (unsigned)(neighbour(pieces, at, 1) == 3));
}

/* Levels from the chosen element up to one that holds the piece as well. */
static unsigned levels_up(const HtmlScorer *scorer, size_t at)
{
    const HtmlElement *elements = scorer->pieces->elements;
    uint32_t element = scorer->chosen;
    unsigned levels = 0;
    while (levels < 5 && (at < elements[element].first_block || at >= elements[element].end_block)) {
        element = elements[element].parent;
        levels++;
    }
    return levels;
}

static double mean(const HtmlScorer *scorer, size_t start, size_t end)
{
    double sum = 0, weight = 0;
    end = end < scorer->pieces->count ? end : scorer->pieces->count;
    for (size_t i = start; i < end; i++) {
        double width = scorer->pieces->pieces[i].width + 5.0;
        sum += scorer->first[i] * width;
        weight += width;
    }
    return weight > 0 ? sum / weight : 0;
}

static double first_at(const HtmlScorer *scorer, size_t at, int offset)
{
    if ((offset < 0 && at == 0) || at + (size_t)offset >= scorer->pieces->count)
        return 0;
    return scorer->first[at + (size_t)offset];
}

/* Most blocks of an element that its mean is taken over, around the block in question. */
#define AROUND_MOST 40

void html_second_features(const HtmlScorer *scorer, size_t at, HtmlFeatures *features)
{
    const HtmlPiece *piece = &scorer->pieces->pieces[at];
    const HtmlElement *element = &scorer->pieces->elements[piece->element];
    const HtmlElement *parent = &scorer->pieces->elements[element->parent];
    html_first_features(scorer, at, features);
    unsigned up = levels_up(scorer, at);
    add(features, INSIDE + up);
    add(features, OWN + RANGE(scorer->first[at], 0.03, 0.1, 0.25, 0.5, 0.75, 0.9, 0.97));
    add(features, LEFT + RANGE(first_at(scorer, at, -1), 0.05, 0.3, 0.7, 0.95));
    add(features, RIGHT + RANGE(first_at(scorer, at, 1), 0.05, 0.3, 0.7, 0.95));
    add(features, WINDOW + RANGE(mean(scorer, at > 4 ? at - 4 : 0, at + 5), 0.05, 0.2, 0.4, 0.7, 0.9));
    size_t start = parent->first_block + AROUND_MOST < at ? at - AROUND_MOST : parent->first_block;
    size_t end = parent->end_block > at + AROUND_MOST ? at + AROUND_MOST : parent->end_block;
    add(features, AROUND + RANGE(mean(scorer, start, end), 0.05, 0.2, 0.4, 0.7, 0.9));
    add(features, STRETCH + (up == 0 ? 3u : 0u) +
                      (at < scorer->first_strong   ? 0
                       : at <= scorer->last_strong ? 1
                                                   : 2));
    if (up == 0) {
        add(features, KIND_INSIDE + kind_of(piece));
        add_signs(features, NEAR_INSIDE, element->near);
    }
}

double html_weigh(const HtmlFeatures *features, const float *weights)
{
    double sum = 0;
    for (unsigned i = 0; i < features->count; i++)
        sum += (double)weights[features->ids[i]];
    return 1 / (1 + exp(-sum));
}
