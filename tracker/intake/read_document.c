/* The reader of a document is a row of a table; what the container tells goes along with it. */
#include "tracker/intake/read_document.h"

#include "importers/html/html.h"
#include "importers/language/language.h"
#include "importers/readers/charset.h"

#include <string.h>

/* --- which kind --- */

/* A page's markup shows itself within so many bytes. */
#define LOOKED_AT ((size_t)4096)

/* Tags that no text has by chance; letters' case does not count. */
static const TfSlice page_tags[] = {
    TF_SLICE("<!doctype html"), TF_SLICE("<html"),   TF_SLICE("<head>"),   TF_SLICE("<head "),
    TF_SLICE("<body"),          TF_SLICE("<meta "),  TF_SLICE("<p>"),      TF_SLICE("<p "),
    TF_SLICE("<div"),           TF_SLICE("<title"),  TF_SLICE("<article"), TF_SLICE("<span"),
    TF_SLICE("<table"),         TF_SLICE("<a href"), TF_SLICE("<h1"),
};

static bool is_tag(TfSlice bytes, size_t at)
{
    for (size_t i = 0; i < sizeof page_tags / sizeof page_tags[0]; i++)
        if (tf_slice_equal_ascii_case(tf_slice_range(bytes, at, at + page_tags[i].length), page_tags[i]))
            return true;
    return false;
}

/* A page or a piece of one begins with a tag; a text may speak of tags further on. */
static bool is_web_page(TfSlice bytes)
{
    TfSlice head = tf_slice_trim(tf_slice_range(bytes, 0, LOOKED_AT));
    if (tf_slice_starts_with(head, "\xEF\xBB\xBF"))
        head = tf_slice_trim(tf_slice_range(head, 3, head.length));
    if (head.length == 0 || head.bytes[0] != '<')
        return false;
    for (size_t at = 0; (at = tf_slice_find_byte(head, at, '<')) != TF_NOWHERE; at++)
        if (is_tag(head, at))
            return true;
    return false;
}

DocumentKind intake_kind(TfSlice bytes)
{
    TfSlice head = tf_slice_trim(tf_slice_range(bytes, 0, LOOKED_AT));
    if (tf_slice_starts_with(bytes, "%PDF-"))
        return DOCUMENT_PDF;
    if (is_web_page(bytes))
        return DOCUMENT_HTML;
    bool is_object = tf_slice_starts_with(head, "{") && tf_slice_find(head, 0, "\"") != TF_NOWHERE &&
                     tf_slice_ends_with(tf_slice_trim(bytes), "}");
    return is_object ? DOCUMENT_JSON_LINE : DOCUMENT_TEXT;
}

/* --- reading --- */

static void prefer(TfSlice told, TfSlice *option)
{
    if (option->bytes == NULL)
        *option = told;
}

/* The user's word goes before the container's. */
static ReaderOptions merge(const Document *document, const ReaderOptions *options)
{
    ReaderOptions merged = options != NULL ? *options : (ReaderOptions){.url = {NULL, 0}};
    prefer(document->url, &merged.url);
    prefer(document->lang, &merged.lang);
    prefer(document->outlet, &merged.outlet);
    prefer(document->title, &merged.title);
    prefer(document->author, &merged.author);
    prefer(document->charset, &merged.charset);
    if (!tf_date_is_set(merged.date))
        merged.date = document->date;
    if (!tf_date_is_set(merged.fetched))
        merged.fetched = document->fetched;
    return merged;
}

/* A line that holds a page instead of a text goes to the reader of web pages. */
static TfStatus read_json_line(const Document *document, const ReaderOptions *options, TfArena *arena,
                               TfArticle *article, TfError *error)
{
    ReaderLinePage page;
    if (tf_slice_find(document->bytes, 0, "\"html\"") == TF_NOWHERE)
        return reader_read_jsonl(document->bytes, document->number, options, arena, article, error);
    TfStatus status = reader_page_of_jsonl(document->bytes, document->number, options, arena, &page, error);
    if (status != TF_OK)
        return status;
    if (page.html.bytes == NULL)
        return reader_read_jsonl(document->bytes, document->number, options, arena, article, error);
    return html_read(page.html, page.id, &page.options, arena, article, error);
}

static TfStatus read_pdf(const Document *document, const ReaderOptions *options, TfArena *arena,
                         TfArticle *article, TfError *error)
{
    return reader_read_pdf(document->bytes, document->id, options, arena, article, error);
}

static TfStatus read_text(const Document *document, const ReaderOptions *options, TfArena *arena,
                          TfArticle *article, TfError *error)
{
    return reader_read_text(document->bytes, document->id, options, arena, article, error);
}

/* What a page says of its language is that of its template, often English; the text itself is surer, unless
 * the page names a language that is not told from texts. */
static void settle_language(TfArticle *article)
{
    if (article->lang.length > 0 && !language_is_known(article->lang))
        return;
    TfSlice own = language_identify(article->text);
    if (own.length > 0)
        article->lang = own;
}

static TfStatus read_html(const Document *document, const ReaderOptions *options, TfArena *arena,
                          TfArticle *article, TfError *error)
{
    TfStatus status = html_read(document->bytes, document->id, options, arena, article, error);
    if (status == TF_OK && options->lang.length == 0)
        settle_language(article);
    return status;
}

typedef TfStatus Reader(const Document *document, const ReaderOptions *options, TfArena *arena,
                        TfArticle *article, TfError *error);

static const struct {
    const char *name;
    Reader *read; /* NULL: no article */
} kinds[] = {
    [DOCUMENT_NONE] = {"nothing", NULL},
    [DOCUMENT_TEXT] = {"a text", read_text},
    [DOCUMENT_HTML] = {"a web page", read_html},
    [DOCUMENT_PDF] = {"a PDF document", read_pdf},
    [DOCUMENT_JSON_LINE] = {"a JSON line", read_json_line},
    [DOCUMENT_CLAIM_LINE] = {"a claim", NULL},
    [DOCUMENT_LINK] = {"a link", NULL},
};

TfStatus intake_read(const Document *document, const ReaderOptions *options, TfArena *arena,
                     TfArticle *article, TfError *error)
{
    if (kinds[document->kind].read == NULL)
        return tf_fail(error, TF_BAD_INPUT, "is %s, an article was needed", kinds[document->kind].name);
    ReaderOptions merged = merge(document, options);
    return kinds[document->kind].read(document, &merged, arena, article, error);
}
