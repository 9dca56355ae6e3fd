/* What people decide: the newest decision counts, taking back is a row of its own, and each past day can be
 * asked. */
#include "tests/unit/store/store_fixture.h"

static Store *store_with_claim(void)
{
    Store *store = open_store(":memory:");
    TfArticle article = make_article("a.txt", "Turnover reached 28 billion dollars.", "2024-01-10");
    TfClaim claim = at_amount(make_claim("KAZ", "RUS", 2023, 28), &article, "28 billion dollars");
    add(store, &article, &claim, 1, 1);
    return store;
}

/* "extracted", "accepted", ... or "" when the claim is left out. */
static TfSlice decision_on(Store *store, const char *day, bool with_rejected, TfArena *arena)
{
    TfClaimFilter filter = {.as_of = day_of(day), .with_rejected = with_rejected};
    TfClaimRows claims = ask_claims(store, filter, arena);
    return claims.count > 0 ? claims.items[0].decision : tf_slice("");
}

static void the_newest_decision_up_to_the_day_counts(void **state)
{
    (void)state;
    TfArena arena;
    tf_arena_init(&arena, 0);
    Store *store = store_with_claim();
    const struct {
        const char *day;
        StoreDecision decision;
    } steps[] = {
        {"2024-02-01", STORE_ACCEPTED}, {"2024-03-01", STORE_REJECTED}, {"2024-04-01", STORE_UNDONE},
        {"2024-05-01", STORE_UNDONE},   {"2024-06-01", STORE_REJECTED},
    };
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        set_day(steps[i].day);
        decide(store, 1, steps[i].decision);
    }
    const struct {
        const char *day;
        const char *decision;
    } rows[] = {
        {"2024-01-09", ""},          {"2024-01-31", "extracted"}, {"2024-02-01", "accepted"},
        {"2024-02-29", "accepted"},  {"2024-03-01", "rejected"},  {"2024-04-01", "accepted"},
        {"2024-05-01", "extracted"}, {"2024-06-01", "rejected"},  {"", "rejected"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_slice(decision_on(store, rows[i].day, true, &arena), rows[i].decision);
        bool left_out = strcmp(rows[i].decision, "rejected") == 0;
        assert_slice(decision_on(store, rows[i].day, false, &arena), left_out ? "" : rows[i].decision);
    }
    check_store(store, &arena);
    store_close(store);
    tf_arena_done(&arena);
}

static void an_edit_shows_the_corrected_claim_under_its_own_pair(void **state)
{
    (void)state;
    TfArena arena;
    TfError error;
    TfPairRows pairs;
    tf_arena_init(&arena, 0);
    Store *store = store_with_claim();
    TfClaim corrected = make_claim("KAZ", "CHN", 2023, 29);
    corrected.status = TF_ESTIMATE;
    assert_ok(
        store_decide(store, 1, STORE_EDITED, &corrected, tf_slice("ana"), tf_slice("it says China"), &error),
        &error);
    assert_int_equal(ask_claims(store, of_pair("KZ-RU"), &arena).count, 0);
    TfClaimFilter filter = of_pair("KZ-CN");
    filter.has_status = true;
    filter.status = TF_ESTIMATE;
    TfClaimRows claims = ask_claims(store, filter, &arena);
    assert_int_equal(claims.count, 1);
    assert_int_equal(claims.items[0].id, 1);
    assert_slice(claims.items[0].decision, "edited");
    assert_int_equal(tf_decimal_compare(claims.items[0].claim.value, (TfDecimal){29, 9}), 0);
    assert_slice(claims.items[0].sentence, "Turnover reached 28 billion dollars.");
    assert_ok(store_pairs(store, &arena, &pairs, &error), &error);
    assert_int_equal(pairs.count, 1);
    assert_string_equal(pairs.items[0].pair.a.code, "CHN");

    decide(store, 1, STORE_ACCEPTED); /* accepts what is shown: the corrected claim */
    claims = ask_claims(store, filter, &arena);
    assert_int_equal(claims.count, 1);
    assert_slice(claims.items[0].decision, "accepted");
    decide(store, 1, STORE_UNDONE);
    decide(store, 1, STORE_UNDONE);
    assert_int_equal(ask_claims(store, of_pair("KZ-CN"), &arena).count, 0);
    assert_slice(ask_claims(store, of_pair("KZ-RU"), &arena).items[0].decision, "extracted");
    decide(store, 1, STORE_REJECTED);
    assert_ok(store_pairs(store, &arena, &pairs, &error), &error);
    assert_int_equal(pairs.count, 0);
    store_close(store);
    tf_arena_done(&arena);
}

static void what_cannot_be_decided_is_refused(void **state)
{
    (void)state;
    TfError error;
    TfSlice none = tf_slice("");
    Store *store = store_with_claim();
    TfClaim claim = make_claim("KAZ", "RUS", 2023, 28);
    TfClaim spoilt = claim;
    spoilt.partner = (TfParty){""};
    const struct {
        int64_t claim_id;
        StoreDecision decision;
        const TfClaim *edited;
        TfStatus status;
        const char *message_part;
    } rows[] = {
        {7, STORE_ACCEPTED, NULL, TF_NOT_FOUND, "no claim 7"},
        {1, STORE_UNDONE, NULL, TF_NOT_FOUND, "claim 1 has no decision to take back"},
        {1, STORE_EDITED, NULL, TF_BAD_USAGE, "the corrected claim"},
        {1, STORE_ACCEPTED, &claim, TF_BAD_USAGE, "the corrected claim"},
        {1, STORE_EDITED, &spoilt, TF_BAD_INPUT, "'partner'"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        TfStatus status =
            store_decide(store, rows[i].claim_id, rows[i].decision, rows[i].edited, none, none, &error);
        assert_int_equal(status, rows[i].status);
        if (strstr(error.message, rows[i].message_part) == NULL)
            fail_msg("message \"%s\" does not say \"%s\"", error.message, rows[i].message_part);
    }
    int64_t count;
    assert_ok(store_scalar(store, "SELECT count(*) FROM decisions", &count, &error), &error);
    assert_int_equal(count, 0);
    store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_newest_decision_up_to_the_day_counts),
        cmocka_unit_test(an_edit_shows_the_corrected_claim_under_its_own_pair),
        cmocka_unit_test(what_cannot_be_decided_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
