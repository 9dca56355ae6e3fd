/* Joining: pages of ours are well-formed and quoted alike, so a walk over their tags is enough. Each id gets
 * its page's name in front, which keeps ids apart; headings go down a level, since the file has its own. */
#include "tracker/web/single.h"

#include "tracker/web/page.h"

#include <nettle/base64.h>
#include <stdlib.h>
#include <string.h>

typedef struct Joining {
    const SingleFile *files;
    size_t count;
    TfSlice page; /* the name of the one that is being joined */
    TfArena *arena;
    TextBuilder *out;
} Joining;

static int by_name(const void *left, const void *right)
{
    return tf_slice_compare(((const SingleFile *)left)->name, ((const SingleFile *)right)->name);
}

static const SingleFile *find_file(const Joining *joining, TfSlice name)
{
    SingleFile key = {.name = name};
    return joining->count > 0 ? bsearch(&key, joining->files, joining->count, sizeof *joining->files, by_name)
                              : NULL;
}

/* ---- names ---- */

/* "pairs/KZ-RU.html" is "pairs.KZ-RU"; no id and no pair has a full stop, so all that follows one is apart.
 */
static void add_place(TextBuilder *out, TfSlice page)
{
    TfSlice stem =
        tf_slice_range(page, 0, page.length - (tf_slice_ends_with(page, ".html") ? strlen(".html") : 0));
    for (size_t i = 0; i < stem.length; i++)
        text_add_byte(out, stem.bytes[i] == '/' ? '.' : stem.bytes[i]);
}

static void add_id(const Joining *joining, TfSlice page, TfSlice id)
{
    add_place(joining->out, page);
    if (id.length > 0)
        text_add(joining->out, ".");
    text_add_slice(joining->out, id);
}

/* Where a link of the page leads, from the report's folder: one step up at most, as pages of ours go. */
static TfSlice resolve(const Joining *joining, TfSlice path)
{
    size_t slash = tf_slice_find_byte(joining->page, 0, '/');
    if (slash == TF_NOWHERE)
        return path;
    if (tf_slice_starts_with(path, "../"))
        return tf_slice_range(path, 3, path.length);
    return tf_arena_format(joining->arena, "%.*s/%.*s", (int)slash, joining->page.bytes, TF_SLICE_ARG(path));
}

/* ---- links ---- */

static const char *kind_of(TfSlice name)
{
    static const struct {
        const char *ending;
        const char *kind;
    } kinds[] = {{".csv", "text/csv"},
                 {".json", "application/json"},
                 {".svg", "image/svg+xml"},
                 {".xml", "application/atom+xml"}};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (tf_slice_ends_with(name, kinds[i].ending))
            return kinds[i].kind;
    return "application/octet-stream";
}

/* A file beside the page becomes part of the link. */
static void add_download(const Joining *joining, const SingleFile *file)
{
    size_t length = BASE64_ENCODE_RAW_LENGTH(file->bytes.length);
    size_t slash = tf_slice_find_byte(file->name, 0, '/');
    TfSlice name = tf_slice_range(file->name, slash == TF_NOWHERE ? 0 : slash + 1, file->name.length);
    text_addf(joining->out, " download=\"%.*s\" href=\"data:%s;base64,", TF_SLICE_ARG(name),
              kind_of(file->name));
    char *room = text_room(joining->out, length);
    if (room != NULL) {
        base64_encode_raw(room, file->bytes.length, (const uint8_t *)file->bytes.bytes);
        text_took(joining->out, length);
    }
    text_add(joining->out, "\"");
}

static void add_link(const Joining *joining, TfSlice name, TfSlice href)
{
    size_t hash = tf_slice_find_byte(href, 0, '#');
    size_t path_end = hash == TF_NOWHERE ? href.length : hash;
    TfSlice fragment = tf_slice_range(href, hash == TF_NOWHERE ? href.length : hash + 1, href.length);
    bool is_outside = tf_slice_find_byte(tf_slice_range(href, 0, path_end), 0, ':') != TF_NOWHERE;
    TfSlice path = path_end > 0 ? resolve(joining, tf_slice_range(href, 0, path_end)) : joining->page;
    const SingleFile *file = is_outside ? NULL : find_file(joining, path);
    if (file != NULL && !tf_slice_ends_with(path, ".html")) {
        add_download(joining, file);
        return;
    }
    text_addf(joining->out, " %.*s=\"", TF_SLICE_ARG(name));
    if (is_outside)
        text_add_slice(joining->out, href);
    else {
        text_add(joining->out, "#");
        add_id(joining, path, fragment);
    }
    text_add(joining->out, "\"");
}

/* ---- tags ---- */

/* Each of the ids of a list. */
static void add_ids(const Joining *joining, TfSlice ids)
{
    for (size_t from = 0; from < ids.length;) {
        size_t end = tf_slice_find_byte(ids, from, ' ');
        end = end == TF_NOWHERE ? ids.length : end;
        text_add(joining->out, from > 0 ? " " : "");
        add_id(joining, joining->page, tf_slice_range(ids, from, end));
        from = end + 1;
    }
}

/* A value that may name an id as "url(#id)". */
static void add_value(const Joining *joining, TfSlice value)
{
    static const char start[] = "url(#";
    for (size_t from = 0; from < value.length;) {
        size_t at = tf_slice_find(value, from, start);
        size_t end = at == TF_NOWHERE ? value.length : at + sizeof start - 1;
        text_add_slice(joining->out, tf_slice_range(value, from, end));
        if (at != TF_NOWHERE) {
            add_place(joining->out, joining->page);
            text_add(joining->out, ".");
        }
        from = end;
    }
}

static void add_attribute(const Joining *joining, TfSlice name, TfSlice value)
{
    bool is_list = tf_slice_is(name, "id") || tf_slice_is(name, "for") || tf_slice_is(name, "headers") ||
                   tf_slice_is(name, "aria-labelledby") || tf_slice_is(name, "aria-describedby");
    if (tf_slice_is(name, "href") || tf_slice_is(name, "xlink:href")) {
        add_link(joining, name, value);
        return;
    }
    text_addf(joining->out, " %.*s=\"", TF_SLICE_ARG(name));
    if (is_list)
        add_ids(joining, value);
    else
        add_value(joining, value);
    text_add(joining->out, "\"");
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r';
}

static size_t skip_name(TfSlice tag, size_t at)
{
    while (at < tag.length && !is_blank(tag.bytes[at]) && strchr("=>/", tag.bytes[at]) == NULL)
        at++;
    return at;
}

/* "<h2" as "<h3"; a page's own heading gets the id that its section is called by. */
static size_t add_tag_name(const Joining *joining, TfSlice tag)
{
    bool is_end = tag.length > 1 && tag.bytes[1] == '/';
    size_t start = is_end ? 2 : 1;
    size_t end = skip_name(tag, start);
    TfSlice name = tf_slice_range(tag, start, end);
    bool is_heading =
        name.length == 2 && name.bytes[0] == 'h' && name.bytes[1] >= '1' && name.bytes[1] <= '5';
    text_add(joining->out, is_end ? "</" : "<");
    if (!is_heading) {
        text_add_slice(joining->out, name);
        return end;
    }
    text_addf(joining->out, "h%c", name.bytes[1] + 1);
    if (name.bytes[1] == '1' && !is_end) {
        text_add(joining->out, " id=\"");
        add_id(joining, joining->page, tf_slice("title"));
        text_add(joining->out, "\"");
    }
    return end;
}

static void add_tag(const Joining *joining, TfSlice tag)
{
    size_t at = add_tag_name(joining, tag);
    while (at < tag.length) {
        if (is_blank(tag.bytes[at])) {
            at++;
            continue;
        }
        size_t equals = skip_name(tag, at);
        bool has_value = equals + 1 < tag.length && equals > at && tag.bytes[equals] == '=';
        size_t end = has_value ? tf_slice_find_byte(tag, equals + 2, tag.bytes[equals + 1]) : TF_NOWHERE;
        if (end == TF_NOWHERE) {
            text_add_byte(joining->out, tag.bytes[at++]); /* "/", ">" */
            continue;
        }
        add_attribute(joining, tf_slice_range(tag, at, equals), tf_slice_range(tag, equals + 2, end));
        at = end + 1;
    }
}

/* Behind the tag that begins at `at`: a quoted ">" does not end it. */
static size_t end_of_tag(TfSlice page, size_t at)
{
    char quote = 0;
    for (; at < page.length; at++) {
        char byte = page.bytes[at];
        if (quote != 0)
            quote = byte == quote ? 0 : quote;
        else if (byte == '"' || byte == '\'')
            quote = byte;
        else if (byte == '>')
            return at + 1;
    }
    return page.length;
}

/* Behind what is of no use here, or `at`: comments, and the choice of an order, which are pages of their own.
 */
static size_t skip_part(TfSlice page, size_t at)
{
    static const struct {
        const char *start;
        const char *end;
    } parts[] = {{"<!--", "-->"}, {"<nav class=\"orders\"", "</nav>"}};
    TfSlice rest = tf_slice_range(page, at, page.length);
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        size_t end =
            tf_slice_starts_with(rest, parts[i].start) ? tf_slice_find(rest, 0, parts[i].end) : TF_NOWHERE;
        if (end != TF_NOWHERE)
            return at + end + strlen(parts[i].end);
    }
    return at;
}

static void add_content(const Joining *joining, TfSlice content)
{
    for (size_t at = 0; at < content.length;) {
        size_t tag = tf_slice_find_byte(content, at, '<');
        tag = tag == TF_NOWHERE ? content.length : tag;
        text_add_slice(joining->out, tf_slice_range(content, at, tag));
        at = skip_part(content, tag);
        if (at == tag && tag < content.length) {
            at = end_of_tag(content, tag);
            add_tag(joining, tf_slice_range(content, tag, at));
        }
    }
}

/* ---- pages ---- */

/* What stands between the first `start` and the `end` behind it. */
static TfSlice between(TfSlice text, const char *start, const char *end)
{
    size_t from = tf_slice_find(text, 0, start);
    size_t to = from == TF_NOWHERE ? TF_NOWHERE : tf_slice_find(text, from, end);
    return to == TF_NOWHERE ? tf_slice("") : tf_slice_range(text, from + strlen(start), to);
}

/* HTML of ours. */
static TfSlice title_of(const SingleFile *file)
{
    return between(file->bytes, "<title>", " \u00b7 tradefig</title>");
}

static void add_section(Joining *joining, const SingleFile *file)
{
    joining->page = file->name;
    text_add(joining->out, "<section class=\"page\" id=\"");
    add_id(joining, file->name, tf_slice(""));
    text_add(joining->out, "\" aria-labelledby=\"");
    add_id(joining, file->name, tf_slice("title"));
    text_add(joining->out, "\">\n");
    add_content(joining, between(file->bytes, "<main id=\"main\">", "</main>"));
    text_add(joining->out, "</section>\n");
}

/* The order of sections, by how their names begin. */
static const char *const groups[] = {"index.html",   WEB_PAIRS,    WEB_TARGETS,   "conflicts.html",
                                     "changes.html", WEB_ARTICLES, "methods.html"};
enum { GROUPS = sizeof groups / sizeof groups[0] };

static size_t group_of(const SingleFile *file)
{
    size_t group = 0;
    while (group < GROUPS && !tf_slice_starts_with(file->name, groups[group]))
        group++;
    return tf_slice_ends_with(file->name, ".html") ? group : GROUPS;
}

/* By group; "articles/9.html" before "articles/10.html". */
static int by_group(const void *left, const void *right)
{
    const SingleFile *a = *(const SingleFile *const *)left;
    const SingleFile *b = *(const SingleFile *const *)right;
    size_t group = group_of(a);
    int order = (group > group_of(b)) - (group < group_of(b));
    if (order == 0 && strcmp(groups[group], WEB_ARTICLES) == 0)
        order = (a->name.length > b->name.length) - (a->name.length < b->name.length);
    return order != 0 ? order : tf_slice_compare(a->name, b->name);
}

static void add_contents(const Joining *joining, const SingleFile *const *pages, size_t count)
{
    size_t articles = 0;
    html_add(joining->out, "<nav aria-label=\"Contents\"><ul>\n");
    for (size_t i = 0; i < count; i++) {
        bool is_article = tf_slice_starts_with(pages[i]->name, WEB_ARTICLES);
        articles += is_article;
        if (is_article && articles > 1)
            continue;
        text_add(joining->out, "<li><a href=\"#");
        add_id(joining, pages[i]->name, tf_slice(""));
        html(joining->out, "\">{!title}</a></li>\n",
             {"title", is_article ? tf_slice("Articles") : title_of(pages[i])});
    }
    html_add(joining->out, "</ul></nav>\n");
}

/* The pages among the files, in the order of their sections. */
static const SingleFile **find_pages(const Joining *joining, size_t *count)
{
    const SingleFile **pages = tf_arena_alloc_array(joining->arena, joining->count, sizeof(SingleFile *));
    *count = 0;
    for (size_t i = 0; i < joining->count && pages != NULL; i++)
        if (group_of(&joining->files[i]) < GROUPS)
            pages[(*count)++] = &joining->files[i];
    if (pages != NULL)
        qsort(pages, *count, sizeof(SingleFile *), by_group);
    return pages;
}

/* The pair when it is about one. */
static TfSlice heading_of(const SingleFile *const *pages, size_t count, TfArena *arena)
{
    size_t pairs = 0;
    TfSlice title = tf_slice("");
    for (size_t i = 0; i < count; i++)
        if (tf_slice_starts_with(pages[i]->name, WEB_PAIRS)) {
            title = title_of(pages[i]);
            pairs++;
        }
    return pairs == 1 ? title : tf_arena_format(arena, "Trade of %zu pairs", pairs);
}

TfStatus single_join(const SingleFile *files, size_t count, TfDate as_of, TfArena *arena, TextBuilder *out,
                     TfError *error)
{
    Joining joining = {.files = files, .count = count, .arena = arena, .out = out};
    size_t page_count = 0;
    const SingleFile **pages = find_pages(&joining, &page_count);
    if (pages == NULL)
        return tf_fail_memory(error);
    TfSlice heading = heading_of(pages, page_count, arena);
    Page frame = {.title = heading, .section = WEB_AT_NONE, .as_of = as_of, .is_single = true};
    page_open(out, &frame);
    html(out,
         "<h1>{!heading}</h1>\n<p class=\"sub\">A report in one file: every figure with the sentence it is "
         "from.</p>\n",
         {"heading", heading});
    add_contents(&joining, pages, page_count);
    for (size_t i = 0; i < page_count; i++)
        add_section(&joining, pages[i]);
    page_close(out, &frame);
    if (out->failed && !out->out_of_memory)
        return tf_fail(
            error, TF_LIMIT,
            "the report would be longer than %zu MB, too much for one file: name the pairs it is to "
            "be about, or write a folder",
            SINGLE_MOST_BYTES >> 20);
    return text_check(out, error);
}
