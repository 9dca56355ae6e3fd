/* Feeds of any form: known by their first bytes, decoded, parsed, mended where they are not well-formed. */
#include "importers/archive/feed.h"
#include "importers/archive/feed_parts.h"

/* The root of a feed stands within so many first bytes. */
#define START_BYTES 4096

static bool has(TfSlice text, const char *needle)
{
    return tf_slice_find(text, 0, needle) != TF_NOWHERE;
}

/* What stands before the root element: declaration, comments, DOCTYPE. Bytes NULL when there is no root. */
static TfSlice from_root(TfSlice text)
{
    text = tf_slice_starts_with(text, "\xEF\xBB\xBF") ? tf_slice_range(text, 3, text.length) : text;
    for (size_t i = 0; i < 50; i++) {
        text = tf_slice_trim(text);
        bool is_comment = tf_slice_starts_with(text, "<!--");
        if (!tf_slice_starts_with(text, "<?") && !tf_slice_starts_with(text, "<!"))
            return text;
        size_t end = tf_slice_find(text, 0, is_comment ? "-->" : ">");
        bool has_subset = tf_slice_starts_with(text, "<!DOCTYPE") && tf_slice_find_byte(text, 0, '[') < end;
        if (has_subset)
            end = tf_slice_find(text, 0, "]>");
        if (end == TF_NOWHERE)
            return (TfSlice){NULL, 0};
        text = tf_slice_range(text, end + (is_comment ? 3 : has_subset ? 2 : 1), text.length);
    }
    return (TfSlice){NULL, 0};
}

bool feed_is_xml(TfSlice start)
{
    static const char *const roots[] = {"<rss",       "<rdf:RDF",  "<RDF",  "<feed",
                                        "<atom:feed", "<channel>", "<entry"};
    TfSlice root = from_root(tf_slice_range(start, 0, START_BYTES));
    for (size_t i = 0; i < sizeof roots / sizeof roots[0]; i++)
        if (tf_slice_starts_with(root, roots[i])) /* RDF holds much else than feeds */
            return i != 1 || has(start, "purl.org/rss") || has(start, "netscape.com/rdf/simple") ||
                   has(start, "<channel");
    return false;
}

bool feed_is_json(TfSlice start)
{
    TfSlice text = tf_slice_range(start, 0, START_BYTES);
    text = tf_slice_starts_with(text, "\xEF\xBB\xBF") ? tf_slice_range(text, 3, text.length) : text;
    return tf_slice_starts_with(tf_slice_trim(text), "{") &&
           (has(text, "jsonfeed.org/version") || has(text, "jsonfeed.org\\/version"));
}

/* Mends the XML and parses it again, when the first time did not come to its end. */
static TfStatus parse_mended(TfSlice utf8, TfArena *arena, FeedEntries *entries, TfError *error)
{
    TextBuilder out;
    bool is_whole;
    text_init(&out, FEED_MOST_BYTES * 4);
    feed_repair(utf8, &out);
    TfStatus status = text_check(&out, error);
    if (status == TF_OK)
        status = feed_parse_xml(text_slice(&out), arena, entries, &is_whole, error);
    text_done(&out);
    return status;
}

static TfStatus parse(TfSlice utf8, TfArena *arena, FeedEntries *entries, TfError *error)
{
    bool is_whole = false;
    if (tf_slice_starts_with(utf8, "{"))
        return feed_parse_json(utf8, arena, entries, error);
    TfStatus status = feed_parse_xml(utf8, arena, entries, &is_whole, error);
    return status == TF_OK && !is_whole ? parse_mended(utf8, arena, entries, error) : status;
}

TfStatus feed_read(TfSlice bytes, const FeedOrigin *origin, TfArena *arena, FeedDocuments *documents,
                   TfError *error)
{
    TfSlice utf8;
    FeedEntries entries;
    if (bytes.length > FEED_MOST_BYTES)
        return tf_fail(error, TF_LIMIT, "a feed of %zu MB, at most %zu MB were needed", bytes.length >> 20,
                       FEED_MOST_BYTES >> 20);
    TfStatus status = feed_decode(bytes, origin->charset, arena, &utf8, error);
    if (status == TF_OK && utf8.length == 0)
        status = tf_fail(error, TF_BAD_INPUT, "is empty, a feed was needed");
    if (status == TF_OK)
        status = parse(utf8, arena, &entries, error);
    if (status == TF_OK)
        status = feed_make_documents(&entries, origin, arena, documents, error);
    return status;
}
