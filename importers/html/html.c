/* Reads a web page: decodes it, cleans it, makes its tree, asks what it says about itself and which blocks
 * are the article, and lays the article's text out of them. */
#include "importers/html/html_internal.h"

#include "importers/readers/charset.h"

#include <string.h>

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

/* A stray NUL byte makes no UTF-16 of a page whose first letters stand without one: it is a blank. */
static TfSlice without_nul_bytes(TfSlice bytes, TfArena *arena)
{
    bool wide = bytes.length < 2 || bytes.bytes[0] == '\0' || bytes.bytes[1] == '\0' ||
                (unsigned char)bytes.bytes[0] >= 0xFE;
    if (wide || memchr(bytes.bytes, '\0', bytes.length) == NULL)
        return bytes;
    char *to = tf_arena_room(arena, bytes.length);
    if (to == NULL)
        return bytes;
    for (size_t i = 0; i < bytes.length; i++)
        to[i] = (char)(bytes.bytes[i] != '\0' ? bytes.bytes[i] : ' ');
    return tf_slice_of(to, bytes.length);
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
    ReaderDecodeHints hints = {.charset = page.options->charset, .is_html = true};
    TfStatus status = reader_decode_as(without_nul_bytes(bytes, arena), &hints, arena, &decoded, error);
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
