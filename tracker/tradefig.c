/* The public library: the one place that reads the store, calls a pure module and hands on its answer. */
#include "tracker/tradefig.h"

#include "importers/extract/extract.h"
#include "importers/language/gate.h"
#include "importers/language/language.h"
#include "importers/readers/reader.h"
#include "tracker/intake/read_document.h"
#include "tracker/projection/protocol.h"
#include "tracker/projection/series_protocol.h"
#include "tracker/tradefig_internal.h"

#include <gsl/gsl_errno.h>
#include <stdlib.h>

const char *tf_version(void)
{
    return TRADEFIG_VERSION;
}

/* ---- reading an article ---- */

static ReaderOptions reader_options(const TfReadOptions *options)
{
    if (options == NULL)
        return (ReaderOptions){.url = {NULL, 0}};
    return (ReaderOptions){.url = options->url,
                           .lang = options->lang,
                           .outlet = options->outlet,
                           .date = options->date,
                           .is_wanted = options->claims_only ? gate_admits : NULL};
}

/* The language is the text's own unless somebody said it. */
static void identify_language(TfArticle *article)
{
    if (article->lang.length == 0 && !article->is_skimmed)
        article->lang = language_identify(article->text);
}

TfStatus tf_read_text(TfSlice bytes, TfSlice id, const TfReadOptions *options, TfArena *arena,
                      TfArticle *article, TfError *error)
{
    ReaderOptions reader = reader_options(options);
    TfStatus status = reader_read_text(bytes, id, &reader, arena, article, error);
    if (status == TF_OK)
        identify_language(article);
    return status;
}

TfStatus tf_read_jsonl(TfSlice line, size_t line_number, const TfReadOptions *options, TfArena *arena,
                       TfArticle *article, TfError *error)
{
    ReaderOptions reader = reader_options(options);
    TfStatus status = reader_read_jsonl(line, line_number, &reader, arena, article, error);
    if (status == TF_OK)
        identify_language(article);
    return status;
}

TfStatus tf_read_page(TfSlice bytes, TfSlice id, TfPageKind kind, const TfReadOptions *options,
                      TfArena *arena, TfArticle *article, TfError *error)
{
    static const DocumentKind kinds[] = {[TF_PAGE_TEXT] = DOCUMENT_TEXT, [TF_PAGE_HTML] = DOCUMENT_HTML};
    ReaderOptions reader = reader_options(options);
    Document document = {.id = id, .bytes = bytes, .number = 1};
    document.kind = kind == TF_PAGE_AUTO ? intake_kind(bytes) : kinds[kind];
    TfStatus status = intake_read(&document, &reader, arena, article, error);
    if (status == TF_OK)
        identify_language(article);
    return status;
}

TfStatus tf_extract(const TfArticle *article, TfArena *arena, TfClaimList *claims, TfError *error)
{
    *claims = (TfClaimList){NULL, 0, 0};
    return gate_admits(article->text) ? extract_article(article, arena, claims, error) : TF_OK;
}

TfStatus tf_extract_each(const TfArticle *article, TfArena *arena, TfClaimSink *sink, void *context,
                         TfError *error)
{
    return gate_admits(article->text) ? extract_each(article, arena, sink, context, error) : TF_OK;
}

TfStatus tf_explain(const TfArticle *article, TfArena *arena, TfClaimList *claims, TfLeftAmounts *left,
                    TfError *error)
{
    *claims = (TfClaimList){NULL, 0, 0};
    *left = (TfLeftAmounts){NULL, 0, 0};
    return extract_explained(article, arena, claims, left, error);
}

bool tf_reads_language(TfSlice lang)
{
    return language_is_known(lang);
}

TfStatus tf_amounts(const TfArticle *article, TfArena *arena, const TfAmount **amounts, size_t *count,
                    TfError *error)
{
    TfQuantityList list = {0};
    TfStatus status = extract_quantities(article->text, article->lang, arena, &list, error);
    if (status != TF_OK)
        return status;
    TfAmount *copies = tf_arena_alloc_array(arena, list.count, sizeof *copies);
    if (copies == NULL)
        return tf_fail_memory(error);
    for (size_t i = 0; i < list.count; i++) {
        const TfQuantity *from = &list.items[i];
        copies[i] = (TfAmount){.value = from->value,
                               .has_value_max = from->has_value_max,
                               .value_max = from->value_max,
                               .relation = from->relation,
                               .span = from->span};
        for (size_t c = 0; c < sizeof copies[i].unit; c++)
            copies[i].unit[c] = from->unit[c];
    }
    *amounts = copies;
    *count = list.count;
    return TF_OK;
}

/* ---- the database ---- */

TfStatus tf_open(const char *path, bool writable, Tradefig **tradefig, TfError *error)
{
    (void)gsl_set_error_handler_off(); /* GSL's own handler ends the program */
    Tradefig *result = calloc(1, sizeof *result);
    if (result == NULL)
        return tf_fail_memory(error);
    TfStatus status = store_open(path, writable, &result->store, error);
    if (status != TF_OK) {
        tf_close(result);
        return status;
    }
    *tradefig = result;
    return TF_OK;
}

void tf_close(Tradefig *tradefig)
{
    if (tradefig == NULL)
        return;
    store_close(tradefig->store);
    claim_workspace_free(tradefig->workspace);
    chart_engine_stop(tradefig->engine);
    words_close(tradefig->words);
    free(tradefig);
}

TfStatus tf_links(Tradefig *tradefig, TfArena *arena, TfLinkRows *rows, TfError *error)
{
    return store_links(tradefig->store, (TfSlice){NULL, 0}, false, arena, rows, error);
}

TfStatus tf_articles(Tradefig *tradefig, TfArena *arena, TfArticleRows *rows, TfError *error)
{
    return store_articles(tradefig->store, arena, rows, error);
}

TfStatus tf_pairs(Tradefig *tradefig, TfArena *arena, TfPairRows *rows, TfError *error)
{
    return store_pairs(tradefig->store, arena, rows, error);
}

TfStatus tf_claims(Tradefig *tradefig, const TfClaimFilter *filter, TfArena *arena, TfClaimRows *rows,
                   TfError *error)
{
    return store_claims(tradefig->store, filter, arena, rows, error);
}

TfStatus tf_decide(Tradefig *tradefig, int64_t claim_id, TfDecision decision, TfSlice by, TfSlice why,
                   TfError *error)
{
    static const StoreDecision kinds[] = {
        [TF_DECIDE_ACCEPT] = STORE_ACCEPTED,
        [TF_DECIDE_REJECT] = STORE_REJECTED,
        [TF_DECIDE_UNDO] = STORE_UNDONE,
    };
    return store_decide(tradefig->store, claim_id, kinds[decision], NULL, by, why, error);
}

TfStatus tf_search(Tradefig *tradefig, TfSlice words, size_t most, TfArena *arena, TfSearchRows *rows,
                   TfError *error)
{
    return store_search(tradefig->store, words, most, arena, rows, error);
}

TfStatus tf_check(Tradefig *tradefig, TfArena *arena, TfStoreSummary *summary, TfError *error)
{
    return store_check(tradefig->store, arena, summary, error);
}

/* ---- the protocol ---- */

struct TfProtocol {
    ClaimWorkspace *claims;
    SeriesWorkspace *series;
    TextBuilder answer;
};

static TfStatus prepare_protocol(TfProtocol **protocol, TfError *error)
{
    if (*protocol != NULL) {
        text_clear(&(*protocol)->answer);
        return TF_OK;
    }
    (void)gsl_set_error_handler_off();
    TfProtocol *made = calloc(1, sizeof *made);
    if (made == NULL)
        return tf_fail_memory(error);
    text_init(&made->answer, (size_t)1 << 20);
    made->claims = claim_workspace_alloc(16, 240);
    made->series = series_workspace_alloc();
    if (made->claims == NULL || made->series == NULL) {
        tf_protocol_end(made);
        return tf_fail_memory(error);
    }
    *protocol = made;
    return TF_OK;
}

TfStatus tf_protocol_answer(TfProtocol **protocol, TfSlice line, TfSlice *answer, TfError *error)
{
    TfStatus status = prepare_protocol(protocol, error);
    if (status == TF_OK)
        status = protocol_answer((*protocol)->claims, line, &(*protocol)->answer, error);
    if (status == TF_OK)
        status = text_check(&(*protocol)->answer, error);
    if (status == TF_OK)
        *answer = text_slice(&(*protocol)->answer);
    return status;
}

TfStatus tf_series_protocol_answer(TfProtocol **protocol, TfSlice line, TfSlice *answer, TfError *error)
{
    TfStatus status = prepare_protocol(protocol, error);
    if (status == TF_OK)
        status = series_protocol_answer((*protocol)->series, line, &(*protocol)->answer, error);
    if (status == TF_OK)
        *answer = text_slice(&(*protocol)->answer);
    return status;
}

void tf_protocol_end(TfProtocol *protocol)
{
    if (protocol == NULL)
        return;
    claim_workspace_free(protocol->claims);
    series_workspace_free(protocol->series);
    text_done(&protocol->answer);
    free(protocol);
}
