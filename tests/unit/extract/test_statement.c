/* One sentence, its claims: direction, sign, status, hedge, traps. Each rule has a sentence that looks alike
 * and gives none. */
#include "importers/extract/extract.h"
#include "tests/unit/extract/case_article.h"

#include <time.h>

typedef struct Row {
    const char *text;   /* a paragraph of an article of 2024-10-15 headed "Visit to Astana" */
    const char *claims; /* "KAZ>RUS exports 5e9 USD actual" of each, parted by "; " */
} Row;

/* The claims of a paragraph in a few words each. */
static const char *claims_of(const char *text)
{
    static char line[2048];
    TfArena arena;
    TfClaimList claims;
    TfError error;
    char page[4096];
    tf_arena_init(&arena, 0);
    (void)snprintf(page, sizeof page, "A visit\n\nDaily Notes | 2024-10-15\n\n%s\n", text);
    TfArticle article = case_article(tf_slice(page), tf_slice("en"), tf_slice("a"), &arena);
    assert_ok(extract_claims(&article, &arena, &claims, &error), &error);
    size_t length = 0;
    line[0] = '\0';
    for (size_t i = 0; i < claims.count && length < sizeof line; i++) {
        const TfClaim *claim = &claims.items[i];
        if (claim->kind == TF_CLAIM_GROWTH)
            continue;
        length +=
            (size_t)snprintf(line + length, sizeof line - length, "%s%s>%s %s %g %s", length > 0 ? "; " : "",
                             claim->reporter.code, claim->partner.code, tf_measure_name(claim->measure),
                             tf_decimal_to_double(claim->value), tf_claim_status_name(claim->status));
    }
    tf_arena_done(&arena);
    return line;
}

static void check_rows(const Row *rows, size_t count)
{
    size_t wrong = 0;
    for (size_t i = 0; i < count; i++) {
        const char *got = claims_of(rows[i].text);
        if (strcmp(got, rows[i].claims) == 0)
            continue;
        print_error("%s\n    got    %s\n    wanted %s\n", rows[i].text, got, rows[i].claims);
        wrong++;
    }
    assert_int_equal(wrong, 0);
}
#define CHECK_ROWS(rows) check_rows(rows, sizeof(rows) / sizeof((rows)[0]))

static void reads_the_direction_of_trade(void **state)
{
    (void)state;
    static const Row rows[] = {
        {"Chile's exports to Japan reached $8 billion in 2023.", "CHL>JPN exports 8e+09 actual"},
        {"Exports from Chile to Japan reached $8 billion in 2023.", "CHL>JPN exports 8e+09 actual"},
        {"Chile sold $8 billion worth of goods to Japan in 2023.", "CHL>JPN exports 8e+09 actual"},
        {"Japan bought $8 billion worth of goods from Chile in 2023.", "JPN>CHL imports 8e+09 actual"},
        {"Japanese imports from Chile came to $8 billion in 2023.", "JPN>CHL imports 8e+09 actual"},
        {"Japan imported Chilean goods for $8 billion in 2023.", "JPN>CHL imports 8e+09 actual"},
        {"Trade between Chile and Japan was worth $12 billion in 2023.", "CHL>JPN turnover 1.2e+10 actual"},
        {"Chile-Japan trade turnover was $12 billion in 2023.", "CHL>JPN turnover 1.2e+10 actual"},
    };
    CHECK_ROWS(rows);
}

static void signs_a_balance_for_its_owner(void **state)
{
    (void)state;
    static const Row rows[] = {
        {"India's trade deficit with Russia widened to $57 billion in 2023.",
         "IND>RUS balance -5.7e+10 actual"},
        {"Russia's surplus in trade with India was $57 billion in 2023.", "RUS>IND balance 5.7e+10 actual"},
        {"India ran a deficit of $57 billion with Russia in 2023.", "IND>RUS balance -5.7e+10 actual"},
    };
    CHECK_ROWS(rows);
}

static void tells_plans_forecasts_and_chances_from_facts(void **state)
{
    (void)state;
    static const Row rows[] = {
        {"Chile and Japan aim to raise trade to $20 billion by 2030.", "CHL>JPN turnover 2e+10 target"},
        {"Chile and Japan agreed to bring mutual trade to $20 billion.", "CHL>JPN turnover 2e+10 target"},
        {"Trade between Chile and Japan is expected to reach $20 billion in 2025.",
         "CHL>JPN turnover 2e+10 forecast"},
        {"Trade between Chile and Japan could reach $20 billion.", "CHL>JPN turnover 2e+10 potential"},
        {"Trade between Chile and Japan reached $20 billion in 2023.", "CHL>JPN turnover 2e+10 actual"},
        {"According to preliminary data, trade between Chile and Japan was $20 billion in 2023.",
         "CHL>JPN turnover 2e+10 estimate"},
    };
    CHECK_ROWS(rows);
}

static void leaves_out_money_that_is_no_trade(void **state)
{
    (void)state;
    static const Row rows[] = {
        {"Japanese investment in Chile reached $8 billion in 2023.", ""},
        {"Japan lent Chile $8 billion in 2023.", ""},
        {"Chile's gross domestic product was $300 billion in 2023.", ""},
        {"A Japanese bank bought bonds of Chile for $2 billion.", ""},
        {"Trade between Chile and Japan grew by $2 billion in 2023.", ""},
        {"Without copper, trade between Chile and Japan would have been $2 billion.", ""},
        {"Chile and Japan signed a trade agreement on 5 projects worth $2 billion.", ""},
        {"Trade was slow, and the plant in Chile cost Japan $2 billion.", ""},
    };
    CHECK_ROWS(rows);
}

static void ends_on_a_text_of_a_million_signs(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        "9", "billion ", "$5 billion ", "trade of Japan and Chile $5 billion in 2023, ", "(", "Japan "};
    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
        TfArena arena;
        TfClaimList claims;
        TfError error;
        size_t length = strlen(pieces[i]);
        size_t size = 300000 / length * length;
        tf_arena_init(&arena, (size_t)1 << 31);
        char *text = tf_arena_alloc(&arena, size + 1);
        assert_non_null(text);
        for (size_t at = 0; at < size; at += length)
            memcpy(text + at, pieces[i], length);
        TfArticle article = {
            .id = tf_slice("a"), .text = {text, size}, .lang = tf_slice("en"), .date = {2024, 10, 15}};
        TfSpan whole = {0, size};
        article.body = &whole;
        article.body_count = 1;
        clock_t start = clock();
        assert_ok(extract_claims(&article, &arena, &claims, &error), &error);
        assert_true((double)(clock() - start) / CLOCKS_PER_SEC < 20);
        tf_arena_done(&arena);
    }
}

static void finds_exactly_the_three_claims_of_the_first_article(void **state)
{
    (void)state;
    TfArena arena;
    TfClaimList claims;
    TfError error;
    tf_arena_init(&arena, 0);
    TfSlice text = shared_file("seeds/000_aefdd9dd84b88487.txt", &arena);
    TfArticle article = case_article(text, tf_slice("en"), tf_slice("seed"), &arena);
    article.date = (TfDate){2024, 11, 27};
    assert_ok(extract_claims(&article, &arena, &claims, &error), &error);
    static const char *const keys[] = {"28 billion USD", "20 billion USD", "30 billion USD"};
    assert_int_equal(claims.count, 3);
    for (size_t i = 0; i < 3; i++)
        assert_slice(claims.items[i].value_text, keys[i]);
    assert_true(claims.items[0].record);
    assert_int_equal(claims.items[0].period.from.year, 2023);
    assert_int_equal(claims.items[1].relation, TF_GT);
    assert_int_equal(claims.items[1].period.to.month, 9);
    assert_int_equal(claims.items[2].status, TF_TARGET);
    assert_int_equal(claims.items[2].deadline.year, 2025);
    tf_arena_done(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_the_direction_of_trade),
        cmocka_unit_test(signs_a_balance_for_its_owner),
        cmocka_unit_test(tells_plans_forecasts_and_chances_from_facts),
        cmocka_unit_test(leaves_out_money_that_is_no_trade),
        cmocka_unit_test(ends_on_a_text_of_a_million_signs),
        cmocka_unit_test(finds_exactly_the_three_claims_of_the_first_article),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
