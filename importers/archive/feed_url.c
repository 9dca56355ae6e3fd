/* Addresses of feeds, sitemaps and saved pages: whole, of the web, without names and passwords in them. */
#include "importers/archive/feed_parts.h"

#include <libxml/uri.h>
#include <string.h>

/* Longer ones are data, not addresses. */
#define MOST_URL_BYTES 4096

/* The address without blanks around it and line ends within; blanks within and bytes that are not ASCII are
 * escaped as browsers do. */
static TfSlice clean(TfSlice address, TfArena *arena)
{
    static const char hex[] = "0123456789ABCDEF";
    TfSlice trimmed = tf_slice_trim(address);
    if (trimmed.length == 0 || trimmed.length > MOST_URL_BYTES)
        return (TfSlice){NULL, 0};
    char *bytes = tf_arena_alloc(arena, trimmed.length * 3 + 1);
    size_t length = 0;
    for (size_t i = 0; bytes != NULL && i < trimmed.length; i++) {
        unsigned char byte = (unsigned char)trimmed.bytes[i];
        if (byte == '\n' || byte == '\r' || byte == '\t')
            continue;
        bool is_plain = byte > ' ' && byte < 0x7F && strchr("<>\"{}|\\^`", byte) == NULL;
        if (is_plain) {
            bytes[length++] = (char)byte;
        } else {
            bytes[length++] = '%';
            bytes[length++] = hex[byte >> 4];
            bytes[length++] = hex[byte & 15];
        }
    }
    return tf_slice_of(bytes, bytes != NULL ? length : 0);
}

/* Bytes of "http://" or "https://" at its start, 0 when it has neither. */
static size_t scheme_bytes(TfSlice url)
{
    static const TfSlice schemes[] = {TF_SLICE("http://"), TF_SLICE("https://")};
    for (size_t i = 0; i < 2; i++)
        if (tf_slice_equal_ascii_case(tf_slice_range(url, 0, schemes[i].length), schemes[i]))
            return schemes[i].length;
    return 0;
}

/* Scheme in small letters, user-info taken out. */
static TfSlice without_user(TfSlice url, size_t scheme, TfArena *arena)
{
    size_t host = scheme;
    size_t end = scheme + strcspn(url.bytes + scheme, "/?#");
    for (size_t i = scheme; i < end; i++)
        if (url.bytes[i] == '@')
            host = i + 1;
    if (host == end)
        return (TfSlice){NULL, 0};
    return tf_arena_format(arena, "%s%s", scheme == 7 ? "http://" : "https://", url.bytes + host);
}

TfSlice feed_url(TfSlice address, TfSlice base, TfArena *arena)
{
    TfSlice url = clean(address, arena);
    if (url.bytes == NULL)
        return url;
    size_t scheme = scheme_bytes(url);
    if (scheme == 0 && base.length > 0) {
        TfSlice from = clean(base, arena);
        xmlChar *built =
            from.bytes == NULL ? NULL : xmlBuildURI((const xmlChar *)url.bytes, (const xmlChar *)from.bytes);
        url = built != NULL ? tf_arena_copy(arena, tf_slice((const char *)built)) : (TfSlice){NULL, 0};
        xmlFree(built);
        scheme = url.bytes != NULL ? scheme_bytes(url) : 0;
    }
    return scheme > 0 ? without_user(url, scheme, arena) : (TfSlice){NULL, 0};
}
