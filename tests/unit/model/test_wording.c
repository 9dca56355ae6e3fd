/* Claims and amounts in words: every unit, bound, span and phrase, and the same in every locale. */
#include "tests/support/support.h"

#include "tracker/model/wording.h"

static TfClaim claim_about(TfMeasure measure)
{
    TfClaim claim = tf_claim_default();
    assert_true(tf_party_from_code(tf_slice("KAZ"), &claim.reporter));
    assert_true(tf_party_from_code(tf_slice("RUS"), &claim.partner));
    claim.measure = measure;
    return claim;
}

static TfClaim claim_of(TfDecimal value, const char *currency)
{
    TfClaim claim = claim_about(TF_TURNOVER);
    claim.has_value = true;
    claim.value = value;
    (void)snprintf(claim.currency, sizeof claim.currency, "%s", currency);
    return claim;
}

static void money_has_one_decimal_and_its_unit(void **state)
{
    (void)state;
    const struct {
        double value;
        const char *currency;
        const char *text;
    } rows[] = {
        {28e9, "USD", "28.0 bn USD"},    {1.5e12, "RUB", "1.5 tn RUB"},    {850e6, "USD", "850.0 mn USD"},
        {12400, "USD", "12,400 USD"},    {999, "USD", "999 USD"},          {0, "USD", "0 USD"},
        {-6.25e9, "EUR", "-6.2 bn EUR"}, {-12400, "USD", "-12,400 USD"},   {28e9, "", "28.0 bn"},
        {999.96e6, "USD", "1.0 bn USD"}, {999.4e6, "USD", "999.4 mn USD"}, {999400, "USD", "999,400 USD"},
        {999600, "USD", "1.0 mn USD"},   {2e15, "VND", "2000.0 tn VND"},
    };
    TfArena arena;
    tf_arena_init(&arena, 0);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_slice(tf_money_text(rows[i].value, rows[i].currency, &arena), rows[i].text);
    tf_arena_done(&arena);
}

static void an_amount_keeps_the_digits_it_was_stated_with(void **state)
{
    (void)state;
    const struct {
        TfDecimal value;
        const char *currency;
        const char *text;
    } rows[] = {
        {{28, 9}, "USD", "28.0 bn USD"},    {{285, 8}, "USD", "28.5 bn USD"},
        {{2814, 7}, "USD", "28.14 bn USD"}, {{281436, 5}, "USD", "28.144 bn USD"},
        {{17, 11}, "RUB", "1.7 tn RUB"},    {{850, 6}, "", "850.0 mn"},
        {{12400, 0}, "USD", "12,400 USD"},  {{124005, -1}, "USD", "12,400.5 USD"},
        {{-114, 8}, "EUR", "-11.4 bn EUR"},
    };
    TfArena arena;
    tf_arena_init(&arena, 0);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        TfClaim claim = claim_of(rows[i].value, rows[i].currency);
        assert_slice(tf_claim_value_text(&claim, &arena), rows[i].text);
    }
    tf_arena_done(&arena);
}

/* Each relation's mark and, for what is no outlook, its sort. */
static void every_relation_has_its_mark(void **state)
{
    (void)state;
    const struct {
        TfRelation relation;
        const char *text;
        const char *sort;
    } rows[] = {
        {TF_EQ, "20.0 bn USD", "exact"},
        {TF_APPROX, "~ 20.0 bn USD", "about"},
        {TF_ALMOST, "< 20.0 bn USD", "upper bound"},
        {TF_GT, "> 20.0 bn USD", "lower bound"},
        {TF_GE, "\u2265 20.0 bn USD", "lower bound"},
        {TF_LT, "< 20.0 bn USD", "upper bound"},
        {TF_LE, "\u2264 20.0 bn USD", "upper bound"},
        {TF_RANGE, "20.0 bn USD", "range"},
    };
    TfArena arena;
    tf_arena_init(&arena, 0);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        TfClaim claim = claim_of((TfDecimal){20, 9}, "USD");
        claim.relation = rows[i].relation;
        assert_slice(tf_claim_value_text(&claim, &arena), rows[i].text);
        assert_string_equal(tf_claim_sort_text(&claim), rows[i].sort);
    }
    tf_arena_done(&arena);
}

static void a_range_has_one_unit(void **state)
{
    (void)state;
    TfArena arena;
    tf_arena_init(&arena, 0);
    TfClaim claim = claim_of((TfDecimal){5, 9}, "USD");
    claim.relation = TF_RANGE;
    claim.has_value_hi = true;
    claim.value_hi = (TfDecimal){6, 9};
    assert_slice(tf_claim_value_text(&claim, &arena), "5.0\u20136.0 bn USD");
    claim.value = (TfDecimal){850, 6};
    claim.value_hi = (TfDecimal){12, 8};
    assert_slice(tf_claim_value_text(&claim, &arena), "0.85\u20131.2 bn USD");
    claim.value_hi = (TfDecimal){900, 6};
    claim.currency[0] = '\0';
    assert_slice(tf_claim_value_text(&claim, &arena), "850.0\u2013900.0 mn");
    tf_arena_done(&arena);
}

static void growth_is_signed_and_in_percent(void **state)
{
    (void)state;
    const struct {
        TfRelation relation;
        TfDecimal low;
        TfDecimal high; /* 0: none */
        const char *text;
    } rows[] = {
        {TF_EQ, {10, 0}, {0, 0}, "+10%"},      {TF_EQ, {-47, -1}, {0, 0}, "-4.7%"},
        {TF_EQ, {0, 0}, {0, 0}, "+0%"},        {TF_GT, {15, 1}, {0, 0}, "> +150%"},
        {TF_APPROX, {3, 1}, {0, 0}, "~ +30%"}, {TF_RANGE, {5, 0}, {75, -1}, "+5\u20137.5%"},
    };
    TfArena arena;
    tf_arena_init(&arena, 0);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        TfClaim claim = claim_about(TF_TURNOVER);
        claim.kind = TF_CLAIM_GROWTH;
        claim.relation = rows[i].relation;
        claim.has_growth = true;
        claim.growth_pct = rows[i].low;
        claim.has_growth_hi = rows[i].high.digits != 0;
        claim.growth_pct_hi = rows[i].high;
        assert_slice(tf_claim_value_text(&claim, &arena), rows[i].text);
        assert_string_equal(tf_claim_sort_text(&claim), "growth");
    }
    tf_arena_done(&arena);
}

static void an_outlook_is_named_before_its_bound(void **state)
{
    (void)state;
    static const struct {
        TfClaimStatus status;
        const char *sort;
    } rows[] = {{TF_ACTUAL, "lower bound"},
                {TF_ESTIMATE, "lower bound"},
                {TF_FORECAST, "forecast"},
                {TF_TARGET, "target"},
                {TF_POTENTIAL, "potential"}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        TfClaim claim = claim_of((TfDecimal){30, 9}, "USD");
        claim.relation = TF_GT;
        claim.status = rows[i].status;
        assert_string_equal(tf_claim_sort_text(&claim), rows[i].sort);
    }
}

static void says_what_a_claim_is_about(void **state)
{
    (void)state;
    const struct {
        TfMeasure measure;
        const char *scope;
        TfClaimKind kind;
        TfClaimStatus status;
        bool record;
        const char *text;
    } rows[] = {
        {TF_TURNOVER, "goods", TF_CLAIM_LEVEL, TF_ACTUAL, false, "turnover"},
        {TF_TURNOVER, "goods", TF_CLAIM_LEVEL, TF_ACTUAL, true, "turnover, stated as a record"},
        {TF_EXPORTS, "goods", TF_CLAIM_LEVEL, TF_ESTIMATE, false, "exports of KZ to RU, estimate"},
        {TF_IMPORTS, "goods", TF_CLAIM_LEVEL, TF_ACTUAL, false, "imports of KZ from RU"},
        {TF_BALANCE, "services", TF_CLAIM_LEVEL, TF_ACTUAL, false, "balance of KZ with RU, services"},
        {TF_TURNOVER, "sector:oil", TF_CLAIM_GROWTH, TF_TARGET, true,
         "turnover, sector:oil, growth, target, stated as a record"},
    };
    TfArena arena;
    tf_arena_init(&arena, 0);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        TfClaim claim = claim_about(rows[i].measure);
        claim.scope = tf_slice(rows[i].scope);
        claim.kind = rows[i].kind;
        claim.status = rows[i].status;
        claim.record = rows[i].record;
        assert_slice(tf_claim_about_text(&claim, &arena), rows[i].text);
    }
    tf_arena_done(&arena);
}

static void says_when_or_by_when(void **state)
{
    (void)state;
    const TfPeriod none = {.kind = TF_PERIOD_NONE};
    const TfPeriod year = {{2023, 1, 1}, {2023, 12, 31}, TF_PERIOD_YEAR, TF_BASIS_EXPLICIT};
    const TfPeriod nine = {{2024, 1, 1}, {2024, 9, 30}, TF_PERIOD_YTD, TF_BASIS_EXPLICIT};
    const TfDate unset = {0, 0, 0};
    const struct {
        TfClaimStatus status;
        TfPeriod period;
        TfDate deadline;
        const char *text;
    } rows[] = {
        {TF_ACTUAL, year, unset, "2023"},
        {TF_ESTIMATE, nine, unset, "Jan\u2013Sep 2024"},
        {TF_ACTUAL, none, unset, "\u2013"},
        {TF_ACTUAL, year, {2030, 12, 31}, "2023"}, /* a deadline says nothing of what is done */
        {TF_TARGET, year, unset, "2023"},
        {TF_TARGET, none, unset, "no deadline"},
        {TF_FORECAST, none, {2025, 12, 31}, "by 2025"},
        {TF_POTENTIAL, year, {2030, 12, 31}, "by 2030"},
        {TF_TARGET, none, {2027, 6, 30}, "by 30 Jun 2027"},
    };
    TfArena arena;
    tf_arena_init(&arena, 0);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        TfClaim claim = claim_about(TF_TURNOVER);
        claim.status = rows[i].status;
        claim.period = rows[i].period;
        claim.deadline = rows[i].deadline;
        assert_slice(tf_claim_when_text(&claim, &arena), rows[i].text);
    }
    tf_arena_done(&arena);
}

static void amounts_ignore_the_locale(void **state)
{
    (void)state;
    TfArena arena;
    tf_arena_init(&arena, 0);
    TfClaim claim = claim_of((TfDecimal){2814, 7}, "USD");
    use_comma_locale();
    TfSlice money = tf_money_text(28.5e9, "USD", &arena);
    TfSlice value = tf_claim_value_text(&claim, &arena);
    use_plain_locale();
    assert_slice(money, "28.5 bn USD");
    assert_slice(value, "28.14 bn USD");
    tf_arena_done(&arena);
}

static void says_nothing_when_memory_is_short(void **state)
{
    (void)state;
    TfArena arena;
    tf_arena_init(&arena, 4);
    TfClaim claim = claim_of((TfDecimal){28, 9}, "USD");
    assert_null(tf_money_text(28e9, "USD", &arena).bytes);
    assert_null(tf_claim_value_text(&claim, &arena).bytes);
    claim.status = TF_TARGET;
    claim.deadline = (TfDate){2025, 12, 31};
    assert_null(tf_claim_when_text(&claim, &arena).bytes);
    tf_arena_done(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(money_has_one_decimal_and_its_unit),
        cmocka_unit_test(an_amount_keeps_the_digits_it_was_stated_with),
        cmocka_unit_test(every_relation_has_its_mark),
        cmocka_unit_test(a_range_has_one_unit),
        cmocka_unit_test(growth_is_signed_and_in_percent),
        cmocka_unit_test(an_outlook_is_named_before_its_bound),
        cmocka_unit_test(says_what_a_claim_is_about),
        cmocka_unit_test(says_when_or_by_when),
        cmocka_unit_test(amounts_ignore_the_locale),
        cmocka_unit_test(says_nothing_when_memory_is_short),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
