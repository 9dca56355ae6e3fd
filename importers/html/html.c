/* Reads a web page: decodes it, cleans it, makes its tree, asks what it says about itself and which blocks
 * are the article, and lays the article's text out of them. */
#include "importers/html/html_internal.h"

#include "importers/readers/charset.h"
#include "importers/readers/convert.h"

#include <string.h>

/* The encoding a page's head names in plain letters; bytes NULL when it names none. */
static TfSlice named_encoding(TfSlice bytes)
{
    TfSlice head = tf_slice_range(bytes, 0, 4096);
    size_t at = tf_slice_find(head, 0, "charset=");
    if (at == TF_NOWHERE)
        return (TfSlice){NULL, 0};
    at += strlen("charset=");
    while (at < head.length && (head.bytes[at] == '"' || head.bytes[at] == '\'' || head.bytes[at] == ' '))
        at++;
    size_t end = at;
    while (end < head.length && strchr("\"' />;", head.bytes[end]) == NULL)
        end++;
    return tf_slice_range(head, at, end);
}

static bool is_utf8(TfSlice bytes)
{
    for (size_t at = 0; at < bytes.length;) {
        size_t length = tf_utf8_sequence(bytes.bytes + at, bytes.length - at);
        if (length == 0)
            return false;
        at += length;
    }
    return true;
}

static TfStatus convert(TfSlice bytes, const char *encoding, TfArena *arena, ReaderDecoded *decoded,
                        TfError *error)
{
    TextBuilder out;
    text_init(&out, READER_MOST_HTML * 3 + 16);
    *decoded = (ReaderDecoded){.encoding = encoding};
    TfStatus status = reader_convert(bytes, encoding, &out, &decoded->bad_bytes, error);
    if (status == TF_OK) {
        decoded->text = tf_arena_copy(arena, text_slice(&out));
        if (decoded->text.bytes == NULL)
            status = tf_fail_memory(error);
    }
    text_done(&out);
    return status;
}

/* UTF-8 as it stands; else what the transport or the page names, else a guess. */
static TfStatus decode(TfSlice bytes, const ReaderOptions *options, TfArena *arena, ReaderDecoded *decoded,
                       TfError *error)
{
    if (is_utf8(bytes)) {
        *decoded = (ReaderDecoded){.text = bytes, .encoding = "UTF-8"};
        return TF_OK;
    }
    TfSlice name = options->charset.bytes != NULL ? options->charset : named_encoding(bytes);
    TfSlice copy = tf_arena_copy(arena, name);
    TfError ignored;
    if (name.length > 0 && copy.bytes != NULL &&
        convert(bytes, copy.bytes, arena, decoded, &ignored) == TF_OK)
        return TF_OK;
    const char *guess = reader_guess_utf16(bytes);
    return convert(bytes, guess != NULL ? guess : reader_guess_encoding(bytes), arena, decoded, error);
}

/* ---- the article ---- */

/* Bytes that title and blocks need, a line end behind each and a blank line behind the title. */
static size_t text_length(TfSlice title, const HtmlBody *body)
{
    size_t length = title.length + 2;
    for (size_t i = 0; i < body->count; i++)
        length += body->blocks[i].text.length + 1;
    return length;
}

static TfSpan append(char *text, size_t *length, TfSlice line)
{
    TfSpan span = {*length, *length + line.length};
    memcpy(text + *length, line.bytes, line.length);
    *length = span.end;
    text[(*length)++] = '\n';
    return span;
}

/* A title must be one line: a feed's may hold any bytes. */
static TfSlice one_line(TfSlice title, TfArena *arena)
{
    TfSlice copy = tf_arena_copy(arena, tf_slice_trim(title));
    char *bytes = tf_arena_room(arena, copy.length + 1);
    if (copy.bytes == NULL || bytes == NULL)
        return (TfSlice){NULL, 0};
    for (size_t i = 0; i < copy.length; i++)
        bytes[i] = (char)(copy.bytes[i] >= '\0' && copy.bytes[i] < ' ' ? ' ' : copy.bytes[i]);
    return tf_slice_of(bytes, copy.length);
}

static TfStatus lay_out(const HtmlPage *page, TfSlice title, const HtmlBody *body, TfArticle *article,
                        TfError *error)
{
    title = one_line(title, page->arena);
    char *text = tf_arena_room(page->arena, text_length(title, body));
    article->body = tf_arena_alloc_array(page->arena, body->count + 1, sizeof *article->body);
    article->places = tf_arena_alloc_array(page->arena, body->count + 1, sizeof *article->places);
    if (title.bytes == NULL || text == NULL || article->body == NULL || article->places == NULL)
        return tf_fail_memory(error);
    size_t length = 0;
    if (title.length > 0) {
        article->title = append(text, &length, title);
        text[length++] = '\n';
    }
    for (size_t i = 0; i < body->count; i++) {
        article->places[i] = (TfPlace){length, body->blocks[i].source};
        article->body[i] = append(text, &length, body->blocks[i].text);
    }
    article->body_count = article->place_count = body->count;
    article->text = tf_slice_of(text, length);
    return TF_OK;
}

static void put_facts(const ReaderOptions *options, const HtmlFacts *facts, TfArticle *article)
{
    bool given = tf_date_is_set(options->date);
    article->date = given ? options->date : facts->date;
    article->date_basis = given ? TF_DATE_GIVEN : facts->date_basis;
    article->outlet = facts->outlet.bytes != NULL ? facts->outlet : options->outlet;
    article->publisher = facts->publisher;
    article->author = facts->author.bytes != NULL ? facts->author : options->author;
    article->url = facts->url.bytes != NULL ? facts->url : options->url;
    article->lang = options->lang.bytes != NULL ? options->lang : facts->lang;
}

/* The article keeps nothing that belongs to the caller. */
static TfStatus keep_facts(TfArena *arena, TfArticle *article, TfError *error)
{
    TfSlice *const slices[] = {&article->outlet, &article->publisher, &article->author, &article->url,
                               &article->lang};
    for (size_t i = 0; i < sizeof slices / sizeof slices[0]; i++)
        if (slices[i]->bytes != NULL) {
            *slices[i] = tf_arena_copy(arena, *slices[i]);
            if (slices[i]->bytes == NULL)
                return tf_fail_memory(error);
        }
    return TF_OK;
}

static TfStatus read_tree(const HtmlPage *page, TfSlice bytes, TfArticle *article, TfError *error)
{
    HtmlFacts facts;
    HtmlBody body;
    TfStatus status = html_find_facts(page, &facts, error);
    if (status == TF_OK)
        status = html_find_body(page, &facts, &body, error);
    if (status != TF_OK)
        return status;
    TfSlice title = facts.title.length > 0 ? facts.title : page->options->title;
    status = lay_out(page, title, &body, article, error);
    if (status == TF_OK) {
        html_place(page, bytes, article->places, article->place_count);
        put_facts(page->options, &facts, article);
        status = keep_facts(page->arena, article, error);
    }
    return status;
}

TfStatus html_read(TfSlice bytes, TfSlice id, const ReaderOptions *options, TfArena *arena,
                   TfArticle *article, TfError *error)
{
    static const ReaderOptions nothing_known;
    HtmlPage page = {.options = options != NULL ? options : &nothing_known, .arena = arena};
    if (bytes.length > READER_MOST_HTML)
        return tf_fail(error, TF_LIMIT, "has %zu MB, a web page of at most %zu MB was needed",
                       bytes.length >> 20, READER_MOST_HTML >> 20);
    ReaderDecoded decoded;
    TfStatus status = decode(bytes, page.options, arena, &decoded, error);
    if (status != TF_OK)
        return status;
    TfArticle read = {
        .id = tf_arena_copy(arena, id), .encoding = decoded.encoding, .bad_bytes = decoded.bad_bytes};
    page.decoded = decoded.text;
    status = read.id.bytes == NULL ? tf_fail_memory(error)
                                   : html_clean(page.decoded, arena, &page.source, &page.cuts, error);
    if (status == TF_OK)
        status = html_make_tree(&page, error);
    if (status == TF_OK)
        status = read_tree(&page, bytes, &read, error);
    html_free_tree(&page);
    if (status == TF_OK)
        *article = read;
    return status;
}
