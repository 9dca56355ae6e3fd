/* Archives for the tests: written by hand, packed by zlib and Zstandard. */
#ifndef TESTS_UNIT_ARCHIVE_ARCHIVE_BENCH_H
#define TESTS_UNIT_ARCHIVE_ARCHIVE_BENCH_H

#include "importers/archive/source.h"
#include "tests/support/support.h"
#include "tracker/base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>
#include <zstd.h>

#define PAGE_HEAD   "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
#define PAGE(words) "<!DOCTYPE html><html><body><p>" words "</p></body></html>"

/* Appends one record; extra header lines end with CRLF. */
static inline void add_record(TextBuilder *out, const char *type, const char *url, const char *extra,
                              const char *block, size_t length)
{
    text_addf(out,
              "WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nWARC-Date: 2024-11-28T10:00:00Z\r\n%s"
              "Content-Length: %zu\r\n\r\n",
              type, url, extra, length);
    text_add_slice(out, tf_slice_of(block, length));
    text_add(out, "\r\n\r\n");
}

static inline void add_page(TextBuilder *out, const char *url, const char *block)
{
    add_record(out, "response", url, "Content-Type: application/http; msgtype=response\r\n", block,
               strlen(block));
}

/* Appends `bytes` as one gzip member. */
static inline void add_member(TextBuilder *out, TfSlice bytes)
{
    z_stream stream = {0};
    assert_int_equal(deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
    size_t most = deflateBound(&stream, bytes.length);
    char *room = text_room(out, most);
    stream.next_in = (Bytef *)(uintptr_t)bytes.bytes;
    stream.avail_in = (uInt)bytes.length;
    stream.next_out = (Bytef *)room;
    stream.avail_out = (uInt)most;
    assert_int_equal(deflate(&stream, Z_FINISH), Z_STREAM_END);
    text_took(out, most - stream.avail_out);
    assert_int_equal(deflateEnd(&stream), Z_OK);
}

static inline void add_frame(TextBuilder *out, TfSlice bytes)
{
    size_t most = ZSTD_compressBound(bytes.length);
    char *room = text_room(out, most);
    size_t made = ZSTD_compress(room, most, bytes.bytes, bytes.length, 3);
    assert_false(ZSTD_isError(made));
    text_took(out, made);
}

/* All that a source gives, a line a document or error: "id kind url bytes" or "id ! message". */
static inline void list_documents(TfSlice bytes, const SourceOptions *options, TextBuilder *out)
{
    static const char *const kinds[] = {"none", "text", "html", "pdf", "json", "claim", "link"};
    Source *source = NULL;
    TfError error = {.status = TF_OK};
    TfStatus status =
        source_open_bytes(bytes, "in", (TfSlice){NULL, 0}, (TfDate){0}, options, &source, &error);
    if (status != TF_OK) {
        text_addf(out, "! %s\n", error.message);
        return;
    }
    for (size_t i = 0; i < 100000; i++) {
        Document document;
        status = source_next(source, &document, &error);
        if (status == TF_OK && document.kind == DOCUMENT_NONE)
            break;
        if (status != TF_OK)
            text_addf(out, "%.*s ! %s\n", TF_SLICE_ARG(document.id), error.message);
        else
            text_addf(out, "%.*s %s %.*s %zu\n", TF_SLICE_ARG(document.id), kinds[document.kind],
                      TF_SLICE_ARG(document.url), document.bytes.length);
        if (status == TF_NO_MEMORY)
            break;
    }
    source_close(source);
}

static inline void assert_documents(TfSlice bytes, const SourceOptions *options, const char *wanted)
{
    TextBuilder got;
    text_init(&got, 0);
    list_documents(bytes, options, &got);
    text_add(&got, "");
    assert_string_equal(got.length > 0 ? got.bytes : "", wanted);
    text_done(&got);
}

#endif
