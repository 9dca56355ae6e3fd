/* Long articles, read a piece at a time, so that memory does not grow with their length. News articles are
 * far shorter than a piece; what is longer is a book, a log or an attack. */
#include "importers/extract/extract.h"

#include <string.h>

#define PIECE_BYTES ((size_t)64 * 1024)
/* A paragraph that is longer than a piece is cut at the last end of a sentence in so many bytes. */
#define CUT_REACH ((size_t)4096)

typedef struct Pieces {
    const TfArticle *article;
    TfArena *arena;
    TfArena scratch; /* of one piece */
    ClaimSink *sink;
    void *context;
    TfSpan *parts; /* paragraphs, long ones cut up */
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

/* Where the part that begins at `start` may end: behind a sentence, at a blank, or between two characters. */
static size_t cut_of(TfSlice text, size_t start)
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
            size_t cut = cut_of(article->text, span.start);
            if (!add_part(pieces, span.start, cut))
                return false;
            span.start = cut;
        }
        if (!add_part(pieces, span.start, span.end))
            return false;
    }
    return true;
}

/* ---- moving claims ---- */

static TfSpan moved(TfSpan span, size_t by)
{
    return (TfSpan){span.start + by, span.end + by};
}

/* Turns the places of a claim into places of the whole text; false when memory is short. */
static bool move_claim(TfArena *arena, size_t by, TfClaim *claim)
{
    TfSpan *mentions = tf_arena_alloc_array(arena, claim->mention_count, sizeof *mentions);
    TfAlternative *alternatives = tf_arena_alloc_array(arena, claim->alternative_count, sizeof *alternatives);
    if (mentions == NULL || alternatives == NULL)
        return false;
    for (size_t i = 0; i < claim->mention_count; i++)
        mentions[i] = moved(claim->mentions[i], by);
    for (size_t i = 0; i < claim->alternative_count; i++) {
        alternatives[i] = claim->alternatives[i];
        alternatives[i].span = moved(alternatives[i].span, by);
    }
    claim->mentions = mentions;
    claim->alternatives = alternatives;
    claim->span = moved(claim->span, by);
    return true;
}

/* ---- reading ---- */

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
    TfStatus status = extract_claims(&piece, &pieces->scratch, &claims, error);
    for (size_t i = 0; i < claims.count && status == TF_OK && start > 0; i++)
        if (!move_claim(&pieces->scratch, start, &claims.items[i]))
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
    tf_arena_init(&pieces.scratch, 0);
    TfStatus status = find_parts(&pieces) ? read_all(&pieces, error) : tf_fail_memory(error);
    tf_arena_done(&pieces.scratch);
    return status;
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
