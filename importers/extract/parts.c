/* A page in several languages: each paragraph is scanned with the lexicons, and its numbers are read in the
 * style, of its own language. A page in one language, as nearly all are, is scanned as a whole. */
#include "importers/extract/reading.h"

/* A shorter paragraph says too little of its language. */
#define LEAST_PARAGRAPH 60

/* A stretch of the text in one language. */
typedef struct Part {
    TfSpan span;
    TfSlice lang;
} Part;

typedef struct PartList {
    Part *items;
    size_t count;
    size_t capacity;
} PartList;

static bool add_part(TfArena *arena, PartList *parts, TfSpan span, TfSlice lang)
{
    Part *last = parts->count > 0 ? &parts->items[parts->count - 1] : NULL;
    if (last != NULL && tf_slice_equal(last->lang, lang)) {
        last->span.end = span.end;
        return true;
    }
    if (!tf_arena_grow(arena, &parts->items, &parts->capacity, parts->count, sizeof *parts->items))
        return false;
    size_t start = last != NULL ? last->span.end : 0;
    parts->items[parts->count++] = (Part){{start, span.end}, lang};
    return true;
}

/* The paragraphs of the body, by language; what lies between them goes with the one behind. */
static bool find_parts(const Reading *reading, PartList *parts)
{
    const TfArticle *article = reading->article;
    bool has_head = article->body_count > 0 && article->title.end > 0 &&
                    article->title.end <= article->body[0].start; /* too short to tell: the page's language */
    if (has_head && !add_part(reading->arena, parts, article->title, article->lang))
        return false;
    for (size_t i = 0; i < article->body_count; i++) {
        TfSpan span = article->body[i];
        TfSlice lang = article->lang;
        if (span.end - span.start >= LEAST_PARAGRAPH)
            lang = language_of_part(tf_slice_range(reading->text, span.start, span.end), lang);
        if (!add_part(reading->arena, parts, span, lang))
            return false;
    }
    if (parts->count > 0)
        parts->items[parts->count - 1].span.end = reading->text.length;
    return true;
}

static bool append_hits(TfArena *arena, LexHits *all, const LexHits *part, size_t offset)
{
    for (size_t i = 0; i < part->count; i++) {
        if (!tf_arena_grow(arena, &all->items, &all->capacity, all->count, sizeof *all->items))
            return false;
        LexHit *hit = &all->items[all->count++];
        *hit = part->items[i];
        hit->start += (uint32_t)offset;
        hit->end += (uint32_t)offset;
    }
    return true;
}

static void move_span(TfSpan *span, size_t offset)
{
    if (span->end == 0)
        return;
    span->start += offset;
    span->end += offset;
}

static bool append_amounts(TfArena *arena, AmountList *all, const AmountList *part, size_t offset)
{
    size_t before = all->count;
    for (size_t i = 0; i < part->count; i++) {
        if (!tf_arena_grow(arena, &all->items, &all->capacity, all->count, sizeof *all->items))
            return false;
        Amount *amount = &all->items[all->count++];
        *amount = part->items[i];
        move_span(&amount->span, offset);
        move_span(&amount->number, offset);
        move_span(&amount->relation_span, offset);
        if (amount->bracket_of != AMOUNT_NOWHERE)
            amount->bracket_of += before;
    }
    return true;
}

static TfStatus read_part(Reading *reading, const Part *part, LexHits *hits, TfError *error)
{
    TfSlice text = tf_slice_range(reading->text, part->span.start, part->span.end);
    LexHits own;
    AmountList amounts;
    TfStatus status = language_scan(text, part->lang, reading->arena, &own, error);
    if (status == TF_OK)
        status = amounts_find(text, &own, part->lang, reading->arena, &amounts, error);
    if (status != TF_OK)
        return status;
    bool good = append_hits(reading->arena, hits, &own, part->span.start) &&
                append_amounts(reading->arena, &reading->amounts, &amounts, part->span.start);
    return good ? TF_OK : tf_fail_memory(error);
}

TfStatus parts_scan(Reading *reading, LexHits *hits, TfError *error)
{
    TfArena *arena = reading->arena;
    TfSlice lang = reading->article->lang;
    PartList parts = {NULL, 0, 0};
    *hits = (LexHits){NULL, 0, 0};
    if (lang.bytes != NULL && !find_parts(reading, &parts))
        return tf_fail_memory(error);
    bool is_mixed = parts.count > 1 || (parts.count == 1 && !tf_slice_equal(parts.items[0].lang, lang));
    if (!is_mixed) {
        TfStatus status = language_scan(reading->text, lang, arena, hits, error);
        return status != TF_OK ? status
                               : amounts_find(reading->text, hits, lang, arena, &reading->amounts, error);
    }
    TfStatus status = TF_OK;
    for (size_t i = 0; i < parts.count && status == TF_OK; i++)
        status = read_part(reading, &parts.items[i], hits, error);
    return status;
}
