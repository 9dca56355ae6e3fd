/* One walk over the fields serves both ends: it writes them or reads them, so the two cannot differ. */
#include "tracker/intake/wire.h"

#include "tracker/base/number.h"

#include <math.h>
#include <string.h>

#define NO_TEXT UINT32_MAX /* length of a slice with bytes NULL */

typedef struct Wire {
    TextBuilder *out; /* NULL when reading */
    const char *at;   /* what is left to read */
    const char *end;
    TfArena *arena; /* of the lists that are read */
    bool failed;    /* what is read is impossible; nothing more is taken from it */
    bool out_of_memory;
} Wire;

/* A field that is added to one of these is lost between the processes until it is walked here. */
#if defined(__x86_64__)
_Static_assert(sizeof(Document) == 160, "a field of Document is missing in pass_document");
_Static_assert(sizeof(TfArticle) == 208, "a field of TfArticle is missing in pass_article");
_Static_assert(sizeof(TfClaim) == 416, "a field of TfClaim is missing in pass_claim");
#endif

static void pass_bytes(Wire *wire, void *value, size_t size)
{
    if (wire->out != NULL) {
        text_add_slice(wire->out, tf_slice_of(value, size));
    } else if (!wire->failed && (size_t)(wire->end - wire->at) >= size) {
        memcpy(value, wire->at, size);
        wire->at += size;
    } else {
        wire->failed = true;
        memset(value, 0, size);
    }
}

/* ---- numbers ---- */

static void pass_u64(Wire *wire, uint64_t *value)
{
    pass_bytes(wire, value, sizeof *value);
}

static void pass_size(Wire *wire, size_t *value)
{
    uint64_t wide = *value;
    pass_u64(wire, &wide);
    *value = (size_t)wide;
}

static void pass_bool(Wire *wire, bool *value)
{
    unsigned char byte = *value ? 1 : 0;
    pass_bytes(wire, &byte, 1);
    wire->failed = wire->failed || byte > 1;
    *value = byte == 1;
}

/* A whole number from 0 to `most`. */
static int pass_small(Wire *wire, int value, int most)
{
    int32_t narrow = (int32_t)value;
    pass_bytes(wire, &narrow, sizeof narrow);
    if (narrow >= 0 && narrow <= most)
        return (int)narrow;
    wire->failed = true;
    return 0;
}

/* An enumeration, whose last word is `last`. */
#define PASS_WORD(wire, field, type, last) ((field) = (type)pass_small((wire), (int)(field), (last)))

static void pass_date(Wire *wire, TfDate *date)
{
    pass_bytes(wire, &date->year, sizeof date->year);
    pass_bytes(wire, &date->month, sizeof date->month);
    pass_bytes(wire, &date->day, sizeof date->day);
    bool is_good = !tf_date_is_set(*date) || tf_date_is_valid(date->year, date->month, date->day);
    wire->failed = wire->failed || !is_good;
    if (!is_good)
        *date = (TfDate){0, 0, 0};
}

static void pass_decimal(Wire *wire, TfDecimal *decimal)
{
    pass_bytes(wire, &decimal->digits, sizeof decimal->digits);
    pass_bytes(wire, &decimal->exponent, sizeof decimal->exponent);
    wire->failed = wire->failed || decimal->digits == INT64_MIN;
}

/* ---- texts ---- */

static void pass_slice(Wire *wire, TfSlice *slice)
{
    uint32_t length = slice->bytes == NULL ? NO_TEXT : (uint32_t)slice->length;
    if (wire->out != NULL && slice->bytes != NULL && slice->length >= NO_TEXT)
        wire->out->failed = true;
    pass_bytes(wire, &length, sizeof length);
    if (wire->out != NULL) {
        if (slice->bytes != NULL)
            text_add_slice(wire->out, *slice);
        return;
    }
    *slice = (TfSlice){NULL, 0};
    if (wire->failed || length == NO_TEXT)
        return;
    wire->failed = (size_t)(wire->end - wire->at) < length;
    if (wire->failed)
        return;
    *slice = tf_slice_of(wire->at, length);
    wire->at += length;
}

/* A text in an array of `size` bytes, NUL behind it. */
static void pass_name(Wire *wire, char *name, size_t size)
{
    size_t length = 0;
    while (wire->out != NULL && length < size && name[length] != '\0')
        length++;
    TfSlice slice = tf_slice_of(name, length);
    pass_slice(wire, &slice);
    if (wire->out != NULL)
        return;
    bool fits = slice.length < size && tf_slice_find_byte(slice, 0, '\0') == TF_NOWHERE;
    wire->failed = wire->failed || !fits;
    memset(name, 0, size);
    if (fits && slice.length > 0)
        memcpy(name, slice.bytes, slice.length);
}

/* A string that lives longer than the call; NULL stays NULL. */
static void pass_string(Wire *wire, const char **string)
{
    TfSlice slice = *string == NULL ? (TfSlice){NULL, 0} : tf_slice(*string);
    pass_slice(wire, &slice);
    if (wire->out != NULL)
        return;
    *string = slice.bytes == NULL ? NULL : tf_arena_copy(wire->arena, slice).bytes;
    wire->out_of_memory = wire->out_of_memory || (slice.bytes != NULL && *string == NULL);
}

/* A span of a text of `length` bytes. */
static void pass_span(Wire *wire, TfSpan *span, size_t length)
{
    pass_size(wire, &span->start);
    pass_size(wire, &span->end);
    if (wire->out == NULL && (span->start > span->end || span->end > length)) {
        wire->failed = true;
        *span = (TfSpan){0, 0};
    }
}

/* ---- lists ---- */

/* Bytes an item takes on the wire at the least, so that a length alone cannot ask for much memory. */
#define LEAST_SPAN        16
#define LEAST_ALTERNATIVE 34
#define LEAST_CLAIM       200

/* The number of items of a list, and room for them when reading: no more than there are bytes for. Returns
 * the room, or `items` when writing. */
static void *pass_list(Wire *wire, void *items, size_t *count, size_t size, size_t least)
{
    pass_size(wire, count);
    if (wire->out != NULL)
        return items;
    if (wire->failed || *count > (size_t)(wire->end - wire->at) / least) {
        wire->failed = true;
        *count = 0;
    }
    if (*count == 0)
        return NULL;
    void *room = tf_arena_alloc_array(wire->arena, *count, size);
    wire->out_of_memory = wire->out_of_memory || room == NULL;
    if (room == NULL)
        *count = 0;
    return room;
}

static void pass_spans(Wire *wire, TfSpan **spans, size_t *count, size_t length)
{
    *spans = pass_list(wire, *spans, count, sizeof **spans, LEAST_SPAN);
    for (size_t i = 0; i < *count; i++) {
        TfSpan span = wire->out != NULL ? (*spans)[i] : (TfSpan){0, 0};
        pass_span(wire, &span, length);
        if (wire->out == NULL)
            (*spans)[i] = span;
    }
}

/* ---- documents ---- */

static void pass_document(Wire *wire, Document *document)
{
    PASS_WORD(wire, document->kind, DocumentKind, DOCUMENT_LINK);
    TfSlice *const slices[] = {&document->id,    &document->bytes,  &document->charset, &document->url,
                               &document->title, &document->author, &document->outlet,  &document->lang};
    for (size_t i = 0; i < sizeof slices / sizeof slices[0]; i++)
        pass_slice(wire, slices[i]);
    pass_date(wire, &document->date);
    pass_date(wire, &document->fetched);
    pass_size(wire, &document->number);
    pass_u64(wire, &document->place);
}

/* ---- claims ---- */

static void pass_alternatives(Wire *wire, TfClaim *claim, size_t length)
{
    size_t count = claim->alternative_count;
    TfAlternative *room = pass_list(wire, NULL, &count, sizeof *room, LEAST_ALTERNATIVE);
    for (size_t i = 0; i < count; i++) {
        TfAlternative one = wire->out != NULL ? claim->alternatives[i] : (TfAlternative){.text = {NULL, 0}};
        pass_decimal(wire, &one.money.value);
        pass_name(wire, one.money.currency, sizeof one.money.currency);
        pass_span(wire, &one.span, length);
        pass_slice(wire, &one.text);
        if (room != NULL)
            room[i] = one;
    }
    if (wire->out == NULL) {
        claim->alternatives = room;
        claim->alternative_count = count;
    }
}

static void pass_mentions(Wire *wire, TfClaim *claim, size_t length)
{
    size_t count = claim->mention_count;
    TfSpan *room = pass_list(wire, NULL, &count, sizeof *room, LEAST_SPAN);
    for (size_t i = 0; i < count; i++) {
        TfSpan span = wire->out != NULL ? claim->mentions[i] : (TfSpan){0, 0};
        pass_span(wire, &span, length);
        if (room != NULL)
            room[i] = span;
    }
    if (wire->out == NULL) {
        claim->mentions = room;
        claim->mention_count = count;
    }
}

static void pass_amount(Wire *wire, TfClaim *claim)
{
    pass_bool(wire, &claim->has_value);
    pass_decimal(wire, &claim->value);
    pass_bool(wire, &claim->has_value_hi);
    pass_decimal(wire, &claim->value_hi);
    pass_name(wire, claim->currency, sizeof claim->currency);
    PASS_WORD(wire, claim->currency_basis, TfBasis, TF_BASIS_INFERRED);
    PASS_WORD(wire, claim->relation, TfRelation, TF_RANGE);
    pass_bool(wire, &claim->record);
    pass_bool(wire, &claim->has_growth);
    pass_decimal(wire, &claim->growth_pct);
    pass_bool(wire, &claim->has_growth_hi);
    pass_decimal(wire, &claim->growth_pct_hi);
    pass_slice(wire, &claim->growth_base);
}

static void pass_period(Wire *wire, TfClaim *claim)
{
    pass_date(wire, &claim->period.from);
    pass_date(wire, &claim->period.to);
    PASS_WORD(wire, claim->period.kind, TfPeriodKind, TF_PERIOD_RATE);
    PASS_WORD(wire, claim->period.basis, TfBasis, TF_BASIS_INFERRED);
    PASS_WORD(wire, claim->status, TfClaimStatus, TF_POTENTIAL);
    pass_date(wire, &claim->deadline);
}

static void pass_confidence(Wire *wire, double *confidence)
{
    pass_bytes(wire, confidence, sizeof *confidence);
    bool is_good = isfinite(*confidence) && *confidence >= 0 && *confidence <= 1;
    wire->failed = wire->failed || !is_good;
    if (!is_good)
        *confidence = 0;
}

/* length  of the article's text */
static void pass_claim(Wire *wire, TfClaim *claim, size_t length)
{
    PASS_WORD(wire, claim->kind, TfClaimKind, TF_CLAIM_GROWTH);
    pass_name(wire, claim->reporter.code, sizeof claim->reporter.code);
    pass_name(wire, claim->partner.code, sizeof claim->partner.code);
    PASS_WORD(wire, claim->measure, TfMeasure, TF_BALANCE);
    pass_slice(wire, &claim->scope);
    pass_amount(wire, claim);
    pass_period(wire, claim);
    pass_slice(wire, &claim->attribution);
    pass_bool(wire, &claim->has_span);
    pass_span(wire, &claim->span, length);
    pass_slice(wire, &claim->value_text);
    pass_mentions(wire, claim, length);
    pass_alternatives(wire, claim, length);
    claim->tier = pass_small(wire, claim->tier, 2);
    pass_slice(wire, &claim->rule);
    pass_slice(wire, &claim->entries);
    pass_confidence(wire, &claim->confidence);
    TfSlice *const slices[] = {&claim->doc, &claim->lang, &claim->outlet, &claim->url};
    for (size_t i = 0; i < sizeof slices / sizeof slices[0]; i++)
        pass_slice(wire, slices[i]);
    pass_date(wire, &claim->pub_date);
    wire->failed = wire->failed || (wire->out == NULL && !tf_claim_is_bounded(claim));
}

static void pass_claims(Wire *wire, TfClaimList *claims, size_t length)
{
    claims->items = pass_list(wire, claims->items, &claims->count, sizeof *claims->items, LEAST_CLAIM);
    for (size_t i = 0; i < claims->count && !wire->failed; i++)
        pass_claim(wire, &claims->items[i], length);
    claims->capacity = claims->count;
}

/* ---- articles ---- */

static void pass_article(Wire *wire, TfArticle *article)
{
    TfSlice *const slices[] = {&article->id,     &article->text,      &article->headline, &article->author,
                               &article->outlet, &article->publisher, &article->url,      &article->lang};
    for (size_t i = 0; i < sizeof slices / sizeof slices[0]; i++)
        pass_slice(wire, slices[i]);
    pass_span(wire, &article->title, article->text.length);
    pass_spans(wire, &article->body, &article->body_count, article->text.length);
    pass_date(wire, &article->date);
    PASS_WORD(wire, article->date_basis, TfDateBasis, TF_DATE_FETCHED);
    pass_string(wire, &article->encoding);
    pass_size(wire, &article->bad_bytes);
    pass_bool(wire, &article->is_skimmed);
}

static void pass_failure(Wire *wire, TfError *failure)
{
    PASS_WORD(wire, failure->status, TfStatus, TF_INTERRUPTED);
    pass_size(wire, &failure->offset);
    pass_name(wire, failure->source, sizeof failure->source);
    pass_name(wire, failure->message, sizeof failure->message);
    if (wire->out == NULL && failure->status == TF_OK)
        wire->failed = true;
}

static void pass_result(Wire *wire, IntakeResult *result)
{
    PASS_WORD(wire, result->outcome, IntakeOutcome, INTAKE_FAILED);
    if (wire->failed)
        return;
    if (result->outcome == INTAKE_FAILED)
        pass_failure(wire, &result->failure);
    if (result->outcome != INTAKE_READ)
        return;
    pass_article(wire, &result->article);
    pass_claims(wire, &result->claims, result->article.text.length);
}

/* ---- both ends ---- */

void wire_put_document(TextBuilder *out, const Document *document)
{
    Wire wire = {.out = out};
    Document copy = *document;
    pass_document(&wire, &copy);
}

void wire_put_result(TextBuilder *out, const IntakeResult *result)
{
    Wire wire = {.out = out};
    IntakeResult copy = *result;
    pass_result(&wire, &copy);
}

static TfStatus check_end(const Wire *wire, const char *what, TfError *error)
{
    if (wire->out_of_memory)
        return tf_fail_memory(error);
    if (wire->failed)
        return tf_fail(error, TF_BAD_INPUT, "the %s between two processes is damaged", what);
    if (wire->at != wire->end)
        return tf_fail(error, TF_BAD_INPUT, "the %s between two processes has %zu bytes too many", what,
                       (size_t)(wire->end - wire->at));
    return TF_OK;
}

TfStatus wire_get_document(TfSlice bytes, Document *document, TfError *error)
{
    Wire wire = {.at = bytes.bytes, .end = bytes.bytes + bytes.length};
    Document result = {.kind = DOCUMENT_NONE};
    pass_document(&wire, &result);
    TfStatus status = check_end(&wire, "document", error);
    if (status == TF_OK)
        *document = result;
    return status;
}

TfStatus wire_get_result(TfSlice bytes, TfArena *arena, IntakeResult *result, TfError *error)
{
    Wire wire = {.at = bytes.bytes, .end = bytes.bytes + bytes.length, .arena = arena};
    IntakeResult read = {.outcome = INTAKE_READ};
    pass_result(&wire, &read);
    TfStatus status = check_end(&wire, "result", error);
    if (status == TF_OK)
        *result = read;
    return status;
}
