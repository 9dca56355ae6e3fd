/* A feed's bytes as UTF-8. Feeds say their encoding twice and are wrong often enough that valid UTF-8 wins
 * over both; then what the XML declaration says, then the transport, then a guess. */
#include "importers/archive/feed_parts.h"

#include "importers/readers/charset.h"
#include "importers/readers/convert.h"

#include <stdio.h>
#include <string.h>

static bool is_utf8(TfSlice bytes)
{
    for (size_t at = 0, length; at < bytes.length; at += length) {
        length = tf_utf8_sequence(bytes.bytes + at, bytes.length - at);
        if (length == 0)
            return false;
    }
    return true;
}

/* Bytes of the XML declaration at the start, 0 when there is none. */
static size_t declaration_bytes(TfSlice text)
{
    if (!tf_slice_starts_with(text, "<?xml"))
        return 0;
    size_t end = tf_slice_find(tf_slice_range(text, 0, 1000), 0, "?>");
    return end == TF_NOWHERE ? 0 : end + 2;
}

/* The encoding in the XML declaration; "" when it names none. */
static void declared(TfSlice bytes, char name[64])
{
    TfSlice text = tf_slice_range(bytes, 0, declaration_bytes(bytes));
    size_t at = tf_slice_find(text, 0, "encoding");
    size_t quote = at == TF_NOWHERE ? at : at + 8 + strcspn(text.bytes + at + 8, "\"'>");
    size_t end = quote < text.length ? tf_slice_find_byte(text, quote + 1, text.bytes[quote]) : TF_NOWHERE;
    name[0] = '\0';
    if (end == TF_NOWHERE || end - quote - 1 >= 64)
        return;
    memcpy(name, text.bytes + quote + 1, end - quote - 1);
    name[end - quote - 1] = '\0';
}

/* Latin 1 on the web is windows-1252. */
static const char *on_the_web(const char *name)
{
    TfSlice slice = tf_slice(name);
    bool latin = tf_slice_equal_ascii_case(slice, tf_slice("iso-8859-1")) ||
                 tf_slice_equal_ascii_case(slice, tf_slice("us-ascii")) ||
                 tf_slice_equal_ascii_case(slice, tf_slice("latin1"));
    return latin ? "windows-1252" : name;
}

/* Converts when every byte stands for something in that encoding. */
static bool convert_cleanly(TfSlice bytes, const char *name, TextBuilder *out)
{
    size_t faults = 0;
    TfError error;
    if (name[0] == '\0' || tf_slice_equal_ascii_case(tf_slice(name), tf_slice("utf-8")))
        return false;
    name = on_the_web(name);
    if (!reader_count_faults(bytes, name, &faults) || faults > 0)
        return false;
    return reader_convert(bytes, name, out, &faults, &error) == TF_OK && !out->failed;
}

static bool is_wide(TfSlice bytes)
{
    TfSlice head = tf_slice_range(bytes, 0, 4);
    return tf_slice_starts_with(head, "\xFF\xFE") || tf_slice_starts_with(head, "\xFE\xFF") ||
           (head.length == 4 && (head.bytes[0] == 0 || head.bytes[1] == 0));
}

static TfStatus convert(TfSlice bytes, TfSlice charset, TfArena *arena, TfSlice *utf8, TfError *error)
{
    char in_xml[64];
    char in_transport[64] = "";
    TextBuilder out;
    ReaderDecoded decoded;
    TfStatus status = TF_OK;
    declared(bytes, in_xml);
    if (charset.length > 0 && charset.length < sizeof in_transport)
        (void)snprintf(in_transport, sizeof in_transport, "%.*s", TF_SLICE_ARG(charset));
    text_init(&out, FEED_MOST_BYTES * 4);
    bool is_done = convert_cleanly(bytes, in_xml, &out);
    if (!is_done) {
        text_clear(&out);
        is_done = convert_cleanly(bytes, in_transport, &out);
    }
    if (is_done) {
        *utf8 = tf_arena_copy(arena, text_slice(&out));
        status = utf8->bytes != NULL ? TF_OK : tf_fail_memory(error);
    } else {
        status = reader_decode(bytes, arena, &decoded, error);
        *utf8 = status == TF_OK ? decoded.text : (TfSlice){NULL, 0};
    }
    text_done(&out);
    return status;
}

TfStatus feed_decode(TfSlice bytes, TfSlice charset, TfArena *arena, TfSlice *utf8, TfError *error)
{
    TfSlice text = bytes;
    bool is_escaped =
        tf_slice_find_byte(tf_slice_range(bytes, 0, 65536), 0, '\x1B') != TF_NOWHERE; /* ISO-2022 */
    if (is_wide(bytes) || is_escaped || !is_utf8(bytes)) {
        TfStatus status = convert(bytes, charset, arena, &text, error);
        if (status != TF_OK)
            return status;
    }
    if (tf_slice_starts_with(text, "\xEF\xBB\xBF"))
        text = tf_slice_range(text, 3, text.length);
    text = tf_slice_trim(text);
    *utf8 = tf_slice_range(text, declaration_bytes(text), text.length);
    return TF_OK;
}
