/* Amounts of English sentences: value, currency, hedge and span, and the numbers that are none. */
#include "tests/support/support.h"

#include "importers/extract/amount.h"
#include "tracker/base/text.h"

static const char *const looks[] = {
    [NUMBER_PLAIN] = "plain",     [NUMBER_YEAR] = "year", [NUMBER_DAY] = "day",
    [NUMBER_ORDINAL] = "ordinal", [NUMBER_CODE] = "code", [NUMBER_UNIT] = "unit"};

static void describe(TextBuilder *out, TfSlice text, const Amount *amount, bool with_span)
{
    char number[TF_NUMBER_CHARS];
    if (out->length > 0)
        text_add(out, "; ");
    (void)tf_decimal_write(number, amount->value);
    text_add(out, number);
    if (amount->has_value_max) {
        (void)tf_decimal_write(number, amount->value_max);
        text_addf(out, "..%s", number);
    }
    if (amount->kind == AMOUNT_MONEY)
        text_addf(out, " %s%s", amount->currency, amount->currency_basis == TF_BASIS_INFERRED ? "?" : "");
    else if (amount->kind == AMOUNT_NUMBER)
        text_addf(out, " %s", looks[amount->look]);
    else
        text_add(out, amount->kind == AMOUNT_PERCENT ? " %" : " points");
    if (amount->relation != TF_EQ && amount->relation != TF_RANGE)
        text_addf(out, " %s", tf_relation_name(amount->relation));
    if (amount->bracket_of != AMOUNT_NOWHERE)
        text_addf(out, " of %zu", amount->bracket_of);
    if (with_span) {
        TfSlice span = tf_slice_range(text, amount->span.start, amount->span.end);
        text_addf(out, " [%.*s]", TF_SLICE_ARG(span));
    }
}

/* The amounts of a text, or only its money and percentages, as "28000000000 USD gt [28 billion USD]; ...". */
static const char *amounts_of(const char *sentence, bool all, bool with_span)
{
    static char line[2048];
    TfArena arena;
    tf_arena_init(&arena, 0);
    TfSlice text = tf_slice(sentence);
    TfError error;
    LexHits hits;
    AmountList list;
    assert_ok(language_scan(text, tf_slice("en"), &arena, &hits, &error), &error);
    assert_ok(amounts_find(text, &hits, tf_slice("en"), &arena, &list, &error), &error);
    TextBuilder out;
    text_init(&out, sizeof line - 1);
    for (size_t i = 0; i < list.count; i++) {
        assert_true(list.items[i].span.start < list.items[i].span.end);
        assert_true(i == 0 || list.items[i - 1].span.end <= list.items[i].span.start);
        if (all || list.items[i].kind != AMOUNT_NUMBER)
            describe(&out, text, &list.items[i], with_span);
    }
    TfSlice found = text_slice(&out);
    memcpy(line, found.bytes, found.length);
    line[found.length] = '\0';
    text_done(&out);
    tf_arena_done(&arena);
    return line;
}

typedef struct Row {
    const char *text;
    const char *amounts;
} Row;

static void check(const Row *rows, size_t count, bool all, bool with_span)
{
    for (size_t i = 0; i < count; i++) {
        const char *found = amounts_of(rows[i].text, all, with_span);
        if (strcmp(found, rows[i].amounts) != 0)
            print_error("in: %s\n", rows[i].text);
        assert_string_equal(found, rows[i].amounts);
    }
}

static void reads_currency_before_and_behind(void **state)
{
    (void)state;
    const Row rows[] = {
        {"came to 28.5 billion dollars.", "28500000000 USD [28.5 billion dollars]"},
        {"came to $28.5 billion.", "28500000000 USD [$28.5 billion]"},
        {"hit US$28bn", "28000000000 USD [US$28bn]"},
        {"hit USD133.3 billion", "133300000000 USD [USD133.3 billion]"},
        {"hit $US 16.5 BLN", "16500000000 USD [$US 16.5 BLN]"},
        {"hit 103.22 USD Billion", "103220000000 USD [103.22 USD Billion]"},
        {"hit US$.3.27 billion", "3270000000 USD [US$.3.27 billion]"},
        {"fell to $.5 billion", "500000000 USD [$.5 billion]"},
        {"worth A$219bn", "219000000000 AUD [A$219bn]"},
        {"worth $219bn AUD", "219000000000 AUD [$219bn AUD]"},
        {"worth dollars three billion", "3000000000 USD [dollars three billion]"},
        {"7 bln 500 mln U.S. dollars", "7500000000 USD [7 bln 500 mln U.S. dollars]"},
        {"was EUR 5.3bn in", "5300000000 EUR [EUR 5.3bn]"},
        {"was 5.3 bln. euros in", "5300000000 EUR [5.3 bln. euros]"},
        {"took Ksh46.77 billion", "46770000000 KES [Ksh46.77 billion]"},
        {"more than Rs 60,000 crore in", "600000000000 INR gt [Rs 60,000 crore]"},
        {"1.5 lakh crore rupees", "1500000000000 INR [1.5 lakh crore rupees]"},
        {"12,34,567.89 rupees", "1234567.89 INR [12,34,567.89 rupees]"},
        {"2.05 trillion yen", "2050000000000 JPY [2.05 trillion yen]"},
        {"3,964 million dollars", "3964000000 USD [3,964 million dollars]"},
        {"$3.295 trillion", "3295000000000 USD [$3.295 trillion]"},
        {"500 thousand dollars", "500000 USD [500 thousand dollars]"},
        {"$28b and $5 m and 10m euros",
         "28000000000 USD [$28b]; 5000000 USD [$5 m]; 10000000 EUR [10m euros]"},
        {"$1.2T", "1200000000000 USD [$1.2T]"},
        {"30 MUSD", "30000000 USD [30 MUSD]"},
        {"$5 billion dollars", "5000000000 USD [$5 billion dollars]"},
        {"5 billion US dollars", "5000000000 USD [5 billion US dollars]"},
        {"50 cents", "0.5 USD [50 cents]"},
        {"10,000 won", "10000 KRW [10,000 won]"},
        {"a $10 billion-plus market", "10000000000 USD gt [$10 billion]"},
        {"30+ billion dollars", "30000000000 USD ge [30+ billion dollars]"},
        {"INR 500 cr", "5000000000 INR [INR 500 cr]"},
        {"R15bn", "15000000000 ZAR [R15bn]"},
        {"US$ 3 495.6 million", "3495600000 USD [US$ 3 495.6 million]"},
        {"3 dollars 50 cents", "3.5 USD [3 dollars 50 cents]"},
        {"30 billion (dollars, as published)", "30000000000 USD [30 billion]"},
        {"\xC2\xA5"
         "888.8\xC2\xA0"
         "billion",
         "888800000000 JPY [\xC2\xA5"
         "888.8\xC2\xA0"
         "billion]"},
        {"$28\nbillion", "28000000000 USD [$28\nbillion]"},
    };
    check(rows, sizeof rows / sizeof rows[0], false, true);
}

static void reads_spelled_and_mixed_numbers(void **state)
{
    (void)state;
    const Row rows[] = {
        {"twenty-eight billion dollars", "28000000000 USD"},
        {"twenty eight billion dollars", "28000000000 USD"},
        {"half a billion dollars", "500000000 USD"},
        {"two and a half billion dollars", "2500000000 USD"},
        {"two-and-a-half billion dollars", "2500000000 USD"},
        {"a billion dollars", "1000000000 USD"},
        {"a billion and a half dollars", "1500000000 USD"},
        {"1\xC2\xBD billion dollars", "1500000000 USD"},
        {"one hundred and twenty-five billion dollars", "125000000000 USD"},
        {"a hundred million dollars", "100000000 USD"},
        {"three hundred thousand dollars", "300000 USD"},
        {"two thousand five hundred dollars", "2500 USD"},
        {"three quarters of a billion dollars", "750000000 USD"},
        {"a quarter of a trillion dollars", "250000000000 USD"},
        {"one million two hundred thousand euros", "1200000 EUR"},
        {"a dozen billion dollars", "12000000000 USD"},
        {"five and six billion dollars", "5000000000 USD?; 6000000000 USD"},
        {"a ten-billion-dollar goal", "10000000000 USD"},
        {"the 30-billion-dollar mark", "30000000000 USD"},
    };
    check(rows, sizeof rows / sizeof rows[0], false, false);
}

static void reads_percentages_and_points(void **state)
{
    (void)state;
    const Row rows[] = {
        {"up 9.2%", "9.2 % [9.2%]"},
        {"by 31 percent", "31 % [31 percent]"},
        {"by 4 per cent.", "4 % [4 per cent]"},
        {"ten percent", "10 % [ten percent]"},
        {"half a percent", "0.5 % [half a percent]"},
        {"63 per cent of all", "63 % [63 per cent]"},
        {"percent of 10", "10 % [percent of 10]"},
        {"from 5 to 6 percent", "5 % [5]; 6 % [6 percent]"},
        {"10-15%", "10..15 % [10-15%]"},
        {"10% to 15%", "10..15 % [10% to 15%]"},
        {"between 10 and 15 per cent", "10..15 % [10 and 15 per cent]"},
        {"from 5 percent to 6 percent", "5 % [5 percent]; 6 % [6 percent]"},
        {"3 percentage points", "3 points [3 percentage points]"},
        {"minus 0.1 percent", "-0.1 % [minus 0.1 percent]"},
        {"fell -8.5%", "-8.5 % [-8.5%]"},
        {"grew +8.5%", "8.5 % [+8.5%]"},
        {"80-odd percent", "80 % approx [80-odd percent]"},
        {"a growth of as much as 80 per cent", "80 % le [80 per cent]"},
    };
    check(rows, sizeof rows / sizeof rows[0], false, true);
}

static void reads_hedges(void **state)
{
    (void)state;
    const Row rows[] = {
        {"more than 20 billion USD", "20000000000 USD gt"},
        {"exceeded the $30 billion mark", "30000000000 USD gt"},
        {"nearly $28.5 billion", "28500000000 USD almost"},
        {"right up to 30 billion dollars", "30000000000 USD almost"},
        {"an estimated $5 billion", "5000000000 USD approx"},
        {"some 5 billion dollars", "5000000000 USD approx"},
        {"less than one billion dollars", "1000000000 USD lt"},
        {"no less than $2 billion", "2000000000 USD ge"},
        {"up to $2 billion", "2000000000 USD le"},
        {"$2 billion or more", "2000000000 USD ge"},
        {"$2 billion or so", "2000000000 USD approx"},
        {"about over $1 billion", "1000000000 USD gt"},
        {"more than a whopping $4 billion", "4000000000 USD gt"},
        {"a 100-plus billion dollar trade", "100000000000 USD gt"},
        {"exceeded, for the first time, $30 billion", "30000000000 USD gt"},
        {"a hair more than the $24 billion of 2023", "24000000000 USD"},
        {"under a $5 billion loan", "5000000000 USD"},
        {"just $4 billion", "4000000000 USD"},
        {"reached $4 billion", "4000000000 USD"},
        {"over the years it was $4 billion", "4000000000 USD"},
    };
    check(rows, sizeof rows / sizeof rows[0], false, false);
}

static void joins_ranges_and_only_ranges(void **state)
{
    (void)state;
    const Row rows[] = {
        {"5-6 billion dollars", "5000000000..6000000000 USD [5-6 billion dollars]"},
        {"5\xE2\x80\x93"
         "6 billion dollars",
         "5000000000..6000000000 USD [5\xE2\x80\x93"
         "6 billion dollars]"},
        {"$59 billion - $60 billion", "59000000000..60000000000 USD [$59 billion - $60 billion]"},
        {"$5-6 billion", "5000000000..6000000000 USD [$5-6 billion]"},
        {"$5 to $6 billion", "5000000000..6000000000 USD [$5 to $6 billion]"},
        {"between 130 and 190 billion euros", "130000000000..190000000000 EUR [130 and 190 billion euros]"},
        {"between about $5 billion and $6 billion", "5000000000..6000000000 USD [$5 billion and $6 billion]"},
        {"$800 million to $1.1 billion", "800000000..1100000000 USD [$800 million to $1.1 billion]"},
        {"from $6.78 billion to $7.1 billion",
         "6780000000 USD [$6.78 billion]; 7100000000 USD [$7.1 billion]"},
        {"rose $2 billion to $30 billion", "2000000000 USD [$2 billion]; 30000000000 USD [$30 billion]"},
        {"rose 5% to $6 billion", "5 % [5%]; 6000000000 USD [$6 billion]"},
        {"fell from 6.78 to 6.1 billion dollars",
         "6780000000 USD? [6.78]; 6100000000 USD [6.1 billion dollars]"},
        {"in 2021-22 it was $5 billion", "5000000000 USD [$5 billion]"},
    };
    check(rows, sizeof rows / sizeof rows[0], false, true);
}

static void shares_magnitude_and_currency_in_lists(void **state)
{
    (void)state;
    const Row rows[] = {
        {"5 billion, 10 billion dollars", "5000000000 USD?; 10000000000 USD"},
        {"267.66 and 186.96 billion USD", "267660000000 USD?; 186960000000 USD"},
        {"$5, $6 and $7 billion", "5000000000 USD; 6000000000 USD; 7000000000 USD"},
        {"$51.5 billion, up from 44.03 billion a year earlier", "51500000000 USD; 44030000000 USD?"},
        {"from 44.03 billion it rose to $51.5 billion", "44030000000 USD?; 51500000000 USD"},
        {"in 2023, 28 billion dollars", "28000000000 USD"},
        {"on November 27, 28 billion dollars", "28000000000 USD"},
        {"6.78 in 2005, 123.86 billion dollars in 2022", "123860000000 USD"},
    };
    check(rows, sizeof rows / sizeof rows[0], false, false);
}

static void links_the_second_telling(void **state)
{
    (void)state;
    const Row rows[] = {
        {"1.5 trillion rubles ($15.6 bln) over", "1500000000000 RUB; 15600000000 USD of 0"},
        {"1.5 trillion rubles (about $15.6 bln)", "1500000000000 RUB; 15600000000 USD approx of 0"},
        {"Ksh46.77 billion ($386.3 million) worth", "46770000000 KES; 386300000 USD of 0"},
        {"2 trillion rubles, or $20 billion,", "2000000000000 RUB; 20000000000 USD of 0"},
        {"$28 billion ($24 billion a year ago)", "28000000000 USD; 24000000000 USD"},
        {"$5 billion or $6 billion", "5000000000 USD; 6000000000 USD"},
        {"$5 billion (up 5%)", "5000000000 USD; 5 %"},
    };
    check(rows, sizeof rows / sizeof rows[0], false, false);
}

static void chooses_among_shared_currency_words(void **state)
{
    (void)state;
    const Row rows[] = {
        {"took Ksh5 billion, Rwanda Sh19.28 billion", "5000000000 KES; 19280000000 KES"},
        {"Uganda sold goods worth Sh19 billion", "19000000000 UGX"},
        {"10 billion shillings", "10000000000 KES"},
        {"Egypt spent 10 billion pounds", "10000000000 EGP"},
        {"spent 10 billion pounds", "10000000000 GBP"},
        {"Pakistan owes 5 billion rupees", "5000000000 PKR"},
    };
    check(rows, sizeof rows / sizeof rows[0], false, false);
}

static void tells_other_numbers_apart(void **state)
{
    (void)state;
    const Row rows[] = {
        {"in 2023", "2023 year"},
        {"in the 1990s", "1990 year"},
        {"in 2021-22", "2021 year; 22 year"},
        {"on November 27, 2024", "27 day; 2024 year"},
        {"on 27 November", "27 day"},
        {"27/11/2024", "27 day; 11 day; 2024 year"},
        {"2024-11-27", "2024 year; 11 day; 27 day"},
        {"the 25th time", "25 ordinal"},
        {"at 9:30", "9 code; 30 code"},
        {"a Boeing F-16", "16 code"},
        {"BRICS2024", "2024 code"},
        {"version 1.2.3.4", "0 code"},
        {"50 billion tonnes", "50000000000 unit"},
        {"16.9 million tonnes", "16900000 unit"},
        {"nine months", "9 plain"},
        {"18.1 and", "18.1 plain"},
        {"2-3 years", "2..3 plain"},
        {"call 1111-22223333-4444", "1111 code; 22223333 code; 4444 code"},
        {"28 billion", "28000000000 plain"},
    };
    check(rows, sizeof rows / sizeof rows[0], true, false);
}

static void look_alikes_are_no_money(void **state)
{
    (void)state;
    const char *const texts[] = {
        "All 70 of us.",
        "ALL 5 solutions",
        "the dollar fell",
        "billions of dollars were lost",
        "a dollar a day",
        "https://example.com/?q=30%25%2020%",
        "half of the trade",
        "5 million visitors",
        "a growing percent",
        "MUSD",
        "28bnx",
        "x28$",
        "I'm 5 m tall",
        "a team of 5 won",
        "won 5 medals",
        "in 2024 won the vote",
        "RO4993426",
        "TOP 10",
        "MARS 3",
        "a 5D Mark IV",
        "N95 masks",
        "a 5G network and 3D films",
        "Article 5 (dollars)",
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        assert_string_equal(amounts_of(texts[i], false, true), "");
}

static void borrows_from_a_neighbour(void **state)
{
    (void)state;
    TfArena arena;
    tf_arena_init(&arena, 0);
    TfSlice text = tf_slice("from $14 billion to 19.5 in 2023");
    TfError error;
    LexHits hits;
    AmountList list;
    assert_ok(language_scan(text, tf_slice("en"), &arena, &hits, &error), &error);
    assert_ok(amounts_find(text, &hits, tf_slice("en"), &arena, &list, &error), &error);
    assert_int_equal(list.count, 3);
    assert_int_equal(amounts_at(&list, 5), 0);
    assert_int_equal(amounts_at(&list, 16), 1);
    assert_int_equal(amounts_at(&list, 100), 3);
    assert_true(amount_borrow(&list.items[1], &list.items[0]));
    assert_int_equal(tf_decimal_compare(list.items[1].value, (TfDecimal){195, 8}), 0);
    assert_string_equal(list.items[1].currency, "USD");
    assert_int_equal(list.items[1].currency_basis, TF_BASIS_INFERRED);
    assert_false(amount_borrow(&list.items[2], &list.items[0]));
    tf_arena_done(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_currency_before_and_behind),
        cmocka_unit_test(reads_spelled_and_mixed_numbers),
        cmocka_unit_test(reads_percentages_and_points),
        cmocka_unit_test(reads_hedges),
        cmocka_unit_test(joins_ranges_and_only_ranges),
        cmocka_unit_test(shares_magnitude_and_currency_in_lists),
        cmocka_unit_test(links_the_second_telling),
        cmocka_unit_test(chooses_among_shared_currency_words),
        cmocka_unit_test(tells_other_numbers_apart),
        cmocka_unit_test(look_alikes_are_no_money),
        cmocka_unit_test(borrows_from_a_neighbour),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
