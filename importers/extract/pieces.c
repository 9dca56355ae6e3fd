/* Long articles, read a piece at a time, so that memory does not grow with their length. News articles are
 * far shorter than a piece; what is longer is a book, a log or an attack. */
#include "importers/extract/places.h"

#include <string.h>

/* A paragraph that is longer than a piece is cut at the last end of a sentence in so many bytes. */
#define CUT_REACH ((size_t)4096)

typedef struct Pieces {
    const TfArticle *article;
    TfArena *arena;
    TfArena scratch; /* of one piece */
    ClaimSink *sink;
    void *context;
    TfLeftAmounts *left; /* where amounts that were left go; NULL when nobody asks */
    TfSpan *parts;       /* paragraphs, long ones cut up */
    size_t count;
    size_t capacity;
} Pieces;

/* ---- cutting ---- */

static bool is_stop(TfSlice text, size_t at)
{
    return text.bytes[at] == '\n' ||
           (text.bytes[at] == ' ' && at > 0 && strchr(".!?", text.bytes[at - 1]) != NULL) ||
           tf_slice_starts_with(tf_slice_range(text, at, at + 3), "\xE3\x80\x82");
}

size_t pieces_cut(TfSlice text, size_t start)
{
    size_t end = start + PIECE_BYTES;
    for (size_t at = end; at > end - CUT_REACH; at--)
        if (is_stop(text, at))
            return (text.bytes[at] & 0x80) != 0 ? at + 3 : at + 1;
    for (size_t at = end; at > end - CUT_REACH; at--)
        if (text.bytes[at] == ' ')
            return at;
    while (end > start + 1 && (text.bytes[end] & 0xC0) == 0x80)
        end--;
    return end;
}

static bool add_part(Pieces *pieces, size_t start, size_t end)
{
    if (!tf_arena_grow(pieces->arena, &pieces->parts, &pieces->capacity, pieces->count,
                       sizeof *pieces->parts))
        return false;
    pieces->parts[pieces->count++] = (TfSpan){start, end};
    return true;
}

static bool find_parts(Pieces *pieces)
{
    const TfArticle *article = pieces->article;
    for (size_t i = 0; i < article->body_count; i++) {
        TfSpan span = article->body[i];
        while (span.end - span.start > PIECE_BYTES) {
            size_t cut = pieces_cut(article->text, span.start);
            if (!add_part(pieces, span.start, cut))
                return false;
            span.start = cut;
        }
        if (!add_part(pieces, span.start, span.end))
            return false;
    }
    return true;
}

/* ---- reading ---- */

/* Keeps what a piece left beyond its memory. */
static bool keep_left(Pieces *pieces, size_t start, const TfLeftAmounts *left)
{
    TfLeftAmounts *all = pieces->left;
    for (size_t i = 0; i < left->count; i++) {
        if (!tf_arena_grow(pieces->arena, &all->items, &all->capacity, all->count, sizeof *all->items))
            return false;
        all->items[all->count] = left->items[i];
        places_move_left(start, &all->items[all->count++]);
    }
    return true;
}

/* Reads the parts [first, end) as an article of their own. */
static TfStatus read_piece(Pieces *pieces, size_t first, size_t end, TfError *error)
{
    TfArticle piece = *pieces->article;
    TfClaimList claims = {NULL, 0, 0};
    size_t start = first == 0 ? 0 : pieces->parts[first].start; /* the first piece has the title */
    piece.text = tf_slice_range(piece.text, start, pieces->parts[end - 1].end);
    piece.body_count = end - first;
    piece.body = tf_arena_alloc_array(&pieces->scratch, piece.body_count, sizeof *piece.body);
    if (piece.body == NULL)
        return tf_fail_memory(error);
    for (size_t i = first; i < end; i++)
        piece.body[i - first] = (TfSpan){pieces->parts[i].start - start, pieces->parts[i].end - start};
    if (piece.title.end > piece.text.length || first > 0)
        piece.title = (TfSpan){0, 0};
    if (first > 0 && piece.headline.length == 0) /* the title says whom later pieces are about, too */
        piece.headline = tf_article_span(pieces->article, pieces->article->title);
    TfLeftAmounts left = {NULL, 0, 0};
    TfStatus status = pieces->left != NULL
                          ? extract_explained_whole(&piece, &pieces->scratch, &claims, &left, error)
                          : extract_claims(&piece, &pieces->scratch, &claims, error);
    for (size_t i = 0; i < claims.count && status == TF_OK && start > 0; i++)
        if (!places_move_claim(pieces->article, start, &pieces->scratch, &claims.items[i]))
            status = tf_fail_memory(error);
    if (status == TF_OK && !keep_left(pieces, start, &left))
        status = tf_fail_memory(error);
    if (status == TF_OK && claims.count > 0 && !pieces->sink(pieces->context, &claims))
        status = tf_fail_memory(error);
    tf_arena_reset(&pieces->scratch);
    return status;
}

static TfStatus read_all(Pieces *pieces, TfError *error)
{
    TfStatus status = TF_OK;
    for (size_t first = 0; first < pieces->count && status == TF_OK;) {
        size_t start = first == 0 ? 0 : pieces->parts[first].start;
        size_t end = first + 1;
        while (end < pieces->count && pieces->parts[end].end - start <= PIECE_BYTES)
            end++;
        status = read_piece(pieces, first, end, error);
        first = end;
    }
    return status;
}

static TfStatus run(Pieces *pieces, TfError *error)
{
    tf_arena_init(&pieces->scratch, 0);
    TfStatus status = find_parts(pieces) ? read_all(pieces, error) : tf_fail_memory(error);
    tf_arena_done(&pieces->scratch);
    return status;
}

TfStatus extract_each(const TfArticle *article, TfArena *arena, ClaimSink *sink, void *context,
                      TfError *error)
{
    TfClaimList claims = {NULL, 0, 0};
    if (article->text.length <= PIECE_BYTES) {
        TfStatus status = extract_claims(article, arena, &claims, error);
        if (status != TF_OK || claims.count == 0)
            return status;
        return sink(context, &claims) ? TF_OK : tf_fail_memory(error);
    }
    Pieces pieces = {.article = article, .arena = arena, .sink = sink, .context = context};
    return run(&pieces, error);
}

/* ---- all claims in one list ---- */

typedef struct Keeper {
    TfArena *arena;
    TfClaimList claims;
} Keeper;

static bool keep_slice(TfArena *arena, TfSlice *slice)
{
    if (slice->bytes == NULL)
        return true;
    *slice = tf_arena_copy(arena, *slice);
    return slice->bytes != NULL;
}

/* Copies what of a claim lives in the piece's memory: all but the article's own text and names. */
static bool keep_claim(Keeper *keeper, TfClaim claim)
{
    TfArena *arena = keeper->arena;
    TfSpan *mentions = tf_arena_alloc_array(arena, claim.mention_count, sizeof *mentions);
    TfAlternative *alternatives = tf_arena_alloc_array(arena, claim.alternative_count, sizeof *alternatives);
    if (mentions == NULL || alternatives == NULL || !keep_slice(arena, &claim.scope) ||
        !keep_slice(arena, &claim.growth_base) || !keep_slice(arena, &claim.attribution) ||
        !keep_slice(arena, &claim.rule) || !keep_slice(arena, &claim.entries))
        return false;
    for (size_t i = 0; i < claim.mention_count; i++)
        mentions[i] = claim.mentions[i];
    for (size_t i = 0; i < claim.alternative_count; i++)
        alternatives[i] = claim.alternatives[i];
    claim.mentions = mentions;
    claim.alternatives = alternatives;
    return tf_claim_list_add(&keeper->claims, arena, &claim);
}

static bool keep_claims(void *context, const TfClaimList *claims)
{
    Keeper *keeper = context;
    for (size_t i = 0; i < claims->count; i++)
        if (!keep_claim(keeper, claims->items[i]))
            return false;
    return true;
}

TfStatus extract_article(const TfArticle *article, TfArena *arena, TfClaimList *claims, TfError *error)
{
    if (article->text.length <= PIECE_BYTES)
        return extract_claims(article, arena, claims, error);
    Keeper keeper = {.arena = arena};
    TfStatus status = extract_each(article, arena, keep_claims, &keeper, error);
    if (status == TF_OK)
        *claims = keeper.claims;
    return status;
}

TfStatus extract_explained(const TfArticle *article, TfArena *arena, TfClaimList *claims, TfLeftAmounts *left,
                           TfError *error)
{
    if (article->text.length <= PIECE_BYTES)
        return extract_explained_whole(article, arena, claims, left, error);
    Keeper keeper = {.arena = arena};
    *left = (TfLeftAmounts){NULL, 0, 0};
    Pieces pieces = {
        .article = article, .arena = arena, .sink = keep_claims, .context = &keeper, .left = left};
    TfStatus status = run(&pieces, error);
    if (status == TF_OK)
        *claims = keeper.claims;
    return status;
}
