/* MHTML: header lines, parts between boundaries, and their transfer encodings. */
#include "importers/archive/mhtml.h"

#include "importers/archive/feed_parts.h"
#include "tracker/base/hex.h"

#include <string.h>

/* Parts within parts (related, alternative), and bytes of a header. */
#define MOST_LEVELS       8
#define MOST_HEADER_BYTES ((size_t)64 * 1024)

/* The headers of a mail or a part that are needed; bytes NULL when missing. */
typedef struct Headers {
    TfSlice type;
    TfSlice encoding;
    TfSlice location;
    TfSlice snapshot;
    TfSlice date;
} Headers;

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

static TfSlice take_line(TfSlice *rest)
{
    size_t end = tf_slice_find_byte(*rest, 0, '\n');
    size_t next = end == TF_NOWHERE ? rest->length : end + 1;
    TfSlice line = tf_slice_range(*rest, 0, next);
    *rest = tf_slice_range(*rest, next, rest->length);
    return line;
}

/* Takes a header with the lines that go on with it; its value keeps their line ends. */
static bool take_header(TfSlice *rest, TfSlice *name, TfSlice *value)
{
    TfSlice whole = take_line(rest);
    if (tf_slice_trim(whole).length == 0)
        return false;
    while (rest->length > 0 && (rest->bytes[0] == ' ' || rest->bytes[0] == '\t')) {
        size_t more = take_line(rest).length;
        whole.length += more;
    }
    size_t colon = tf_slice_find_byte(whole, 0, ':');
    *name = tf_slice_trim(tf_slice_range(whole, 0, colon == TF_NOWHERE ? 0 : colon));
    *value =
        tf_slice_trim(tf_slice_range(whole, colon == TF_NOWHERE ? whole.length : colon + 1, whole.length));
    return true;
}

static void take_headers(TfSlice *rest, Headers *headers)
{
    const struct {
        const char *name;
        TfSlice *slot;
    } wanted[] = {{"content-type", &headers->type},
                  {"content-transfer-encoding", &headers->encoding},
                  {"content-location", &headers->location},
                  {"snapshot-content-location", &headers->snapshot},
                  {"date", &headers->date}};
    TfSlice name;
    TfSlice value;
    *headers = (Headers){.type = {NULL, 0}};
    for (size_t before = rest->length; before - rest->length < MOST_HEADER_BYTES && rest->length > 0;) {
        if (!take_header(rest, &name, &value))
            return;
        for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++)
            if (wanted[i].slot->bytes == NULL && tf_slice_equal_ascii_case(name, tf_slice(wanted[i].name)))
                *wanted[i].slot = value;
    }
}

/* The value of a parameter: boundary="x"; bytes NULL when it is missing. */
static TfSlice parameter(TfSlice header, const char *name)
{
    size_t length = strlen(name);
    for (size_t at = tf_slice_find_byte(header, 0, ';'); at != TF_NOWHERE;
         at = tf_slice_find_byte(header, at, ';')) {
        at++;
        while (at < header.length && is_blank(header.bytes[at]))
            at++;
        TfSlice key = tf_slice_range(header, at, at + length);
        if (!tf_slice_equal_ascii_case(key, tf_slice(name)))
            continue;
        TfSlice value = tf_slice_trim(tf_slice_range(header, at + length, header.length));
        if (!tf_slice_starts_with(value, "="))
            continue;
        value = tf_slice_trim(tf_slice_range(value, 1, value.length));
        bool is_quoted = tf_slice_starts_with(value, "\"");
        value = tf_slice_range(value, is_quoted, value.length);
        size_t end = 0;
        while (end < value.length && value.bytes[end] != (is_quoted ? '"' : ';') &&
               (is_quoted || !is_blank(value.bytes[end])))
            end++;
        return tf_slice_range(value, 0, end);
    }
    return (TfSlice){NULL, 0};
}

static bool is_type(TfSlice type, const char *wanted)
{
    return tf_slice_equal_ascii_case(tf_slice_range(type, 0, strlen(wanted)), tf_slice(wanted));
}

/* Whether the line is "--boundary", with or without "--" behind it. */
static bool is_boundary(TfSlice line, TfSlice boundary)
{
    return tf_slice_starts_with(line, "--") &&
           tf_slice_equal(tf_slice_range(line, 2, 2 + boundary.length), boundary);
}

/* Takes the next part; false when there are no more. */
static bool take_part(TfSlice *rest, TfSlice boundary, TfSlice *part)
{
    bool is_inside = false;
    const char *start = NULL;
    while (rest->length > 0) {
        TfSlice before = *rest;
        TfSlice line = take_line(rest);
        if (!is_boundary(line, boundary))
            continue;
        if (is_inside) {
            *part = tf_slice_of(start, (size_t)(before.bytes - start));
            *rest = before; /* it begins the next part too */
            return true;
        }
        is_inside = !tf_slice_starts_with(tf_slice_range(line, 2 + boundary.length, line.length), "--");
        start = rest->bytes;
    }
    if (!is_inside) /* a file that is cut off still has its page */
        return false;
    *part = tf_slice_of(start, (size_t)(rest->bytes - start));
    return part->length > 0;
}

/* ---- transfer encodings ---- */

/* "=C3=A9" and "=" at a line's end; what is no such escape stays as it is. */
static size_t undo_quoted(TfSlice text, char *out)
{
    size_t length = 0;
    for (size_t i = 0; i < text.length; i++) {
        TfSlice next = tf_slice_range(text, i + 1, i + 3);
        if (text.bytes[i] != '=') {
            out[length++] = text.bytes[i];
        } else if (tf_slice_starts_with(next, "\r\n") || tf_slice_starts_with(next, "\n")) {
            i += next.bytes[0] == '\r' ? 2 : 1;
        } else if (next.length == 2 && hex_value(next.bytes[0]) >= 0 && hex_value(next.bytes[1]) >= 0) {
            out[length++] = (char)(hex_value(next.bytes[0]) * 16 + hex_value(next.bytes[1]));
            i += 2;
        } else {
            out[length++] = '=';
        }
    }
    return length;
}

static size_t undo_base64(TfSlice text, char *out)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    size_t length = 0;
    unsigned bits = 0;
    unsigned held = 0;
    for (size_t i = 0; i < text.length && text.bytes[i] != '='; i++) {
        const char *digit = text.bytes[i] != '\0' ? strchr(digits, text.bytes[i]) : NULL;
        if (digit == NULL)
            continue;
        held = (held << 6 | (unsigned)(digit - digits)) & 0xFFFFFF;
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            out[length++] = (char)(held >> bits & 0xFF);
        }
    }
    return length;
}

static TfSlice undo_encoding(TfSlice body, TfSlice encoding, TfArena *arena)
{
    bool is_quoted = is_type(encoding, "quoted-printable");
    if (!is_quoted && !is_type(encoding, "base64"))
        return body;
    char *out = tf_arena_room(arena, body.length + 1);
    if (out == NULL)
        return (TfSlice){NULL, 0};
    return tf_slice_of(out, is_quoted ? undo_quoted(body, out) : undo_base64(body, out));
}

/* ---- the page ---- */

typedef struct Page {
    Headers headers;
    TfSlice body;
} Page;

/* The first page within, else the first text; parts within parts are looked into. */
static bool find_page(const Headers *top, TfSlice body, Page *page)
{
    Headers headers = *top;
    bool has_text = false;
    for (size_t level = 0; level < MOST_LEVELS; level++) {
        TfSlice boundary = parameter(headers.type, "boundary");
        TfSlice rest = body;
        TfSlice part;
        bool goes_deeper = false;
        while (boundary.length > 0 && !goes_deeper && take_part(&rest, boundary, &part)) {
            take_headers(&part, &headers);
            bool is_page = is_type(headers.type, "text/html") || is_type(headers.type, "application/xhtml");
            if (is_page || (!has_text && is_type(headers.type, "text/plain"))) {
                *page = (Page){headers, part};
                has_text = true;
            }
            if (is_page)
                return true;
            goes_deeper = is_type(headers.type, "multipart/");
            body = part;
        }
        if (!goes_deeper)
            break;
    }
    return has_text;
}

TfStatus mhtml_read(TfSlice bytes, TfArena *arena, Document *document, TfError *error)
{
    Headers top;
    TfSlice rest = bytes;
    Page page = {.body = {NULL, 0}};
    take_headers(&rest, &top);
    if (is_type(top.type, "text/"))
        page = (Page){top, rest};
    else if (!find_page(&top, rest, &page))
        return tf_fail(error, TF_BAD_INPUT, "a saved page or mail without a part that is a page (text/html)");
    TfSlice body = undo_encoding(page.body, page.headers.encoding, arena);
    if (body.bytes == NULL)
        return tf_fail_memory(error);
    if (tf_slice_trim(body).length == 0)
        return tf_fail(error, TF_BAD_INPUT, "a saved page or mail whose page is empty");
    TfSlice charset = parameter(page.headers.type, "charset");
    TfSlice none = {NULL, 0};
    TfSlice url = feed_url(top.snapshot, none, arena);
    if (url.bytes == NULL)
        url = feed_url(page.headers.location, none, arena);
    if (url.bytes == NULL)
        url = feed_url(top.location, none, arena);
    document->kind = is_type(page.headers.type, "text/plain") ? DOCUMENT_TEXT : DOCUMENT_HTML;
    document->bytes = body;
    document->charset = charset.length > 0 ? charset : none;
    document->url = url.bytes != NULL ? url : document->url;
    if (top.date.length > 0)
        document->fetched = feed_date(top.date);
    return TF_OK;
}
