/* The PDF reader: poppler's pdftotext as a child process, which keeps its crashes and its memory apart; then
 * the page is read as one saved as text. */
#include "importers/readers/pdf.h"

#include "importers/readers/page.h"
#include "tracker/base/child.h"

#include <string.h>

/* What a report may take; its claims stand on the first pages. */
#define MOST_PAGES  "300"
#define MOST_TEXT   ((size_t)16 << 20)
#define LIMIT_MS    30000
#define CPU_SECONDS 20
#define MOST_MEMORY ((size_t)1 << 30)

/* What pdftotext tells beside the text, from the page's head that -htmlmeta writes. */
typedef struct PdfFacts {
    TfSlice title;
    TfSlice created;
    TfSlice pages; /* lines and form feeds, with &lt; &gt; &amp; */
} PdfFacts;

/* What stands between two marks; bytes NULL without them. */
static TfSlice between(TfSlice text, const char *open, const char *close)
{
    size_t start = tf_slice_find(text, 0, open);
    if (start == TF_NOWHERE)
        return (TfSlice){NULL, 0};
    start += strlen(open);
    size_t end = tf_slice_find(text, start, close);
    return tf_slice_range(text, start, end == TF_NOWHERE ? text.length : end);
}

static void split_output(TfSlice output, PdfFacts *facts)
{
    size_t body = tf_slice_find(output, 0, "<pre>");
    TfSlice head = tf_slice_range(output, 0, body == TF_NOWHERE ? 0 : body);
    facts->title = between(head, "<title>", "</title>");
    facts->created = between(head, "<meta name=\"CreationDate\" content=\"", "\"");
    facts->pages = body == TF_NOWHERE ? output : tf_slice_range(output, body + 5, output.length);
    if (facts->pages.length > 0 && facts->pages.bytes[0] == '\n')
        facts->pages = tf_slice_range(facts->pages, 1, facts->pages.length);
    size_t last =
        tf_slice_find(facts->pages, facts->pages.length > 64 ? facts->pages.length - 64 : 0, "</pre>");
    facts->pages = tf_slice_range(facts->pages, 0, last == TF_NOWHERE ? facts->pages.length : last);
}

/* Undoes the escapes that pdftotext writes. */
static TfSlice unescape(TfSlice text, TfArena *arena)
{
    static const struct {
        const char *escape;
        char byte;
    } escapes[] = {{"&lt;", '<'},   {"&gt;", '>'},   {"&amp;", '&'},
                   {"&quot;", '"'}, {"&#39;", '\''}, {"&apos;", '\''}};
    char *bytes = tf_arena_room(arena, text.length + 1);
    if (bytes == NULL)
        return (TfSlice){NULL, 0};
    size_t length = 0;
    for (size_t at = 0; at < text.length;) {
        size_t taken = 1;
        char byte = text.bytes[at];
        for (size_t i = 0; byte == '&' && i < sizeof escapes / sizeof escapes[0]; i++)
            if (tf_slice_starts_with(tf_slice_range(text, at, text.length), escapes[i].escape)) {
                taken = strlen(escapes[i].escape);
                byte = escapes[i].byte;
            }
        bytes[length++] = byte;
        at += taken;
    }
    return tf_slice_of(bytes, length);
}

/* A title that a person wrote, and no name of a file or program. */
static bool is_title(TfSlice title)
{
    static const char *const not_said[] = {"untitled", "Untitled", "Microsoft ", "Slide 1", "PowerPoint"};
    static const char *const endings[] = {".doc", ".docx", ".pdf", ".indd", ".qxd",
                                          ".odt", ".rtf",  ".dvi", ".tex",  ".html"};
    if (title.length < 8 || title.length > 300 || tf_slice_find_byte(title, 0, ' ') == TF_NOWHERE)
        return false;
    for (size_t i = 0; i < sizeof not_said / sizeof not_said[0]; i++)
        if (tf_slice_starts_with(title, not_said[i]))
            return false;
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++)
        if (tf_slice_ends_with(title, endings[i]))
            return false;
    return true;
}

/* The day of "2024-11-27T10:00:00+03", unless it cannot be. */
static bool creation_day(TfSlice created, TfDate fetched, TfDate *date)
{
    TfDate day;
    TfDate latest = tf_date_is_set(fetched) ? fetched : tf_date_today();
    if (!tf_date_read(tf_slice_range(created, 0, 10), &day) || day.year < 1990 ||
        tf_date_compare(day, latest) > 0)
        return false;
    *date = day;
    return true;
}

static TfStatus refuse(const ChildEnd *end, TfError *error)
{
    TfSlice said = tf_slice(end->said);
    if (tf_slice_find(said, 0, "password") != TF_NOWHERE)
        return tf_fail(error, TF_BAD_INPUT,
                       "is a PDF document that needs a password, one that opens without was needed");
    if (tf_slice_find(said, 0, "Copying of text") != TF_NOWHERE)
        return tf_fail(error, TF_BAD_INPUT, "is a PDF document that forbids taking its text");
    if (end->exit_status > 128)
        return tf_fail(error, TF_LIMIT, "is a PDF document over which pdftotext was ended by signal %d",
                       end->exit_status - 128);
    return tf_fail(error, TF_BAD_INPUT, "is a broken PDF document%s%s", said.length > 0 ? ": " : "",
                   end->said);
}

static TfStatus run_pdftotext(TfSlice bytes, TextBuilder *output, TfError *error)
{
    static const char *const arguments[] = {"pdftotext", "-htmlmeta", "-enc", "UTF-8", "-eol", "unix",
                                            "-l",        MOST_PAGES,  "-",    "-",     NULL};
    const ChildJob job = {.arguments = arguments,
                          .package = "poppler-utils",
                          .input = bytes,
                          .limit_ms = LIMIT_MS,
                          .most_cpu_seconds = CPU_SECONDS,
                          .most_memory = MOST_MEMORY};
    ChildEnd end;
    TfStatus status = child_run(&job, output, &end, error);
    return status == TF_OK && end.exit_status != 0 ? refuse(&end, error) : status;
}

/* Text and facts of the document; all in the arena. */
static TfStatus take_text(TfSlice bytes, TfArena *arena, TfSlice *text, PdfFacts *facts, TfError *error)
{
    TextBuilder output;
    TextBuilder joined;
    text_init(&output, MOST_TEXT);
    text_init(&joined, MOST_TEXT);
    TfStatus status = run_pdftotext(bytes, &output, error);
    if (status == TF_OK) {
        split_output(text_slice(&output), facts);
        facts->title = tf_slice_trim(unescape(facts->title, arena));
        facts->created = tf_arena_copy(arena, facts->created);
        status = pdf_join_lines(unescape(facts->pages, arena), &joined, error);
    }
    if (status == TF_OK && tf_slice_trim(text_slice(&joined)).length == 0)
        status = tf_fail(error, TF_BAD_INPUT,
                         "is a PDF document without text (scanned pages?), one with text was needed");
    if (status == TF_OK) {
        *text = tf_arena_copy(arena, text_slice(&joined));
        status = text->bytes != NULL ? TF_OK : tf_fail_memory(error);
    }
    text_done(&output);
    text_done(&joined);
    return status;
}

TfStatus reader_read_pdf(TfSlice bytes, TfSlice id, const ReaderOptions *options, TfArena *arena,
                         TfArticle *article, TfError *error)
{
    static const ReaderOptions nothing_known;
    PdfFacts facts = {.title = {NULL, 0}};
    TfArticle read = {.encoding = "UTF-8"};
    options = options != NULL ? options : &nothing_known;
    if (bytes.length > READER_MOST_BYTES)
        return tf_fail(error, TF_LIMIT, "has %zu MB, an article of at most %zu MB was needed",
                       bytes.length >> 20, READER_MOST_BYTES >> 20);
    TfStatus status = take_text(bytes, arena, &read.text, &facts, error);
    if (status != TF_OK)
        return status;
    read.id = tf_arena_copy(arena, id);
    if (read.id.bytes == NULL)
        return tf_fail_memory(error);
    TfSlice title = options->title.length > 0 ? options->title : facts.title;
    status = reader_fill_article(options, is_title(title) ? title : (TfSlice){NULL, 0}, arena, &read, error);
    if (status != TF_OK)
        return status;
    if (!tf_date_is_set(read.date) && creation_day(facts.created, options->fetched, &read.date))
        read.date_basis = TF_DATE_META;
    *article = read;
    return TF_OK;
}
