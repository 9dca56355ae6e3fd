/* tradefig read: shows how pages are read. For a person; as an object a page (--json); or as a server that
 * answers requests of standard input one by one (--jsonl):
 *
 *     {"id": "a", "html_path": "/pages/a.html", "url": "https://example.org/a"}
 *
 * where "html" or "text" may stand for "html_path" and hold the page itself. The answer is {"id", "title",
 * "date", "author", "text"} and more, or {"id", "error"}; the next request is read after it. */
#include "tracker/base/file.h"
#include "tracker/base/lines.h"
#include "tracker/cli/common.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

/* Largest page, and largest request, which may hold a page with every byte escaped. */
#define MOST_PAGE_BYTES    ((size_t)64 << 20)
#define MOST_REQUEST_BYTES ((size_t)128 << 20)

/* --- printing --- */

static void print_label(TextBuilder *out, const char *label, TfSlice value)
{
    if (value.length == 0)
        return;
    text_addf(out, "  %-9s ", label);
    text_add_shown(out, value);
    text_add(out, "\n");
}

static TfSlice title_of(const TfArticle *article)
{
    TfSlice in_text = tf_article_span(article, article->title);
    if (article->headline.length > 0)
        return article->headline;
    return in_text.length > 0 ? in_text : (TfSlice){NULL, 0};
}

static void print_article(const TfArticle *article, TextBuilder *out)
{
    char day[TF_DATE_CHARS];
    text_add_shown(out, article->id);
    text_add(out, "\n");
    print_label(out, "title", title_of(article));
    text_addf(out, "  %-9s %s", "date", tf_date_write_short(day, article->date));
    if (tf_date_is_set(article->date))
        text_addf(out, " (%s)", tf_date_basis_name(article->date_basis));
    text_add(out, "\n");
    print_label(out, "outlet", article->outlet);
    print_label(out, "publisher", article->publisher);
    print_label(out, "author", article->author);
    print_label(out, "language", article->lang);
    print_label(out, "address", article->url);
    print_label(out, "encoding", tf_slice(article->encoding));
    if (article->bad_bytes > 0)
        text_addf(out, "  warning: %zu bytes are no %s and read as \uFFFD\n", article->bad_bytes,
                  article->encoding);
    for (size_t i = 0; i < article->body_count; i++) {
        text_add(out, "\n");
        text_add_shown(out, tf_article_span(article, article->body[i]));
        text_add(out, "\n");
    }
    text_add(out, "\n");
}

static void write_text(JsonWriter *json, const TfArticle *article, TfArena *arena)
{
    size_t length = 0;
    for (size_t i = 0; i < article->body_count; i++)
        length += article->body[i].end - article->body[i].start + 1;
    char *text = tf_arena_room(arena, length + 1);
    size_t at = 0;
    for (size_t i = 0; text != NULL && i < article->body_count; i++) {
        TfSlice block = tf_article_span(article, article->body[i]);
        if (i > 0)
            text[at++] = '\n';
        memcpy(text + at, block.bytes, block.length);
        at += block.length;
    }
    jsonw_string_or_null(json, "text", tf_slice_of(text, at));
}

static void write_article(const TfArticle *article, TfSlice id, TfArena *arena, TextBuilder *out)
{
    JsonWriter json;
    jsonw_start(&json, out);
    jsonw_open_object(&json, NULL);
    jsonw_string(&json, "id", id);
    jsonw_string_or_null(&json, "title", title_of(article));
    jsonw_date(&json, "date", article->date);
    jsonw_text(&json, "date_basis", tf_date_basis_name(article->date_basis));
    jsonw_string_or_null(&json, "outlet", article->outlet);
    jsonw_string_or_null(&json, "publisher", article->publisher);
    jsonw_string_or_null(&json, "author", article->author);
    jsonw_string_or_null(&json, "lang", article->lang);
    jsonw_string_or_null(&json, "url", article->url);
    jsonw_text(&json, "encoding", article->encoding);
    jsonw_integer(&json, "bad_bytes", (int64_t)article->bad_bytes);
    write_text(&json, article, arena);
    jsonw_close_object(&json);
    text_add(out, "\n");
}

/* --- files --- */

static TfStatus show_file(const Context *context, const char *path, TfArena *arena)
{
    TfError failure = {.status = TF_OK};
    TfSlice bytes = {NULL, 0};
    TfArticle article;
    TfReadOptions options = read_options(context->options);
    TfSlice id = tf_slice(strcmp(path, "-") == 0 ? "standard input" : path);
    TfStatus status = file_read(path, MOST_PAGE_BYTES, arena, &bytes, &failure);
    if (status == TF_OK)
        status = tf_read_page(bytes, id, TF_PAGE_AUTO, &options, arena, &article, &failure);
    if (status != TF_OK && failure.source[0] == '\0')
        (void)snprintf(failure.source, sizeof failure.source, "%.*s", TF_SLICE_ARG(id));
    if (status != TF_OK)
        print_failure(&failure);
    else if (context->options->json)
        write_article(&article, id, arena, context->out);
    else
        print_article(&article, context->out);
    flush_some(context->out);
    return status;
}

static int show_files(const Context *context)
{
    static const char *const input[] = {"-"};
    const char *const *paths = context->argument_count > 0 ? context->arguments : input;
    size_t count = context->argument_count > 0 ? context->argument_count : 1;
    size_t failures = 0;
    TfArena arena;
    tf_arena_init(&arena, 0);
    for (size_t i = 0; i < count; i++) {
        failures += show_file(context, paths[i], &arena) != TF_OK;
        tf_arena_reset(&arena);
    }
    tf_arena_done(&arena);
    return failures == 0 ? EXIT_DONE : failures < count ? EXIT_PARTLY : EXIT_FAILED;
}

/* --- requests --- */

/* A string of the request; bytes NULL when it is missing or no string. */
static TfSlice member(const json_t *request, const char *name)
{
    const json_t *value = json_object_get(request, name);
    return json_is_string(value) ? tf_slice_of(json_string_value(value), json_string_length(value))
                                 : (TfSlice){NULL, 0};
}

/* An id may be a number, and is repeated as it came. */
static TfSlice id_of(const json_t *request, TfArena *arena)
{
    const json_t *value = json_object_get(request, "id");
    if (json_is_integer(value))
        return tf_arena_format(arena, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
    return member(request, "id");
}

/* The page a request holds or names. */
static TfStatus page_of(const json_t *request, TfArena *arena, TfSlice *bytes, TfPageKind *kind,
                        TfError *error)
{
    TfSlice path = member(request, "html_path");
    *kind = member(request, "text").bytes != NULL ? TF_PAGE_TEXT : TF_PAGE_HTML;
    *bytes = member(request, *kind == TF_PAGE_TEXT ? "text" : "html");
    if (bytes->bytes != NULL)
        return TF_OK;
    if (path.bytes == NULL || strlen(path.bytes) != path.length)
        return tf_fail(error, TF_BAD_INPUT, "has no \"html_path\", \"html\" or \"text\", one was needed");
    return file_read(path.bytes, MOST_PAGE_BYTES, arena, bytes, error);
}

static TfStatus answer_request(const Context *context, const json_t *request, TfSlice id, TfArena *arena,
                               TfError *error)
{
    TfReadOptions options = read_options(context->options);
    TfSlice url = member(request, "url");
    TfSlice bytes;
    TfPageKind kind;
    TfArticle article;
    if (options.url.length == 0 && url.length > 0)
        options.url = url;
    TfStatus status = page_of(request, arena, &bytes, &kind, error);
    if (status == TF_OK)
        status = tf_read_page(bytes, id, kind, &options, arena, &article, error);
    if (status == TF_OK)
        write_article(&article, id, arena, context->out);
    return status;
}

static void write_error(TfSlice id, const TfError *error, TextBuilder *out)
{
    JsonWriter json;
    jsonw_start(&json, out);
    jsonw_open_object(&json, NULL);
    jsonw_string_or_null(&json, "id", id);
    jsonw_text(&json, "error", error->message);
    jsonw_close_object(&json);
    text_add(out, "\n");
}

static TfStatus answer_line(const Context *context, TfSlice line, size_t number, TfArena *arena,
                            TfError *error)
{
    json_error_t fault;
    json_t *request = json_loadb(line.bytes, line.length, JSON_ALLOW_NUL, &fault);
    TfSlice id = id_of(request, arena);
    TfStatus status = TF_OK;
    if (id.length == 0)
        id = tf_arena_format(arena, "line-%zu", number);
    if (!json_is_object(request))
        status = tf_fail(error, TF_BAD_INPUT, "line %zu: is no JSON object, a request was needed", number);
    else
        status = answer_request(context, request, id, arena, error);
    if (status != TF_OK)
        write_error(id, error, context->out);
    json_decref(request);
    return status;
}

/* Whoever asks waits for the answer, so it goes out at once. */
static void send(TextBuilder *out)
{
    (void)fwrite(text_slice(out).bytes, 1, out->length, stdout);
    (void)fflush(stdout);
    text_clear(out);
}

static int answer_requests(const Context *context)
{
    LineReader *lines = NULL;
    TfArena arena;
    size_t failures = 0;
    TfStatus status = lines_open("-", MOST_REQUEST_BYTES, &lines, context->error);
    tf_arena_init(&arena, 0);
    while (status == TF_OK) {
        TfSlice line = {NULL, 0};
        TfError failure = {.status = TF_OK};
        TfStatus request = lines_next(lines, &line, &failure);
        if (request == TF_OK && line.bytes == NULL)
            break;
        if (request == TF_OK && tf_slice_trim(line).length == 0)
            continue;
        if (request == TF_OK)
            request = answer_line(context, line, lines_number(lines), &arena, &failure);
        else
            write_error((TfSlice){NULL, 0}, &failure, context->out);
        failures += request != TF_OK;
        if (request == TF_IO && line.bytes == NULL) /* standard input itself ended so */
            status = tf_fail(context->error, TF_IO, "%s", failure.message);
        send(context->out);
        tf_arena_reset(&arena);
    }
    tf_arena_done(&arena);
    lines_close(lines);
    return status != TF_OK ? exit_code_of(status) : failures > 0 ? EXIT_PARTLY : EXIT_DONE;
}

int cmd_read(const Context *context)
{
    if (!context->options->jsonl)
        return show_files(context);
    if (context->argument_count == 0 && !context->options->json)
        return answer_requests(context);
    (void)fprintf(stderr,
                  "tradefig: --jsonl reads requests from standard input; leave out files and --json\n");
    return EXIT_USAGE;
}
