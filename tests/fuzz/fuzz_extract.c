/* Any bytes as the body of an article: extraction ends, and every claim points into the text, knows both
 * parties and has a period that runs forward. */
#include "importers/extract/extract.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define MOST_BYTES 20000

static void check_span(TfSpan span, size_t length)
{
    if (span.start >= span.end || span.end > length)
        abort();
}

static void check_claim(const TfClaim *claim, size_t length)
{
    check_span(claim->span, length);
    for (size_t i = 0; i < claim->mention_count; i++)
        check_span(claim->mentions[i], length);
    for (size_t i = 0; i < claim->alternative_count; i++)
        check_span(claim->alternatives[i].span, length);
    if (!tf_party_is_set(claim->reporter) || !tf_party_is_set(claim->partner))
        abort();
    bool closed = tf_date_is_set(claim->period.from) && tf_date_is_set(claim->period.to);
    if (closed && tf_date_compare(claim->period.from, claim->period.to) > 0)
        abort();
    if (claim->kind == TF_CLAIM_LEVEL && !claim->has_value)
        abort();
}

/* The first line is the title, each other line a paragraph. */
static size_t find_paragraphs(TfSlice text, TfArticle *article, TfSpan *spans, size_t most)
{
    size_t count = 0;
    size_t start = 0;
    for (size_t i = 0; i <= text.length && count < most; i++) {
        if (i < text.length && text.bytes[i] != '\n')
            continue;
        if (start == 0)
            article->title = (TfSpan){start, i};
        else if (i > start)
            spans[count++] = (TfSpan){start, i};
        start = i + 1;
    }
    return count;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static TfSpan spans[2000];
    TfArena arena;
    TfClaimList claims = {NULL, 0, 0};
    TfSlice text = {(const char *)data, size};
    if (size > MOST_BYTES || size == 0)
        return 0;
    tf_arena_init(&arena, (size_t)1 << 28);
    TfArticle article = {.id = {"fuzz", 4}, .text = text, .lang = {"en", 2}, .date = {2024, 11, 27}};
    article.body = spans;
    article.body_count = find_paragraphs(text, &article, spans, sizeof spans / sizeof spans[0]);
    if (extract_claims(&article, &arena, &claims, NULL) == TF_OK)
        for (size_t i = 0; i < claims.count; i++)
            check_claim(&claims.items[i], size);
    tf_arena_done(&arena);
    return 0;
}
