/* What goes to a worker process and back is the same at both ends, and what a worker gone wrong sends is
 * refused. */
#include "tests/support/support.h"
#include "tracker/intake/wire.h"

#include <stdlib.h>

static const char text[] = "Trade talks\n\nTrade of Kenya and India reached 3 billion USD in 2023.";

static TfSpan body[] = {{13, sizeof text - 1}};
static const TfSpan mentions[] = {{22, 27}, {32, 37}};
static const TfAlternative alternatives[] = {
    {.money = {{39, 10}, "KES"}, .span = {46, 55}, .text = TF_SLICE("390 billion shillings")},
};

static TfClaim a_claim(void)
{
    TfClaim claim = tf_claim_default();
    claim.reporter = (TfParty){"IND"};
    claim.partner = (TfParty){"KEN"};
    claim.has_value = true;
    claim.value = (TfDecimal){3, 9};
    memcpy(claim.currency, "USD", 4);
    claim.relation = TF_GE;
    claim.record = true;
    claim.period = (TfPeriod){{2023, 1, 1}, {2023, 12, 31}, TF_PERIOD_YEAR, TF_BASIS_EXPLICIT};
    claim.status = TF_ESTIMATE;
    claim.has_growth = true;
    claim.growth_pct = (TfDecimal){-125, -1};
    claim.growth_base = tf_slice("yoy");
    claim.has_span = true;
    claim.span = (TfSpan){46, 59};
    claim.value_text = tf_slice("3 billion USD");
    claim.mentions = mentions;
    claim.mention_count = 2;
    claim.alternatives = alternatives;
    claim.alternative_count = 1;
    claim.confidence = 0.93;
    claim.doc = tf_slice("a.html");
    claim.pub_date = (TfDate){2024, 11, 27};
    return claim;
}

static IntakeResult a_result(TfClaim *claim)
{
    *claim = a_claim();
    return (IntakeResult){.outcome = INTAKE_READ,
                          .article = {.id = TF_SLICE("a.html"),
                                      .text = TF_SLICE(text),
                                      .title = {0, 11},
                                      .body = body,
                                      .body_count = 1,
                                      .outlet = TF_SLICE("The Outlet"),
                                      .url = TF_SLICE(""),
                                      .date = {2024, 11, 27},
                                      .date_basis = TF_DATE_META,
                                      .encoding = "windows-1251",
                                      .bad_bytes = 7},
                          .claims = {claim, 1, 1}};
}

static TfSlice packed(TextBuilder *out, const IntakeResult *result)
{
    text_init(out, 0);
    wire_put_result(out, result);
    assert_false(out->failed);
    return text_slice(out);
}

static void hands_a_result_back_as_it_was(void **state)
{
    (void)state;
    TfArena arena;
    TextBuilder out;
    TfClaim claim;
    IntakeResult result = a_result(&claim);
    IntakeResult got;
    TfError error;
    tf_arena_init(&arena, 0);
    TfSlice bytes = packed(&out, &result);
    assert_ok(wire_get_result(bytes, &arena, &got, &error), &error);
    assert_slice(got.article.text, text);
    assert_int_equal(got.article.title.end, 11);
    assert_int_equal(got.article.body_count, 1);
    assert_int_equal(got.article.body[0].start, 13);
    assert_string_equal(got.article.encoding, "windows-1251");
    assert_int_equal(got.article.bad_bytes, 7);
    assert_null(got.article.lang.bytes);
    assert_non_null(got.article.url.bytes);
    assert_int_equal(got.article.date_basis, TF_DATE_META);
    assert_int_equal(got.claims.count, 1);
    const TfClaim *back = &got.claims.items[0];
    assert_slice(tf_claim_key(back, &arena), tf_claim_key(&claim, &arena).bytes);
    assert_int_equal(back->mention_count, 2);
    assert_int_equal(back->mentions[1].end, 37);
    assert_slice(back->alternatives[0].text, "390 billion shillings");
    assert_int_equal(back->alternatives[0].money.value.exponent, 10);
    assert_close(back->confidence, 0.93, 0);
    assert_null(back->attribution.bytes);
    text_done(&out);
    tf_arena_done(&arena);
}

static void hands_a_document_on_as_it_was(void **state)
{
    (void)state;
    Document document = {.kind = DOCUMENT_HTML,
                         .id = TF_SLICE("news.warc.gz#17"),
                         .bytes = {"<p>\0</p>", 8},
                         .charset = TF_SLICE("windows-1251"),
                         .fetched = {2024, 11, 27},
                         .number = 17,
                         .place = (uint64_t)5 << 32};
    Document got;
    TextBuilder out;
    TfError error;
    text_init(&out, 0);
    wire_put_document(&out, &document);
    assert_ok(wire_get_document(text_slice(&out), &got, &error), &error);
    assert_int_equal(got.bytes.length, 8);
    assert_slice(got.charset, "windows-1251");
    assert_null(got.url.bytes);
    assert_int_equal(got.number, 17);
    assert_true(got.place == (uint64_t)5 << 32);
    assert_int_equal(got.fetched.day, 27);
    text_done(&out);
}

static void hands_a_failure_back_as_it_was(void **state)
{
    (void)state;
    IntakeResult result = {.outcome = INTAKE_FAILED};
    IntakeResult got;
    TextBuilder out;
    TfArena arena;
    TfError error;
    tf_arena_init(&arena, 0);
    (void)tf_fail_at(&result.failure, TF_LIMIT, "page", 4, "too large");
    assert_ok(wire_get_result(packed(&out, &result), &arena, &got, &error), &error);
    assert_int_equal(got.failure.status, TF_LIMIT);
    assert_string_equal(got.failure.message, "too large");
    assert_string_equal(got.failure.source, "page");
    text_done(&out);
    tf_arena_done(&arena);
}

static void refuses_a_result_cut_off_anywhere(void **state)
{
    (void)state;
    TextBuilder out;
    TfClaim claim;
    IntakeResult result = a_result(&claim);
    IntakeResult got;
    TfArena arena;
    TfError error;
    tf_arena_init(&arena, 0);
    TfSlice bytes = packed(&out, &result);
    for (size_t length = 0; length < bytes.length; length++) {
        char *copy = malloc(length + 1); /* so that a sanitizer sees a read behind its end */
        assert_non_null(copy);
        memcpy(copy, bytes.bytes, length);
        assert_int_equal(wire_get_result(tf_slice_of(copy, length), &arena, &got, &error), TF_BAD_INPUT);
        free(copy);
        tf_arena_reset(&arena);
    }
    text_done(&out);
    tf_arena_done(&arena);
}

/* Each byte is changed in each way: refused, or values that are possible. */
static void takes_no_impossible_value(void **state)
{
    (void)state;
    TextBuilder out;
    TfClaim claim;
    IntakeResult result = a_result(&claim);
    IntakeResult got;
    TfArena arena;
    size_t refused = 0;
    tf_arena_init(&arena, (size_t)1 << 20); /* a damaged count must not ask for more */
    TfSlice bytes = packed(&out, &result);
    for (size_t i = 0; i < bytes.length * 8; i++) {
        out.bytes[i / 8] = (char)(out.bytes[i / 8] ^ 1 << i % 8);
        TfStatus status = wire_get_result(bytes, &arena, &got, NULL);
        out.bytes[i / 8] = (char)(out.bytes[i / 8] ^ 1 << i % 8);
        refused += status != TF_OK;
        if (status != TF_OK || got.outcome != INTAKE_READ)
            continue;
        assert_true(got.article.title.end <= got.article.text.length);
        for (size_t c = 0; c < got.claims.count; c++) {
            assert_true(got.claims.items[c].span.end <= got.article.text.length);
            assert_non_null(tf_relation_name(got.claims.items[c].relation));
        }
        tf_arena_reset(&arena);
    }
    assert_true(refused > bytes.length);
    text_done(&out);
    tf_arena_done(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hands_a_result_back_as_it_was),  cmocka_unit_test(hands_a_document_on_as_it_was),
        cmocka_unit_test(hands_a_failure_back_as_it_was), cmocka_unit_test(refuses_a_result_cut_off_anywhere),
        cmocka_unit_test(takes_no_impossible_value),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
