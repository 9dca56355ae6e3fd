/* Files of rates: each kind known by its content, and every fault named with its place. */
#include "tests/support/support.h"

#include "tracker/currency/currency.h"

typedef struct Bench {
    TfArena arena;
    TfError error;
    CurrencyQuotes quotes;
    TfStatus status;
} Bench;

static void read_bytes(Bench *bench, TfSlice bytes)
{
    memset(bench, 0, sizeof *bench);
    tf_arena_init(&bench->arena, 0);
    bench->status = currency_read(bytes, &bench->arena, &bench->quotes, &bench->error);
}

static void read_file(Bench *bench, const char *text)
{
    read_bytes(bench, tf_slice(text));
}

static void expect_quote(const Bench *bench, size_t at, const char *currency, const char *base,
                         const char *from, double value)
{
    char day[TF_DATE_CHARS];
    assert_true(at < bench->quotes.count);
    const CurrencyQuote *quote = &bench->quotes.items[at];
    assert_string_equal(quote->currency, currency);
    assert_string_equal(quote->base, base);
    assert_string_equal(tf_date_write(day, quote->from), from);
    assert_close(quote->value, value, 1e-12);
}

/* ---- the European Central Bank ---- */

static void reads_units_for_a_euro(void **state)
{
    (void)state;
    Bench bench;
    read_file(&bench, "Date,USD,JPY,CYP,RUB,\n"
                      "2022-03-01,1.1162,128.28,N/A,117.201,\n"
                      "2022-02-28,1.1199,129.31,N/A,N/A,\n");
    assert_ok(bench.status, &bench.error);
    assert_int_equal(bench.quotes.count, 5);
    assert_int_equal(bench.quotes.empty_cells, 3);
    expect_quote(&bench, 0, "EUR", "USD", "2022-03-01", 1.1162);
    expect_quote(&bench, 1, "JPY", "EUR", "2022-03-01", 1 / 128.28);
    expect_quote(&bench, 2, "RUB", "EUR", "2022-03-01", 1 / 117.201);
    expect_quote(&bench, 3, "EUR", "USD", "2022-02-28", 1.1199);
    assert_slice(bench.quotes.items[0].source, "ECB");
    tf_arena_done(&bench.arena);
}

static void reads_the_file_of_one_day_with_a_mark_and_windows_line_ends(void **state)
{
    (void)state;
    Bench bench;
    read_file(&bench, "\xEF\xBB\xBF"
                      "Date, USD, JPY, \r\n22 November 2024, 1.0412, 161.22, \r\n");
    assert_ok(bench.status, &bench.error);
    assert_int_equal(bench.quotes.count, 2);
    expect_quote(&bench, 0, "EUR", "USD", "2024-11-22", 1.0412);
    tf_arena_done(&bench.arena);
}

/* ---- the Bank of Russia ---- */

static void reads_roubles_for_a_dollar_in_windows_1251(void **state)
{
    (void)state;
    Bench bench;
    read_file(&bench, "<?xml version=\"1.0\" encoding=\"windows-1251\"?>"
                      "<ValCurs ID=\"R01235\" DateRange1=\"02.03.2024\" DateRange2=\"05.03.2024\" "
                      "name=\"\xC4\xE8\xED\xE0\xEC\xE8\xEA\xE0\">"
                      "<Record Date=\"02.03.2024\" Id=\"R01235\"><Nominal>1</Nominal><Value>91,3336</Value>"
                      "<VunitRate>91,3336</VunitRate></Record>"
                      "<Record Date=\"05.03.2024\" Id=\"R01235\"><Nominal>1</Nominal>"
                      "<Value>91,3534</Value></Record></ValCurs>");
    assert_ok(bench.status, &bench.error);
    assert_int_equal(bench.quotes.count, 2);
    expect_quote(&bench, 0, "RUB", "USD", "2024-03-02", 1 / 91.3336);
    expect_quote(&bench, 1, "RUB", "USD", "2024-03-05", 1 / 91.3534);
    assert_slice(bench.quotes.items[0].source, "Bank of Russia");
    tf_arena_done(&bench.arena);
}

static void reads_roubles_for_many_units_of_another_currency(void **state)
{
    (void)state;
    Bench bench;
    read_file(&bench, "<ValCurs ID=\"R01335\"><Record Date=\"02.03.2024\"><Nominal>100</Nominal>"
                      "<Value>20,2894</Value></Record></ValCurs>");
    assert_ok(bench.status, &bench.error);
    expect_quote(&bench, 0, "KZT", "RUB", "2024-03-02", 0.202894);
    tf_arena_done(&bench.arena);
}

static void reads_a_day_of_many_currencies(void **state)
{
    (void)state;
    Bench bench;
    read_file(&bench,
              "<ValCurs Date=\"02.03.2024\" name=\"Foreign Currency Market\">"
              "<Valute ID=\"R01235\"><NumCode>840</NumCode><CharCode>USD</CharCode><Nominal>1</Nominal>"
              "<Name>dollar</Name><Value>91,3336</Value></Valute>"
              "<Valute ID=\"R99999\"><CharCode>KZT</CharCode><Nominal>100</Nominal><Value>20,2894</Value>"
              "</Valute></ValCurs>");
    assert_ok(bench.status, &bench.error);
    assert_int_equal(bench.quotes.count, 2);
    expect_quote(&bench, 0, "RUB", "USD", "2024-03-02", 1 / 91.3336);
    expect_quote(&bench, 1, "KZT", "RUB", "2024-03-02", 0.202894);
    tf_arena_done(&bench.arena);
}

/* ---- a table ---- */

static void reads_days_months_and_years_of_a_table(void **state)
{
    (void)state;
    Bench bench;
    read_file(&bench, "source;usd;currency;date\n\n# a remark\n"
                      "NBK;0.0022;KZT;2024-03-01\n\"a bank\";0.00218;KZT;2024-02\n;0.00219;KZT;2023\n");
    assert_ok(bench.status, &bench.error);
    assert_int_equal(bench.quotes.count, 3);
    expect_quote(&bench, 0, "KZT", "USD", "2024-03-01", 0.0022);
    expect_quote(&bench, 1, "KZT", "USD", "2024-02-01", 0.00218);
    expect_quote(&bench, 2, "KZT", "USD", "2023-01-01", 0.00219);
    assert_int_equal(bench.quotes.items[1].to.day, 29);
    assert_int_equal(bench.quotes.items[2].to.month, 12);
    assert_slice(bench.quotes.items[0].source, "NBK");
    assert_slice(bench.quotes.items[1].source, "a bank");
    assert_slice(bench.quotes.items[2].source, "table");
    tf_arena_done(&bench.arena);
}

static void a_file_comes_behind_what_was_read_before(void **state)
{
    (void)state;
    Bench bench;
    read_file(&bench, "date,currency,usd\n2023,KZT,0.00219\n");
    assert_ok(currency_read(tf_slice("date,currency,usd\n2023,UZS,0.000085\n"), &bench.arena, &bench.quotes,
                            &bench.error),
              &bench.error);
    assert_int_equal(bench.quotes.count, 2);
    expect_quote(&bench, 1, "UZS", "USD", "2023-01-01", 0.000085);
    tf_arena_done(&bench.arena);
}

/* ---- faults ---- */

static void every_fault_is_named_with_its_place(void **state)
{
    (void)state;
    const struct {
        const char *file;
        const char *message; /* how it begins */
    } rows[] = {
        {"", "the file is empty"},
        {" \n ", "the file is empty"},
        {"PK\x03\x04 and more", "this is a ZIP archive; unpack it"},
        {"Trade turnover reached 28 billion\n", "no file of rates that is known: the first line is 'Trade"},
        {"date,currency,rate\n", "no file of rates that is known: the first line is 'date,currency,rate'"},
        {"Date,USD,JPY\n2024-11-22,1.04,1.6x\n", "line 2, column 3 (JPY): '1.6x' is no rate"},
        {"Date,USD,JPY\n2024-11-22,-1.04,160\n", "line 2, column 2 (USD): '-1.04' is no rate"},
        {"Date,USD,JPY\n2024-11-22,nan,160\n", "line 2, column 2 (USD): 'nan' is no rate"},
        {"Date,USD,JPY\n2024-11-31,1.04,160\n", "line 2, column 1 (Date): '2024-11-31' is no day"},
        {"Date,USD,JPY\n31 November 2024,1.04,160\n", "line 2, column 1 (Date): '31 November 2024' is no"},
        {"Date,USD,JPY\n2024-11-22,1.04\n", "line 2 has 2 cells, the heading 3: the file is cut off"},
        {"Date,USD,JPY\n2024-11-22,1.04,160,7,\n", "line 2, column 4 (none): '7' is a cell more"},
        {"Date,USD,Yen\n", "line 1, column 3 (none): 'Yen' is no currency code"},
        {"date,currency,usd\n2024-13,KZT,0.002\n", "line 2, column 1 (date): '2024-13' is no day"},
        {"date,currency,usd\n+202,KZT,0.002\n", "line 2, column 1 (date): '+202' is no day"},
        {"date,currency,usd\n2024-03,tenge,0.002\n", "line 2, column 2 (currency): 'tenge' is no currency"},
        {"date,currency,usd\n2024-03,KZT,0\n", "line 2, column 3 (usd): '0' is no rate"},
        {"date,currency,usd\n2024-03,KZT\n", "line 2, column 3 (usd): '' is no rate"},
        {"date,currency,usd\n2024-03,KZT,0,002\n", "line 2, column 3 (usd): '0' is no rate"},
        {"date,currency,usd\n2024-03,USD,1.01\n", "line 2, column 3 (usd): '1.01' is not what a US dollar"},
        {"<rates/>", "line 1, column 9: the first element is 'rates'; needed: ValCurs"},
        {"<ValCurs ID=\"R01235\"><Record Date=\"02.03.2024\">", "not whole XML: line 1, column"},
        {"<ValCurs ID=\"R99999\">\n<Record Date=\"02.03.2024\"><Nominal>1</Nominal><Value>1</Value>"
         "</Record></ValCurs>",
         "line 2, column 82: the currency 'R99999' is none of the bank's numbers"},
        {"<ValCurs ID=\"R01235\"><Record Date=\"30.02.2024\"><Nominal>1</Nominal><Value>91</Value></Record>"
         "</ValCurs>",
         "line 1, column 104: the day '30.02.2024' is none"},
        {"<ValCurs ID=\"R01235\"><Record Date=\"02.03.2024\"><Nominal>0</Nominal><Value>91</Value></Record>"
         "</ValCurs>",
         "line 1, column 104: the Nominal '0' is no number"},
        {"<ValCurs ID=\"R01235\"><Record Date=\"02.03.2024\"><Nominal>1</Nominal><Value>9,1,3</Value>"
         "</Record></ValCurs>",
         "line 1, column 107: the Value '9,1,3' is no number"},
        {"<ValCurs ID=\"R01235\"><Record Date=\"02.03.2024\"/></ValCurs>",
         "line 1, column 59: the Nominal ''"},
        {"<!DOCTYPE ValCurs [<!ENTITY a \"b\">]><ValCurs/>", "the file declares a document type"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Bench bench;
        read_file(&bench, rows[i].file);
        assert_int_equal(bench.status, TF_BAD_INPUT);
        if (strncmp(bench.error.message, rows[i].message, strlen(rows[i].message)) != 0)
            fail_msg("row %zu: '%s'\n   does not begin '%s'", i, bench.error.message, rows[i].message);
        tf_arena_done(&bench.arena);
    }
}

static void a_long_text_in_xml_is_refused(void **state)
{
    (void)state;
    Bench bench;
    char file[400];
    (void)snprintf(file, sizeof file,
                   "<ValCurs ID=\"R01235\"><Record Date=\"02.03.2024\"><Nominal>1</Nominal><Value>%0100d"
                   "</Value></Record></ValCurs>",
                   1);
    read_file(&bench, file);
    assert_int_equal(bench.status, TF_BAD_INPUT);
    assert_non_null(strstr(bench.error.message, "is too long for a number or a code"));
    tf_arena_done(&bench.arena);
}

static void an_empty_list_of_records_is_no_fault(void **state)
{
    (void)state;
    Bench bench;
    read_file(&bench, "<ValCurs ID=\"R01235\"></ValCurs>");
    assert_ok(bench.status, &bench.error);
    assert_int_equal(bench.quotes.count, 0);
    tf_arena_done(&bench.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_units_for_a_euro),
        cmocka_unit_test(reads_the_file_of_one_day_with_a_mark_and_windows_line_ends),
        cmocka_unit_test(reads_roubles_for_a_dollar_in_windows_1251),
        cmocka_unit_test(reads_roubles_for_many_units_of_another_currency),
        cmocka_unit_test(reads_a_day_of_many_currencies),
        cmocka_unit_test(reads_days_months_and_years_of_a_table),
        cmocka_unit_test(a_file_comes_behind_what_was_read_before),
        cmocka_unit_test(every_fault_is_named_with_its_place),
        cmocka_unit_test(a_long_text_in_xml_is_refused),
        cmocka_unit_test(an_empty_list_of_records_is_no_fault),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
