/* Digests of what an answer is made of, so that equal digests mean an equal answer. Each value goes in with
 * its length, so that no two lists of values look alike. Not installed. */
#ifndef TRACKER_MODEL_DIGEST_H
#define TRACKER_MODEL_DIGEST_H

#include "tracker/base/text.h"
#include "tracker/model/series.h"

#include <nettle/sha2.h>

#define DIGEST_CHARS (2 * SHA256_DIGEST_SIZE + 1)

void digest_text(struct sha256_ctx *digest, TfSlice text); /* bytes NULL is not the empty text */
void digest_integer(struct sha256_ctx *digest, int64_t value);
void digest_double(struct sha256_ctx *digest, double value);
void digest_date(struct sha256_ctx *digest, TfDate date);
/* Every field of a claim and its record, `shown_at` apart. scratch  empty before and after
 * Errors  TF_NO_MEMORY */
TF_CHECKED TfStatus digest_record(struct sha256_ctx *digest, const TfClaimRecord *record,
                                  TextBuilder *scratch, TfError *error);
/* Ends it; in hexadecimal digits. */
void digest_end(struct sha256_ctx *digest, char text[DIGEST_CHARS]);

#endif
