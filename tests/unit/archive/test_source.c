/* What an input is, known by its content; lines and whole documents, packed or not. */
#include "tests/unit/archive/archive_bench.h"

static void assert_kind(TfSlice bytes, SourceKind wanted)
{
    Source *source = NULL;
    TfError error = {.status = TF_OK};
    TfStatus status = source_open_bytes(bytes, "in", (TfSlice){NULL, 0}, (TfDate){0}, NULL, &source, &error);
    bool is_unread = status == TF_BAD_INPUT && strstr(error.message, source_kind_name(wanted)) != NULL;
    if (status == TF_OK ? source_kind(source) != wanted : !is_unread)
        fail_msg("'%.*s' is a %s (%s), wanted %s", (int)(bytes.length < 60 ? bytes.length : 60), bytes.bytes,
                 status == TF_OK ? source_kind_name(source_kind(source)) : "failure", error.message,
                 source_kind_name(wanted));
    source_close(source);
}

static void knows_kinds_by_their_content(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        SourceKind kind;
    } rows[] = {
        {"Trade reached 28 billion dollars.\n", SOURCE_TEXT},
        {"x < y, and a <p> tag is named in it.\n", SOURCE_TEXT},
        {"<!DOCTYPE html>\n<title>x</title>", SOURCE_HTML},
        {"\xEF\xBB\xBF\n<!-- saved from url=(0014)about:internet -->\n<HTML><body>", SOURCE_HTML},
        {"<?xml version=\"1.0\"?><!DOCTYPE html PUBLIC \"x\" \"y\"><html xmlns=\"z\">", SOURCE_HTML},
        {"<div class=\"x\"><p>Trade reached 28 billion</p></div>", SOURCE_HTML},
        {"%PDF-1.7\n", SOURCE_PDF},
        {"\n%PDF-1.7\n", SOURCE_PDF},
        {"{\"id\": \"1\", \"text\": \"Trade\"}\n", SOURCE_JSON_LINES},
        {"{\"id\": \"1\", \"html\": \"<p>Trade</p>\"}\n", SOURCE_JSON_LINES},
        {"{\"reporter\": \"KAZ\", \"partner\": \"RUS\", \"value\": 1}\n", SOURCE_CLAIMS},
        {"{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\": []}", SOURCE_FEED},
        {"<?xml version=\"1.0\"?>\n<!-- made by hand -->\n<rss version=\"2.0\">", SOURCE_FEED},
        {"<feed xmlns=\"http://www.w3.org/2005/Atom\">", SOURCE_FEED},
        {"<rdf:RDF xmlns=\"x\">", SOURCE_FEED},
        {"<?xml version=\"1.0\"?><urlset xmlns=\"x\">", SOURCE_SITEMAP},
        {"<sitemapindex>", SOURCE_SITEMAP},
        {"WARC/1.1\r\n", SOURCE_WARC},
        {"filedesc://x 0.0.0.0 20240101000000 text/plain 3\n", SOURCE_ARC},
        {"From: <Saved by a browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n",
         SOURCE_MHTML},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_kind(tf_slice(rows[i].bytes), rows[i].kind);
    static const char wide[] = "\xFF\xFE<\0h\0t\0m\0l\0>\0<\0b\0o\0d\0y\0>\0";
    assert_kind(tf_slice_of(wide, sizeof wide - 1), SOURCE_HTML);
}

static void refuses_by_name_what_is_not_read(void **state)
{
    (void)state;
    char database[100] = "SQLite format 3";
    assert_documents(tf_slice(""), NULL, "! is empty, an article was needed\n");
    assert_documents(tf_slice("\x89PNG\r\n\x1A\n..."), NULL,
                     "! looks like a binary file (PNG picture), a text was needed\n");
    assert_documents(tf_slice("PK\x03\x04..........word/document.xml"), NULL,
                     "! looks like a binary file (Word document (DOCX)), a text was needed\n");
    assert_documents(tf_slice_of(database, sizeof database), NULL,
                     "! is an SQLite database, but none of tradefig\n");
}

static void reads_lines_packed_or_not(void **state)
{
    (void)state;
    static const char lines[] = "{\"text\": \"a\"}\n\n{\"text\": \"bc\"}\r\n{\"text\": \"d\"}";
    static const char wanted[] = "in json  13\nin json  15\nin json  13\n";
    TextBuilder packed;
    text_init(&packed, 0);
    assert_documents(tf_slice(lines), NULL, wanted);
    add_member(&packed, tf_slice_of(lines, 20));
    add_member(&packed, tf_slice(lines + 20));
    assert_documents(text_slice(&packed), NULL, wanted);
    text_clear(&packed);
    add_frame(&packed, tf_slice(lines));
    assert_documents(text_slice(&packed), NULL, wanted);
    text_done(&packed);
}

static void what_is_padded_behind_its_last_member_is_whole(void **state)
{
    (void)state;
    TextBuilder packed;
    text_init(&packed, 0);
    add_member(&packed, tf_slice("{\"text\": \"a\"}\n"));
    text_add(&packed, "padding");
    assert_documents(text_slice(&packed), NULL, "in json  13\n");
    text_clear(&packed);
    add_member(&packed, tf_slice("Trade reached 28 billion."));
    text_add(&packed, "padding");
    assert_documents(text_slice(&packed), NULL, "in text  25\n");
    text_done(&packed);
}

/* Half a text is never taken for a whole one. */
static void a_packed_text_that_is_cut_or_damaged_is_refused(void **state)
{
    (void)state;
    TextBuilder packed;
    TextBuilder cut;
    text_init(&packed, 0);
    text_init(&cut, 0);
    add_member(&packed, tf_slice("Trade reached 28 billion dollars, as was said in the capital."));
    for (size_t at = 20; at < packed.length; at++) {
        text_clear(&cut);
        list_documents(tf_slice_range(text_slice(&packed), 0, at), NULL, &cut);
        if (tf_slice_find(text_slice(&cut), 0, "is cut off") == TF_NOWHERE)
            fail_msg("cut at %zu: %s", at, cut.bytes);
    }
    packed.bytes[packed.length - 6] ^= 1; /* the checksum */
    text_clear(&cut);
    list_documents(text_slice(&packed), NULL, &cut);
    assert_true(tf_slice_find(text_slice(&cut), 0, "damaged") != TF_NOWHERE);
    text_done(&cut);
    text_done(&packed);
}

static void a_line_that_is_too_long_costs_only_itself(void **state)
{
    (void)state;
    SourceOptions options = {.most_bytes = 16};
    assert_documents(tf_slice("{\"text\": \"a\"}\n{\"text\": \"something longer\"}\n{\"text\": \"b\"}\n"),
                     &options, "in json  13\nin ! line 2 is longer than the limit of 0 MB\nin json  13\n");
}

static void numbers_lines_from_one(void **state)
{
    (void)state;
    Source *source = NULL;
    Document document;
    assert_int_equal(source_open_bytes(tf_slice("{\"text\": \"a\"}\n\n{\"text\": \"b\"}\n"), "in",
                                       (TfSlice){NULL, 0}, (TfDate){0}, NULL, &source, NULL),
                     TF_OK);
    assert_int_equal(source_next(source, &document, NULL), TF_OK);
    assert_int_equal(document.number, 1);
    assert_int_equal(source_next(source, &document, NULL), TF_OK);
    assert_int_equal(document.number, 3);
    assert_int_equal(document.place, 15);
    source_close(source);
}

static void a_text_longer_than_the_limit_is_refused(void **state)
{
    (void)state;
    SourceOptions options = {.most_bytes = 8};
    TextBuilder bomb;
    text_init(&bomb, 0);
    char *zeros = malloc((size_t)100 << 20);
    assert_non_null(zeros);
    memset(zeros, 'a', (size_t)100 << 20);
    add_member(&bomb, tf_slice_of(zeros, (size_t)100 << 20));
    free(zeros);
    assert_documents(tf_slice("Trade reached 28"), &options,
                     "in ! longer than the limit of 0 MB for one article; split it into articles\n");
    TextBuilder got;
    text_init(&got, 0);
    list_documents(text_slice(&bomb), NULL, &got);
    assert_true(tf_slice_find(text_slice(&got), 0, "!") != TF_NOWHERE);
    text_done(&got);
    text_done(&bomb);
}

static void names_the_file_in_errors(void **state)
{
    (void)state;
    Source *source = NULL;
    TfError error;
    assert_int_equal(source_open("/nowhere/at.all", NULL, &source, &error), TF_IO);
    assert_non_null(strstr(error.source, "/nowhere/at.all"));
    assert_int_equal(source_open("/", NULL, &source, &error), TF_IO);
    assert_non_null(strstr(error.message, "folder"));
}

/* Damage, padding or a cut behind gzip: every kind of input ends, and says what broke. */
static void damaged_packing_ends_every_kind_of_input(void **state)
{
    (void)state;
    static const char *const inputs[] = {
        "Trade reached 28 billion dollars in 2023, the ministry said on Tuesday.\n",
        "<!DOCTYPE html><html><body><p>Trade reached 28 billion dollars.</p></body></html>",
        "{\"text\": \"Trade reached 28 billion dollars.\"}\n{\"text\": \"b\"}\n",
        "<rss version=\"2.0\"><channel><item><link>http://a.example/1</link></item></channel></rss>",
        "<urlset><url><loc>http://a.example/1</loc></url><url><loc>http://a.example/2</loc></url></urlset>",
        "http://a.example/1\nhttp://a.example/2\nhttp://a.example/3\n",
        "WARC/1.0\r\nWARC-Type: conversion\r\nContent-Length: 5\r\n\r\nTrade\r\n\r\n",
    };
    for (size_t i = 0; i < sizeof inputs / sizeof inputs[0]; i++) {
        TextBuilder packed;
        TextBuilder got;
        text_init(&packed, 0);
        text_init(&got, (size_t)1 << 16); /* a source that never ends overflows it */
        add_member(&packed, tf_slice(inputs[i]));
        size_t whole = packed.length;
        text_add(&packed, "garbage");
        list_documents(text_slice(&packed), NULL, &got);
        list_documents(tf_slice_range(text_slice(&packed), 0, whole - 6), NULL, &got);
        packed.bytes[whole - 12] ^= 0x55;
        list_documents(tf_slice_range(text_slice(&packed), 0, whole), NULL, &got);
        if (got.failed)
            fail_msg("'%s' does not end: %.200s", inputs[i], got.bytes);
        text_done(&packed);
        text_done(&got);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_kinds_by_their_content),
        cmocka_unit_test(refuses_by_name_what_is_not_read),
        cmocka_unit_test(reads_lines_packed_or_not),
        cmocka_unit_test(what_is_padded_behind_its_last_member_is_whole),
        cmocka_unit_test(a_packed_text_that_is_cut_or_damaged_is_refused),
        cmocka_unit_test(a_line_that_is_too_long_costs_only_itself),
        cmocka_unit_test(numbers_lines_from_one),
        cmocka_unit_test(a_text_longer_than_the_limit_is_refused),
        cmocka_unit_test(names_the_file_in_errors),
        cmocka_unit_test(damaged_packing_ends_every_kind_of_input),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
