/* Saved pages and mails. */
#include "tests/support/support.h"

#include "importers/archive/mhtml.h"

static TfStatus read_page(const char *text, TfArena *arena, Document *document, TfError *error)
{
    *document = (Document){.kind = DOCUMENT_NONE};
    return mhtml_read(tf_slice(text), arena, document, error);
}

static void finds_the_page_of_a_saved_one_with_its_address_and_day(void **state)
{
    (void)state;
    TfArena arena;
    TfError error;
    Document page;
    char day[TF_DATE_CHARS];
    tf_arena_init(&arena, 0);
    assert_ok(
        read_page("From: <Saved by a browser>\r\nSnapshot-Content-Location: https://a.example/n/1\r\n"
                  "Subject: x\r\nDate: Wed, 27 Nov 2024 10:00:00 -0000\r\nMIME-Version: 1.0\r\n"
                  "Content-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"--b=1\"\r\n\r\n"
                  "preamble\r\n----b=1\r\nContent-Type: text/css\r\n\r\nbody {}\r\n----b=1\r\n"
                  "Content-Type: text/html; charset=\"windows-1251\"\r\nContent-ID: <f>\r\n"
                  "Content-Transfer-Encoding: quoted-printable\r\nContent-Location: https://b.example/\r\n"
                  "\r\n<p>caf=E9 long =\r\nline = 5</p>\r\n----b=1--\r\n",
                  &arena, &page, &error),
        &error);
    assert_int_equal(page.kind, DOCUMENT_HTML);
    assert_slice(page.bytes, "<p>caf\xE9 long line = 5</p>\r\n");
    assert_slice(page.charset, "windows-1251");
    assert_slice(page.url, "https://a.example/n/1");
    assert_string_equal(tf_date_write(day, page.fetched), "2024-11-27");
    tf_arena_done(&arena);
}

static void looks_into_parts_within_parts_and_undoes_base64(void **state)
{
    (void)state;
    TfArena arena;
    TfError error;
    Document page;
    tf_arena_init(&arena, 0);
    assert_ok(
        read_page(
            "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=o\n\n--o\n"
            "Content-Type: multipart/alternative; boundary=i\n\n--i\nContent-Type: text/plain\n\nplain\n"
            "--i\nContent-Type: text/html\nContent-Transfer-Encoding: BASE64\n\nPHA+aGVs\nbG88L3A+\n"
            "--i--\n--o--\n",
            &arena, &page, &error),
        &error);
    assert_slice(page.bytes, "<p>hello</p>");
    assert_ok(
        read_page(
            "Content-Type: multipart/mixed; boundary=o\n\n--o\nContent-Type: text/plain\n\nplain\n--o--",
            &arena, &page, &error),
        &error);
    assert_int_equal(page.kind, DOCUMENT_TEXT);
    assert_slice(page.bytes, "plain\n");
    tf_arena_done(&arena);
}

static void reads_a_page_that_is_cut_off_and_says_when_there_is_none(void **state)
{
    (void)state;
    TfArena arena;
    TfError error;
    Document page;
    tf_arena_init(&arena, 0);
    assert_ok(
        read_page("Content-Type: multipart/related; boundary=o\n\n--o\nContent-Type: text/html\n\n<p>cut",
                  &arena, &page, &error),
        &error);
    assert_slice(page.bytes, "<p>cut");
    static const char *const rows[] = {
        "", "Content-Type: multipart/related; boundary=o\n\n--o\nContent-Type: image/png\n\nx\n--o--",
        "Content-Type: multipart/related\n\n--o", "Content-Type: text/html\n\n  "};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_int_equal(read_page(rows[i], &arena, &page, &error), TF_BAD_INPUT);
    tf_arena_done(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_the_page_of_a_saved_one_with_its_address_and_day),
        cmocka_unit_test(looks_into_parts_within_parts_and_undoes_base64),
        cmocka_unit_test(reads_a_page_that_is_cut_off_and_says_when_there_is_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
