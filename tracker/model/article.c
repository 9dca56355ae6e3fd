/* Articles: their text's identity and small helpers. */
#include "tracker/model/article.h"

#include <nettle/sha2.h>
#include <stdio.h>
#include <string.h>

TfSlice tf_article_span(const TfArticle *article, TfSpan span)
{
    return tf_slice_range(article->text, span.start, span.end);
}

const char *tf_date_basis_name(TfDateBasis basis)
{
    static const char *const names[] = {
        [TF_DATE_UNKNOWN] = "unknown", [TF_DATE_GIVEN] = "given", [TF_DATE_PAGE] = "page",
        [TF_DATE_TEXT] = "text",       [TF_DATE_URL] = "url",     [TF_DATE_META] = "meta",
        [TF_DATE_FETCHED] = "fetched",
    };
    return names[basis];
}

/* Feeds the text with each run of white space as one blank, none at the ends. */
static void hash_normalised(struct sha256_ctx *context, TfSlice text)
{
    text = tf_slice_trim(text);
    size_t word = 0;
    for (size_t at = 0; at <= text.length; at++) {
        bool blank =
            at < text.length && strchr(" \t\n\r\f\v", text.bytes[at]) != NULL && text.bytes[at] != '\0';
        if (at < text.length && !blank)
            continue;
        if (at > word) {
            if (word > 0)
                sha256_update(context, 1, (const uint8_t *)" ");
            sha256_update(context, at - word, (const uint8_t *)text.bytes + word);
        }
        word = at + 1;
    }
}

void tf_article_hash(const TfArticle *article, char hash[TF_HASH_CHARS])
{
    struct sha256_ctx context;
    uint8_t digest[SHA256_DIGEST_SIZE];
    sha256_init(&context);
    hash_normalised(&context, article->text);
    sha256_digest(&context, sizeof digest, digest);
    for (size_t i = 0; i < sizeof digest; i++)
        (void)snprintf(hash + 2 * i, 3, "%02x", digest[i]);
}
