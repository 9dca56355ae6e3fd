/* A page without a day is of the day it was fetched, at the latest; without that either, nobody could say
 * what was known when, nor what its "last year" means. */
#include "tracker/intake/work.h"

#include "importers/extract/extract.h"
#include "importers/language/gate.h"
#include "importers/language/language.h"
#include "tracker/intake/read_document.h"

void work_pack(TextBuilder *out, const Document *document, bool only_claims)
{
    text_add_byte(out, only_claims ? 1 : 0);
    wire_put_document(out, document);
}

static void settle_date(const Document *document, TfArticle *article)
{
    if (tf_date_is_set(article->date) || !tf_date_is_set(document->fetched))
        return;
    article->date = document->fetched;
    article->date_basis = TF_DATE_FETCHED;
}

/* Of a page that counts only with claims nothing is asked that they would not need, its language neither. */
static TfStatus find_claims(TfArticle *article, bool only_claims, TfArena *arena, TfClaimList *claims,
                            TfError *error)
{
    bool may_claim = only_claims ? gate_admits_sharply(article->text) : gate_admits(article->text);
    *claims = (TfClaimList){NULL, 0, 0};
    if (article->lang.length == 0 && !article->is_skimmed && (may_claim || !only_claims))
        article->lang = language_identify(article->text);
    return may_claim ? extract_article(article, arena, claims, error) : TF_OK;
}

static TfStatus read_page(const Document *document, const ReaderOptions *options, bool only_claims,
                          TfArena *arena, IntakeResult *result)
{
    TfError *failure = &result->failure;
    TfStatus status = intake_read(document, options, arena, &result->article, failure);
    if (status != TF_OK)
        return status;
    settle_date(document, &result->article);
    status = find_claims(&result->article, only_claims, arena, &result->claims, failure);
    if (status == TF_OK && only_claims && result->claims.count == 0) {
        result->outcome = INTAKE_EMPTY;
        return TF_OK;
    }
    if (status == TF_OK && !tf_date_is_set(result->article.date))
        status = tf_fail(failure, TF_BAD_INPUT,
                         "no publication date found, one was needed: give it with --date 2024-11-27");
    return status;
}

void work_answer(void *options, TfSlice packed, TfArena *arena, TextBuilder *answer)
{
    IntakeResult result = {.outcome = INTAKE_READ, .failure = {.status = TF_OK}};
    Document document;
    bool only_claims = packed.length > 0 && packed.bytes[0] != 0;
    TfStatus status = wire_get_document(tf_slice_range(packed, 1, packed.length), &document, &result.failure);
    if (status == TF_OK)
        status = read_page(&document, options, only_claims, arena, &result);
    if (status == TF_NO_MEMORY)
        (void)tf_fail(&result.failure, TF_NO_MEMORY,
                      "needs more memory than one article may take; split it into articles");
    if (status != TF_OK)
        result.outcome = INTAKE_FAILED;
    wire_put_result(answer, &result);
}
