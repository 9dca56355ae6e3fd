/* What an input is, by its first bytes: names and endings of files say nothing. */
#include "importers/archive/sitemap.h"
#include "importers/archive/source_internal.h"

#include "importers/readers/charset.h"

#include <string.h>

#define DATABASE_MARK_OFFSET 68 /* application_id of an SQLite file */

/* Tags that text about markup seldom holds three of, and pages and pieces of pages always do. */
static const char *const common_tags[] = {
    "<p>", "<p ", "</p>", "<div", "<br",   "<a href", "<span", "<meta", "<title",  "<table", "<script", "<h1",
    "<h2", "<ul", "<li",  "<img", "<body", "<head",   "<html", "<link", "<strong", "<em>",   "<article"};

/* Bytes with what UTF-16 puts between ASCII letters left out, upper case as lower. */
static size_t flatten(TfSlice bytes, char flat[SNIFF_BYTES])
{
    size_t length = 0;
    for (size_t i = 0; i < bytes.length && length < SNIFF_BYTES; i++) {
        char byte = bytes.bytes[i];
        if (byte != '\0')
            flat[length++] = byte >= 'A' && byte <= 'Z' ? (char)(byte + 32) : byte;
    }
    return length;
}

static TfSlice behind_marks(TfSlice flat)
{
    static const char *const marks[] = {"\xEF\xBB\xBF", "\xFF\xFE", "\xFE\xFF"};
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
        if (tf_slice_starts_with(flat, marks[i]))
            flat = tf_slice_range(flat, strlen(marks[i]), flat.length);
    return tf_slice_trim(flat);
}

/* Steps over what may stand in front of the first tag: comments, instructions, a document type. */
static TfSlice skip_prolog(TfSlice text)
{
    for (;;) {
        const char *end = tf_slice_starts_with(text, "<!--")    ? "-->"
                          : tf_slice_starts_with(text, "<?")    ? ">"
                          : tf_slice_starts_with(text, "<!doc") ? ">"
                                                                : NULL;
        size_t at = end != NULL ? tf_slice_find(text, 2, end) : TF_NOWHERE;
        if (at == TF_NOWHERE)
            return text;
        text = tf_slice_trim(tf_slice_range(text, at + strlen(end), text.length));
    }
}

static bool starts_with_tag(TfSlice text, const char *name)
{
    size_t length = strlen(name);
    return tf_slice_starts_with(text, "<") &&
           tf_slice_starts_with(tf_slice_range(text, 1, text.length), name) && text.length > length + 1 &&
           strchr(" \t\r\n/>:", text.bytes[length + 1]) != NULL;
}

/* Kinds of XML by their root. */
static bool sniff_xml(TfSlice root, SourceKind *kind)
{
    static const struct {
        const char *name;
        SourceKind kind;
    } roots[] = {{"rss", SOURCE_FEED},       {"feed", SOURCE_FEED},      {"rdf:rdf", SOURCE_FEED},
                 {"atom:feed", SOURCE_FEED}, {"urlset", SOURCE_SITEMAP}, {"sitemapindex", SOURCE_SITEMAP}};
    for (size_t i = 0; i < sizeof roots / sizeof roots[0]; i++)
        if (starts_with_tag(root, roots[i].name)) {
            *kind = roots[i].kind;
            return true;
        }
    return false;
}

static size_t count_tags(TfSlice flat)
{
    size_t count = 0;
    for (size_t i = 0; i < sizeof common_tags / sizeof common_tags[0]; i++)
        for (size_t at = 0; count < 8 && (at = tf_slice_find(flat, at, common_tags[i])) != TF_NOWHERE; at++)
            count++;
    return count;
}

static bool flat_is_html(TfSlice flat)
{
    TfSlice start = behind_marks(flat);
    if (tf_slice_starts_with(start, "<!doctype html") || starts_with_tag(start, "html"))
        return true;
    TfSlice root = skip_prolog(start);
    SourceKind other;
    if (sniff_xml(root, &other))
        return false;
    if (starts_with_tag(root, "html") || starts_with_tag(root, "head") || starts_with_tag(root, "body"))
        return true;
    return count_tags(flat) >= (tf_slice_starts_with(root, "<") ? 2U : 4U);
}

bool sniff_is_html(TfSlice bytes)
{
    if (tf_slice_find_byte(bytes, 0, '<') == TF_NOWHERE)
        return false;
    char flat[SNIFF_BYTES];
    return flat_is_html(tf_slice_of(flat, flatten(bytes, flat)));
}

bool sniff_is_pdf(TfSlice bytes)
{
    TfSlice start = tf_slice_range(bytes, 0, 1024);
    size_t at = tf_slice_find(start, 0, "%PDF-");
    return at != TF_NOWHERE && (at == 0 || tf_slice_trim(tf_slice_range(start, 0, at)).length < at);
}

static bool has_key(TfSlice line, const char *key)
{
    size_t at = tf_slice_find(line, 0, key);
    if (at == TF_NOWHERE)
        return false;
    TfSlice behind = tf_slice_trim(tf_slice_range(line, at + strlen(key), line.length));
    return tf_slice_starts_with(behind, ":");
}

/* An object: a feed, or the first of JSON Lines, which are told apart by their keys. */
static bool sniff_json(TfSlice text, SourceKind *kind)
{
    if (!tf_slice_starts_with(text, "{"))
        return false;
    if (tf_slice_find(text, 0, "jsonfeed.org/version") != TF_NOWHERE) {
        *kind = SOURCE_FEED;
        return true;
    }
    TfSlice rest = text;
    TfSlice line = tf_slice_split(&rest, '\n');
    if (has_key(line, "\"reporter\"") && has_key(line, "\"partner\""))
        *kind = SOURCE_CLAIMS;
    else if (has_key(line, "\"text\"") || has_key(line, "\"html\""))
        *kind = SOURCE_JSON_LINES;
    else
        return false;
    return true;
}

/* A line of JSON can be longer than what is looked at: then a key of the reader's in front of it must do. */
static bool sniff_long_json(TfSlice text, SourceKind *kind)
{
    if (!tf_slice_starts_with(text, "{\"") || tf_slice_find_byte(text, 0, '\n') != TF_NOWHERE)
        return false;
    *kind = SOURCE_JSON_LINES;
    return has_key(text, "\"id\"") || has_key(text, "\"url\"") || has_key(text, "\"title\"");
}

/* Header lines of a mail that holds a page and its pictures. */
static bool sniff_mhtml(TfSlice flat)
{
    TfSlice head = tf_slice_range(flat, 0, 4096);
    return tf_slice_find(head, 0, "mime-version:") != TF_NOWHERE &&
           (tf_slice_find(head, 0, "multipart/related") != TF_NOWHERE ||
            tf_slice_find(head, 0, "multipart/alternative") != TF_NOWHERE);
}

static TfStatus sniff_database(TfSlice head, SourceKind *kind, TfError *error)
{
    static const char mark[] = "TFIG";
    if (head.length < DATABASE_MARK_OFFSET + 4 || memcmp(head.bytes + DATABASE_MARK_OFFSET, mark, 4) != 0)
        return tf_fail(error, TF_BAD_INPUT, "is an SQLite database, but none of tradefig");
    *kind = SOURCE_DATABASE;
    return TF_OK;
}

/* What the readers know by name and do not read: pictures, office documents, other archives. Markup is told
 * apart here, where more is known of it. */
static TfStatus refuse_by_name(TfSlice head, TfError *error)
{
    const char *name = reader_file_kind(head);
    if (name == NULL || tf_slice_starts_with(behind_marks(head), "<"))
        return TF_OK;
    return tf_fail(error, TF_BAD_INPUT, "looks like a binary file (%s), a text was needed", name);
}

TfStatus source_sniff(TfSlice head, SourceKind *kind, TfError *error)
{
    char buffer[SNIFF_BYTES];
    TfSlice flat = tf_slice_of(buffer, flatten(head, buffer));
    TfSlice text = behind_marks(head);
    *kind = SOURCE_TEXT;
    if (head.length == 0)
        return tf_fail(error, TF_BAD_INPUT, "is empty, an article was needed");
    if (tf_slice_starts_with(head, "SQLite format 3"))
        return sniff_database(head, kind, error);
    if (tf_slice_starts_with(text, "WARC/"))
        *kind = SOURCE_WARC;
    else if (tf_slice_starts_with(text, "filedesc://"))
        *kind = SOURCE_ARC;
    else if (sniff_is_pdf(head))
        *kind = SOURCE_PDF;
    else if (sniff_json(text, kind) || sniff_long_json(text, kind) ||
             sniff_xml(skip_prolog(behind_marks(flat)), kind))
        return TF_OK;
    else if (sniff_mhtml(flat))
        *kind = SOURCE_MHTML;
    else if (refuse_by_name(head, error) != TF_OK)
        return TF_BAD_INPUT;
    else if (flat_is_html(flat))
        *kind = SOURCE_HTML;
    else if (sitemap_is_lines(head))
        *kind = SOURCE_SITEMAP;
    return TF_OK;
}

/* ---- pages of archives ---- */

DocumentKind sniff_page(TfSlice media_type, TfSlice body)
{
    static const struct {
        TfSlice type;
        DocumentKind kind;
    } types[] = {
        {TF_SLICE("text/html"), DOCUMENT_HTML},
        {TF_SLICE("application/xhtml+xml"), DOCUMENT_HTML},
        {TF_SLICE("application/pdf"), DOCUMENT_PDF},
        {TF_SLICE("text/plain"), DOCUMENT_TEXT},
    };
    if (sniff_is_pdf(body))
        return DOCUMENT_PDF;
    DocumentKind kind = DOCUMENT_NONE;
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        if (tf_slice_equal_ascii_case(media_type, types[i].type))
            kind = types[i].kind;
    bool says_text = kind == DOCUMENT_TEXT || media_type.length == 0 ||
                     tf_slice_find(media_type, 0, "octet-stream") != TF_NOWHERE;
    if (says_text && sniff_is_html(tf_slice_range(body, 0, SNIFF_BYTES)))
        return DOCUMENT_HTML;
    return kind == DOCUMENT_PDF ? DOCUMENT_NONE : kind;
}
