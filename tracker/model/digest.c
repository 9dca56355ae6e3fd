/* Digests (SHA-256) of claims and of other values. */
#include "tracker/model/digest.h"

#include "tracker/model/claim_json.h"

#include <stdio.h>
#include <string.h>

void digest_integer(struct sha256_ctx *digest, int64_t value)
{
    sha256_update(digest, sizeof value, (const uint8_t *)&value);
}

void digest_text(struct sha256_ctx *digest, TfSlice text)
{
    digest_integer(digest, text.bytes == NULL ? -1 : (int64_t)text.length);
    if (text.bytes != NULL && text.length > 0)
        sha256_update(digest, text.length, (const uint8_t *)text.bytes);
}

void digest_double(struct sha256_ctx *digest, double value)
{
    int64_t bits;
    memcpy(&bits, &value, sizeof bits);
    digest_integer(digest, bits);
}

void digest_date(struct sha256_ctx *digest, TfDate date)
{
    digest_integer(digest, (int64_t)date.year * 10000 + date.month * 100 + date.day);
}

TfStatus digest_record(struct sha256_ctx *digest, const TfClaimRecord *record, TextBuilder *scratch,
                       TfError *error)
{
    JsonWriter json;
    text_clear(scratch);
    jsonw_start(&json, scratch);
    claim_write_json(&json, NULL, &record->claim, tf_slice(""));
    TfStatus status = text_check(scratch, error);
    if (status != TF_OK)
        return status;
    digest_text(digest, text_slice(scratch));
    text_clear(scratch);
    digest_integer(digest, record->id);
    digest_integer(digest, record->article_id);
    digest_integer(digest, record->family_id);
    digest_text(digest, record->article_title);
    digest_text(digest, record->sentence);
    digest_integer(digest, (int64_t)record->sentence_start);
    digest_text(digest, record->decision);
    /* what a line of JSON leaves out or rounds */
    digest_integer(digest, record->claim.tier);
    digest_text(digest, record->claim.rule);
    digest_double(digest, record->claim.confidence);
    return TF_OK;
}

void digest_end(struct sha256_ctx *digest, char text[DIGEST_CHARS])
{
    uint8_t bytes[SHA256_DIGEST_SIZE];
    sha256_digest(digest, sizeof bytes, bytes);
    for (size_t i = 0; i < sizeof bytes; i++)
        (void)snprintf(text + 2 * i, 3, "%02x", bytes[i]);
}
