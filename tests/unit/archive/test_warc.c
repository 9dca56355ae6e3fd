/* Web archives: records in every state that archives of the world have them in. */
#include "tests/unit/archive/archive_bench.h"

#define ONE PAGE("Trade reached 28 billion dollars in 2023.")

/* Bytes of the text with a page at `a`, a picture, a request and a page at `b`. */
static void write_archive(TextBuilder *out)
{
    add_record(out, "warcinfo", "", "", "software: none\r\n", 16);
    add_page(out, "http://a.example/a page", PAGE_HEAD ONE);
    add_page(out, "http://a.example/x.png", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG");
    add_record(out, "request", "http://a.example/b", "", "GET /b HTTP/1.1\r\n\r\n", 19);
    add_page(out, "http://a.example/gone", "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n" ONE);
    add_page(out, "http://a.example/b", PAGE_HEAD ONE ONE);
}

static void hands_on_pages_and_counts_the_rest(void **state)
{
    (void)state;
    TextBuilder archive;
    SourceCounts counts;
    Source *source = NULL;
    Document document;
    text_init(&archive, 0);
    write_archive(&archive);
    assert_documents(text_slice(&archive), NULL,
                     "in#125 html http://a.example/a page 89\n"
                     "in#1151 html http://a.example/b 178\n");
    assert_int_equal(
        source_open_bytes(text_slice(&archive), "in", (TfSlice){NULL, 0}, (TfDate){0}, NULL, &source, NULL),
        TF_OK);
    assert_int_equal(source_kind(source), SOURCE_WARC);
    assert_int_equal(source_next(source, &document, NULL), TF_OK);
    assert_true(tf_slice_is(document.charset, "utf-8"));
    assert_int_equal(document.fetched.year, 2024);
    assert_int_equal(document.fetched.day, 28);
    while (source_next(source, &document, NULL) == TF_OK && document.kind != DOCUMENT_NONE) {
    }
    source_counts(source, &counts);
    assert_int_equal(counts.documents, 2);
    assert_int_equal(counts.others, 4);
    assert_int_equal(counts.bytes_read, archive.length);
    source_close(source);
    text_done(&archive);
}

/* One member a record, one for all, Zstandard: the same pages. */
static void reads_packed_archives_alike(void **state)
{
    (void)state;
    TextBuilder plain;
    TextBuilder members;
    TextBuilder frames;
    text_init(&plain, 0);
    text_init(&members, 0);
    text_init(&frames, 0);
    for (size_t i = 0; i < 3; i++) {
        text_clear(&plain);
        add_page(&plain, i == 0 ? "http://a/0" : i == 1 ? "http://a/1" : "http://a/2", PAGE_HEAD ONE);
        add_member(&members, text_slice(&plain));
        add_frame(&frames, text_slice(&plain));
    }
    TextBuilder got;
    text_init(&got, 0);
    list_documents(text_slice(&members), NULL, &got);
    list_documents(text_slice(&frames), NULL, &got);
    size_t pages = 0;
    for (size_t at = 0; (at = tf_slice_find(text_slice(&got), at, " html http://a/")) != TF_NOWHERE; at++)
        pages++;
    assert_int_equal(pages, 6);
    assert_true(tf_slice_find(text_slice(&got), 0, "!") == TF_NOWHERE);
    assert_true(tf_slice_starts_with(text_slice(&got), "in#0 html"));
    text_clear(&plain);
    write_archive(&plain);
    text_clear(&members);
    add_member(&members, text_slice(&plain));
    assert_documents(text_slice(&members), NULL,
                     "in#0+125 html http://a.example/a page 89\nin#0+1151 html http://a.example/b 178\n");
    text_done(&got);
    text_done(&plain);
    text_done(&members);
    text_done(&frames);
}

static void undoes_chunks_and_content_encodings(void **state)
{
    (void)state;
    TextBuilder archive;
    TextBuilder block;
    text_init(&archive, 0);
    text_init(&block, 0);
    add_page(&archive, "http://a/chunked",
             "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
             "1e;x=y\r\n<!DOCTYPE html><html><body><p>\r\n5\r\nTrade\r\n0\r\n\r\n");
    text_add(&block, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n");
    add_member(&block, tf_slice(ONE));
    add_record(&archive, "response", "http://a/gzip", "", block.bytes, block.length);
    add_page(&archive, "http://a/said-gzip",
             "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n" ONE);
    add_page(&archive, "http://a/said-br",
             "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: br\r\n\r\n" ONE);
    add_page(&archive, "http://a/said-chunked",
             "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n" ONE);
    text_clear(&block);
    text_add(&block, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n");
    add_member(&block, tf_slice(ONE));
    add_record(&archive, "response", "http://a/unsaid-gzip", "", block.bytes, block.length);
    TextBuilder got;
    text_init(&got, 0);
    list_documents(text_slice(&archive), NULL, &got);
    static const char *const wanted[] = {"chunked 35\n", "gzip 89\n",         "said-gzip 89\n",
                                         "said-br 89\n", "said-chunked 89\n", "unsaid-gzip 89\n"};
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++)
        if (tf_slice_find(text_slice(&got), 0, wanted[i]) == TF_NOWHERE)
            fail_msg("no %s in\n%s", wanted[i], got.bytes);
    text_done(&got);
    text_done(&block);
    text_done(&archive);
}

static void goes_on_behind_a_broken_record(void **state)
{
    (void)state;
    TextBuilder archive;
    text_init(&archive, 0);
    add_page(&archive, "http://a/0", PAGE_HEAD ONE);
    text_add(&archive, "WARC/1.0\r\nWARC-Type: response\r\n\r\nno length\r\n\r\n");
    text_add(&archive, "<error>AccessDenied</error>\r\n");
    add_page(&archive, "http://a/1", PAGE_HEAD ONE);
    TextBuilder got;
    text_init(&got, 0);
    list_documents(text_slice(&archive), NULL, &got);
    assert_true(tf_slice_find(text_slice(&got), 0, "http://a/0 89\n") != TF_NOWHERE);
    assert_true(tf_slice_find(text_slice(&got), 0, "gives no Content-Length; left out\n") != TF_NOWHERE);
    assert_true(tf_slice_find(text_slice(&got), 0, "http://a/1 89\n") != TF_NOWHERE);
    text_done(&got);
    text_done(&archive);
}

/* A damaged member costs the records in it. */
static void goes_on_at_the_next_member(void **state)
{
    (void)state;
    TextBuilder plain;
    TextBuilder members;
    size_t starts[4];
    text_init(&plain, 0);
    text_init(&members, 0);
    for (size_t i = 0; i < 3; i++) {
        starts[i] = members.length;
        text_clear(&plain);
        add_page(&plain, i == 0 ? "http://a/0" : i == 1 ? "http://a/1" : "http://a/2", PAGE_HEAD ONE);
        add_member(&members, text_slice(&plain));
    }
    memset(members.bytes + starts[1] + 40, 0xFF, 20);
    TextBuilder got;
    text_init(&got, 0);
    list_documents(text_slice(&members), NULL, &got);
    assert_true(tf_slice_find(text_slice(&got), 0, "http://a/0 89\n") != TF_NOWHERE);
    assert_true(tf_slice_find(text_slice(&got), 0, "damaged") != TF_NOWHERE);
    assert_true(tf_slice_find(text_slice(&got), 0, "http://a/2 89\n") != TF_NOWHERE);
    text_done(&got);
    text_done(&plain);
    text_done(&members);
}

/* Lines of the whole list that are in front of the first difference; what the cut archive gives must begin
 * so. */
static void assert_prefix(const TextBuilder *whole, const TextBuilder *cut, size_t at)
{
    TfSlice rest = text_slice(cut);
    TfSlice other = text_slice(whole);
    while (rest.length > 0) {
        TfSlice line = tf_slice_split(&rest, '\n');
        if (tf_slice_find(line, 0, " ! ") != TF_NOWHERE || tf_slice_starts_with(line, "!"))
            return;
        TfSlice same = tf_slice_split(&other, '\n');
        if (!tf_slice_equal(line, same) && line.length > 0 && tf_slice_find(line, 0, " text ") == TF_NOWHERE)
            fail_msg("cut at %zu: '%.*s' instead of '%.*s'", at, TF_SLICE_ARG(line), TF_SLICE_ARG(same));
    }
}

static void keeps_what_came_before_a_cut(void **state)
{
    (void)state;
    TextBuilder plain;
    TextBuilder packed[2];
    text_init(&plain, 0);
    write_archive(&plain);
    text_init(&packed[0], 0);
    text_init(&packed[1], 0);
    text_add_slice(&packed[0], text_slice(&plain));
    add_member(&packed[1], text_slice(&plain));
    add_member(&packed[1], text_slice(&plain));
    for (size_t form = 0; form < 2; form++) {
        TextBuilder whole;
        TextBuilder cut;
        text_init(&whole, 0);
        text_init(&cut, 0);
        list_documents(text_slice(&packed[form]), NULL, &whole);
        for (size_t at = 0; at < packed[form].length; at++) {
            text_clear(&cut);
            list_documents(tf_slice_range(text_slice(&packed[form]), 0, at), NULL, &cut);
            assert_prefix(&whole, &cut, at);
        }
        text_done(&whole);
        text_done(&cut);
    }
    text_done(&plain);
    text_done(&packed[0]);
    text_done(&packed[1]);
}

static bool says_no(TfSlice bytes, DocumentKind kind)
{
    (void)kind;
    return tf_slice_find(bytes, 0, "28 billion dollars in 2023.</p></body></html><!DOCTYPE") != TF_NOWHERE;
}

static void leaves_out_what_is_not_wanted(void **state)
{
    (void)state;
    TextBuilder archive;
    text_init(&archive, 0);
    write_archive(&archive);
    SourceOptions options = {.is_wanted = says_no};
    assert_documents(text_slice(&archive), &options, "in#1151 html http://a.example/b 178\n");
    text_done(&archive);
}

/* Documents from the one numbered `number`, which stands at `place`, as list_documents writes them. */
static void assert_goes_on(TfSlice bytes, uint64_t place, size_t number, const TextBuilder *whole)
{
    TextBuilder got;
    const char *path = scratch_folder();
    char file[4096];
    TfError error = {.status = TF_OK};
    Source *source = NULL;
    Document document;
    SourceOptions options = {.from = place, .from_number = number};
    text_init(&got, 0);
    (void)snprintf(file, sizeof file, "%s/in", path);
    assert_ok(file_write_whole(file, bytes, &error), &error);
    assert_ok(source_open(file, &options, &source, &error), &error);
    for (;;) {
        assert_ok(source_next(source, &document, &error), &error);
        if (document.kind == DOCUMENT_NONE)
            break;
        text_addf(&got, "%zu %.*s\n", document.number, TF_SLICE_ARG(document.url));
    }
    source_close(source);
    scratch_remove();
    if (!tf_slice_ends_with(text_slice(whole), got.length > 0 ? got.bytes : "?"))
        fail_msg("from %zu at %llu: %s", number, (unsigned long long)place,
                 got.length > 0 ? got.bytes : "nothing");
    text_done(&got);
}

/* Goes on at each document of an archive, wherever its records begin. */
static void goes_on_where_an_import_was_cut_off(void **state)
{
    (void)state;
    TextBuilder plain;
    TextBuilder forms[3]; /* plain, a member each, and two members of which each holds all */
    text_init(&plain, 0);
    write_archive(&plain);
    for (size_t i = 0; i < 3; i++)
        text_init(&forms[i], 0);
    text_add_slice(&forms[0], text_slice(&plain));
    add_member(&forms[2], text_slice(&plain));
    add_member(&forms[2], text_slice(&plain));
    for (size_t i = 0; i < 3; i++) {
        text_clear(&plain);
        add_page(&plain, i == 0 ? "http://a/0" : i == 1 ? "http://a/1" : "http://a/2", PAGE_HEAD ONE);
        add_member(&forms[1], text_slice(&plain));
    }
    for (size_t form = 0; form < 3; form++) {
        Source *source = NULL;
        Document document;
        TextBuilder whole;
        size_t count = 0;
        struct {
            uint64_t place;
            size_t number;
        } seen[16];
        text_init(&whole, 0);
        assert_int_equal(source_open_bytes(text_slice(&forms[form]), "in", (TfSlice){NULL, 0}, (TfDate){0},
                                           NULL, &source, NULL),
                         TF_OK);
        while (source_next(source, &document, NULL) == TF_OK && document.kind != DOCUMENT_NONE &&
               count < 16) {
            text_addf(&whole, "%zu %.*s\n", document.number, TF_SLICE_ARG(document.url));
            seen[count].place = document.place;
            seen[count++].number = document.number;
        }
        source_close(source);
        assert_true(count >= 2);
        for (size_t i = 0; i < count; i++)
            assert_goes_on(text_slice(&forms[form]), seen[i].place, seen[i].number, &whole);
        text_done(&whole);
    }
    for (size_t i = 0; i < 3; i++)
        text_done(&forms[i]);
    text_done(&plain);
}

static void finds_the_end_of_a_record_whose_length_is_wrong(void **state)
{
    (void)state;
    static const int wrong[] = {-40, 40, 500, 5000, 40 << 20};
    static const char block[] = PAGE_HEAD ONE;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        TextBuilder archive;
        TextBuilder got;
        text_init(&archive, 0);
        text_init(&got, 0);
        text_addf(&archive,
                  "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a/wrong\r\n"
                  "Content-Length: %d\r\n\r\n%s\r\n\r\n",
                  (int)sizeof block - 1 + wrong[i], block);
        add_page(&archive, "http://a/right", PAGE_HEAD ONE);
        list_documents(text_slice(&archive), NULL, &got);
        if (tf_slice_find(text_slice(&got), 0, "http://a/wrong 89\n") == TF_NOWHERE ||
            tf_slice_find(text_slice(&got), 0, "http://a/right 89\n") == TF_NOWHERE)
            fail_msg("length off by %d:\n%s", wrong[i], got.bytes);
        text_done(&got);
        text_done(&archive);
    }
}

static void refuses_a_bomb_and_goes_on(void **state)
{
    (void)state;
    TextBuilder plain;
    TextBuilder members;
    text_init(&plain, 0);
    text_init(&members, 0);
    char *zeros = calloc(1, (size_t)80 << 20);
    assert_non_null(zeros);
    add_record(&plain, "response", "http://a/bomb", "", zeros, (size_t)80 << 20);
    free(zeros);
    add_member(&members, text_slice(&plain));
    text_clear(&plain);
    add_page(&plain, "http://a/1", PAGE_HEAD ONE);
    add_member(&members, text_slice(&plain));
    TextBuilder got;
    text_init(&got, 0);
    list_documents(text_slice(&members), NULL, &got);
    assert_true(tf_slice_find(text_slice(&got), 0, "unpack to more than") != TF_NOWHERE);
    assert_true(tf_slice_find(text_slice(&got), 0, "http://a/1 89\n") != TF_NOWHERE);
    text_done(&got);
    text_done(&plain);
    text_done(&members);
}

static void reads_text_of_wet_archives(void **state)
{
    (void)state;
    TextBuilder archive;
    text_init(&archive, 0);
    add_record(&archive, "conversion", "http://a/t", "Content-Type: text/plain\r\n",
               "Trade reached 28 billion.", 25);
    assert_documents(text_slice(&archive), NULL, "in#0 text http://a/t 25\n");
    text_done(&archive);
}

static void reads_arc_archives(void **state)
{
    (void)state;
    TextBuilder archive;
    static const char answer[] = PAGE_HEAD ONE;
    text_init(&archive, 0);
    text_add(&archive, "filedesc://x.arc 0.0.0.0 20240101000000 text/plain 9\n1 0 none\n\n");
    text_addf(&archive, "http://a/a b 1.2.3.4 20240930120000 text/html %zu\n%s\n", sizeof answer - 1, answer);
    text_add(&archive, "this is no line of an archive\n");
    text_addf(&archive, "http://a/2 1.2.3.4 20241001120000 text/html 200 - - 12 x.arc %zu\n%s\n",
              sizeof answer - 1, answer);
    assert_documents(text_slice(&archive), NULL,
                     "in#63 html http://a/a b 89\n"
                     "in#262 ! a record whose first line is no \"address host day type length\"; left out\n"
                     "in#292 html http://a/2 89\n");
    text_done(&archive);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hands_on_pages_and_counts_the_rest),
        cmocka_unit_test(reads_packed_archives_alike),
        cmocka_unit_test(undoes_chunks_and_content_encodings),
        cmocka_unit_test(goes_on_behind_a_broken_record),
        cmocka_unit_test(goes_on_at_the_next_member),
        cmocka_unit_test(keeps_what_came_before_a_cut),
        cmocka_unit_test(leaves_out_what_is_not_wanted),
        cmocka_unit_test(goes_on_where_an_import_was_cut_off),
        cmocka_unit_test(finds_the_end_of_a_record_whose_length_is_wrong),
        cmocka_unit_test(refuses_a_bomb_and_goes_on),
        cmocka_unit_test(reads_text_of_wet_archives),
        cmocka_unit_test(reads_arc_archives),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
