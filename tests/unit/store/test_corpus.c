/* Real articles and claims of the shared corpus go in and come out the same. Skipped where the corpus is
 * absent. */
#include "tests/unit/store/store_fixture.h"

#include "tracker/model/claim_json.h"

#include <dirent.h>

static TfClaimList read_claims(const char *name, TfArena *arena)
{
    TfClaimList list = {NULL, 0, 0};
    TfSlice rest = shared_file(name, arena);
    while (rest.bytes != NULL) {
        TfSlice line = tf_slice_trim(tf_slice_split(&rest, '\n'));
        TfClaim claim;
        TfError error;
        if (line.length == 0 || tf_slice_find(line, 0, "\"ignore\"") != TF_NOWHERE)
            continue; /* places a score does not count */
        assert_ok(claim_read_json(line, arena, &claim, &error), &error);
        assert_true(tf_claim_list_add(&list, arena, &claim));
    }
    return list;
}

static void assert_same_claim(const TfClaim *got, const TfClaim *want)
{
    TextBuilder text[2];
    const TfClaim *claims[2] = {got, want};
    for (int i = 0; i < 2; i++) {
        JsonWriter json;
        text_init(&text[i], 0);
        jsonw_start(&json, &text[i]);
        claim_write_json(&json, NULL, claims[i], tf_slice(""));
    }
    assert_string_equal(text[0].bytes, text[1].bytes);
    text_done(&text[0]);
    text_done(&text[1]);
}

static void check_claims(const TfClaimRows *got, const TfClaimList *want)
{
    assert_int_equal(got->count, want->count);
    for (size_t i = 0; i < want->count; i++) {
        const TfClaimRecord *record = &got->items[i];
        assert_same_claim(&record->claim, &want->items[i]);
        if (!record->claim.has_span)
            continue;
        assert_true(record->sentence.length > 0 && record->sentence.length <= 400);
        TfArena arena;
        tf_arena_init(&arena, 0);
        const char *value = tf_arena_copy(&arena, record->claim.value_text).bytes;
        assert_true(tf_slice_find(record->sentence, 0, value) != TF_NOWHERE);
        tf_arena_done(&arena);
    }
}

/* One article with the claims an expert read from it. */
static void check_article(const char *name, TfArena *arena)
{
    char path[512];
    TfError error;
    StoreAdded added;
    (void)snprintf(path, sizeof path, "corpus/dev/%s.txt", name);
    TfArticle article = {.id = tf_arena_copy(arena, tf_slice(name)), .text = shared_file(path, arena)};
    (void)snprintf(path, sizeof path, "corpus/dev/%s.claims.jsonl", name);
    TfClaimList claims = read_claims(path, arena);
    if (claims.count > 0)
        article.id = claims.items[0].doc;
    Store *store = open_store(":memory:");
    assert_int_equal(add(store, &article, claims.items, claims.count, 1).claims_added, claims.count);
    TfClaimRows got = ask_claims(store, (TfClaimFilter){0}, arena);
    check_claims(&got, &claims);
    if (claims.count > 0) {
        assert_ok(store_add_page_claims(store, claims.items, claims.count, &added, &error), &error);
        assert_int_equal(added.article_id, 1);
        assert_int_equal(added.claims_added, 0);
    }
    check_store(store, arena);
    store_close(store);
}

static void every_claim_of_the_corpus_comes_back(void **state)
{
    (void)state;
    int articles = 0;
    const char *path = shared_path("corpus/dev");
    DIR *folder = path != NULL ? opendir(path) : NULL;
    if (folder == NULL)
        skip();
    for (struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder)) {
        TfArena arena;
        char name[256];
        size_t length = strlen(entry->d_name);
        if (length < 5 || strcmp(entry->d_name + length - 4, ".txt") != 0)
            continue;
        (void)snprintf(name, sizeof name, "%.*s", (int)(length - 4), entry->d_name);
        tf_arena_init(&arena, 0);
        check_article(name, &arena);
        tf_arena_done(&arena);
        articles++;
    }
    closedir(folder);
    assert_true(articles > 0);
}

/* A whole claims file, page by page, twice. */
static void a_claims_file_goes_in_page_by_page(void **state)
{
    (void)state;
    TfArena arena;
    tf_arena_init(&arena, 0);
    TfClaimList claims = read_claims("data/kazakhstan-russia.claims.jsonl", &arena);
    Store *store = open_store(":memory:");
    size_t counts[2] = {0, 0};
    for (int turn = 0; turn < 2; turn++) {
        for (size_t i = 0; i < claims.count; i++) {
            StoreAdded added;
            TfError error;
            assert_ok(store_add_page_claims(store, &claims.items[i], 1, &added, &error), &error);
            counts[turn] += added.claims_added;
        }
    }
    assert_int_equal(counts[1], 0);
    assert_int_equal(ask_claims(store, (TfClaimFilter){0}, &arena).count, counts[0]);
    assert_int_equal(check_store(store, &arena).claims, counts[0]);
    print_message("%zu of %zu claims are statements of their own\n", counts[0], claims.count);
    assert_true(counts[0] > 0);
    store_close(store);
    tf_arena_done(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_claim_of_the_corpus_comes_back),
        cmocka_unit_test(a_claims_file_goes_in_page_by_page),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
