/* The page of an article: its stored text, escaped, with the sentences and amounts of its claims marked. */
#include "tracker/web/pages.h"

#include <stdlib.h>

/* Amounts overlap ("5 to 6 billion", two claims of one amount) and sentences too, but tags must not. So the
 * text is cut into runs: a mark begins where the one before ends, or shares it. */
typedef struct Mark {
    size_t start;
    size_t end;
    size_t number; /* of the claim in the page's list, from 1 */
    int64_t claim_id;
} Mark;

typedef struct ArticleText {
    TfSlice text;
    Mark *marks; /* by start */
    size_t mark_count;
    TfSpan *sentences; /* by start, apart from one another */
    size_t sentence_count;
    size_t mark;     /* the first that may still begin */
    size_t sentence; /* the first that does not end before here */
    TextBuilder *out;
    TfArena *arena;
} ArticleText;

static int order(size_t a, size_t b)
{
    return (a > b) - (a < b);
}

static int by_place(const void *left, const void *right)
{
    const TfClaimRecord *const *a = left;
    const TfClaimRecord *const *b = right;
    int places = order((*a)->claim.span.start, (*b)->claim.span.start);
    return places != 0 ? places : ((*a)->id > (*b)->id) - ((*a)->id < (*b)->id);
}

static int by_start(const void *left, const void *right)
{
    return order(((const TfSpan *)left)->start, ((const TfSpan *)right)->start);
}

static bool is_marked(const TfClaimRecord *record, TfSlice text)
{
    const TfClaim *claim = &record->claim;
    return claim->has_span && claim->span.start < claim->span.end && claim->span.end <= text.length;
}

static bool make_marks(ArticleText *made, const TfClaimRecord *const *claims, size_t count)
{
    made->marks = tf_arena_alloc_array(made->arena, count, sizeof *made->marks);
    made->sentences = tf_arena_alloc_array(made->arena, count, sizeof *made->sentences);
    if (made->marks == NULL || made->sentences == NULL)
        return false;
    for (size_t i = 0; i < count; i++) {
        const TfClaimRecord *record = claims[i];
        if (!is_marked(record, made->text))
            continue;
        made->marks[made->mark_count++] =
            (Mark){record->claim.span.start, record->claim.span.end, i + 1, record->id};
        size_t end = record->sentence_start + record->sentence.length;
        if (record->sentence.length > 0 && end <= made->text.length)
            made->sentences[made->sentence_count++] = (TfSpan){record->sentence_start, end};
    }
    return true;
}

static void join_sentences(ArticleText *made)
{
    size_t kept = 0;
    qsort(made->sentences, made->sentence_count, sizeof *made->sentences, by_start);
    for (size_t i = 0; i < made->sentence_count; i++) {
        TfSpan *last = kept > 0 ? &made->sentences[kept - 1] : NULL;
        if (last != NULL && made->sentences[i].start <= last->end)
            last->end = made->sentences[i].end > last->end ? made->sentences[i].end : last->end;
        else
            made->sentences[kept++] = made->sentences[i];
    }
    made->sentence_count = kept;
}

/* Text without marks, its sentences tinted. */
static void add_plain(ArticleText *made, size_t from, size_t to)
{
    while (from < to) {
        while (made->sentence < made->sentence_count && made->sentences[made->sentence].end <= from)
            made->sentence++;
        TfSpan next = made->sentence < made->sentence_count ? made->sentences[made->sentence]
                                                            : (TfSpan){made->text.length, made->text.length};
        bool is_said = next.start <= from && from < next.end;
        size_t end = is_said ? next.end : next.start;
        end = end < to && end > from ? end : to;
        html(made->out, is_said ? "<span class=\"said\">{text}</span>" : "{text}",
             {"text", tf_slice_range(made->text, from, end)});
        from = end;
    }
}

/* A mark of [from, to), the anchors of every claim that begins in it, and their numbers behind it. */
static size_t add_mark(ArticleText *made, size_t from, size_t to)
{
    size_t first = made->mark;
    size_t end = made->marks[first].end < to ? made->marks[first].end : to;
    html_add(made->out, "<mark>");
    for (; made->mark < made->mark_count && made->marks[made->mark].start < end; made->mark++)
        html(made->out, "<span id=\"c{id}\"></span>",
             {"id", page_number(made->marks[made->mark].claim_id, made->arena)});
    html(made->out, "{text}</mark><sup>", {"text", tf_slice_range(made->text, from, end)});
    for (size_t i = first; i < made->mark; i++)
        html(made->out, "<a href=\"#n{number}\" aria-label=\"claim {number}\">{number}</a>",
             {"number", page_number((int64_t)made->marks[i].number, made->arena)});
    html_add(made->out, "</sup>");
    return end;
}

static void add_line(ArticleText *made, size_t from, size_t to)
{
    while (from < to) {
        size_t next = made->mark < made->mark_count ? made->marks[made->mark].start : to;
        if (next > from) {
            next = next < to ? next : to;
            add_plain(made, from, next);
            from = next;
        } else
            from = add_mark(made, from, to);
    }
}

static bool is_body(const TfArticle *article, size_t at)
{
    for (size_t i = 0; i < article->body_count; i++)
        if (article->body[i].start <= at && at < article->body[i].end)
            return true;
    return article->body_count == 0;
}

static void add_text(ArticleText *made, const TfArticle *article)
{
    html(made->out, "<div class=\"text\" lang=\"{lang}\">\n",
         {"lang", article->lang.length > 0 ? article->lang : tf_slice("und")});
    for (size_t from = 0; from < made->text.length;) {
        size_t end = tf_slice_find_byte(made->text, from, '\n');
        end = end == TF_NOWHERE ? made->text.length : end;
        if (tf_slice_trim(tf_slice_range(made->text, from, end)).length > 0) {
            bool is_aside = !is_body(article, from);
            html_add(made->out, is_aside ? "<p class=\"aside\" dir=\"auto\">" : "<p dir=\"auto\">");
            add_line(made, from, end);
            html_add(made->out, "</p>\n");
        }
        from = end + 1;
    }
    html_add(made->out, "</div>\n");
}

static void add_claims(ArticleText *made, const TfClaimRecord *const *claims, size_t count)
{
    static const char *const columns[] = {"No.", "Pair", "Period", "Value", "About", "Read as", NULL};
    char pair[TF_PAIR_CHARS];
    html_add(made->out, "<h2>Claims</h2>\n");
    page_table_open(made->out, tf_slice("Claims, in the order of the text"), columns);
    for (size_t i = 0; i < count; i++) {
        const TfClaimRecord *record = claims[i];
        bool has_mark = is_marked(record, made->text);
        TfSlice number = page_number((int64_t)i + 1, made->arena);
        TfSlice id = page_number(record->id, made->arena);
        html(made->out, "<tr id=\"n{number}\"><th scope=\"row\">", {"number", number});
        if (has_mark)
            html(made->out, "<a href=\"#c{id}\" aria-label=\"claim {number} in the text\">{number}</a>",
                 {"id", id}, {"number", number});
        else
            html(made->out, "<span id=\"c{id}\">{number}</span>", {"id", id}, {"number", number});
        html(made->out,
             "</th><td class=\"w\" data-label=\"Pair\"><a href=\"../" WEB_PAIRS
             "{pair}.html\">{pair}</a></td><td data-label=\"Period\">{when}</td><td "
             "data-label=\"Value\">{value}</td>"
             "<td data-label=\"About\">{about}</td><td data-label=\"Read as\">{sort}, {decision}</td></tr>\n",
             {"pair", tf_slice(tf_pair_short(pair, tf_claim_pair(&record->claim)))},
             {"when", tf_claim_when_text(&record->claim, made->arena)},
             {"value", tf_claim_value_text(&record->claim, made->arena)},
             {"about", tf_claim_about_text(&record->claim, made->arena)},
             {"sort", tf_slice(tf_claim_sort_text(&record->claim))}, {"decision", record->decision});
    }
    page_table_close(made->out);
}

static void add_fact(TextBuilder *out, const char *name, TfSlice value)
{
    if (value.length > 0)
        html(out, "<dt>{name}</dt><dd><bdi>{value}</bdi></dd>", {"name", tf_slice(name)}, {"value", value});
}

static void add_facts(ArticleText *made, const TfArticle *article, const TfArticleRow *row)
{
    TextBuilder *out = made->out;
    char hash[TF_HASH_CHARS];
    tf_article_hash(article, hash);
    html_add(out, "<dl class=\"facts\">");
    add_fact(out, "Outlet", row->outlet);
    add_fact(out, "Carried by", article->publisher);
    add_fact(out, "Author", article->author);
    add_fact(out, "Published", page_day(row->date, made->arena));
    add_fact(out, "Day known by", tf_slice(tf_date_basis_name(article->date_basis)));
    add_fact(out, "Language", article->lang);
    bool is_web = tf_slice_starts_with(row->first_url, "http://") ||
                  tf_slice_starts_with(row->first_url, "https://"); /* else it would lead into the report */
    if (is_web && html_address_is_safe(row->first_url))
        html(out, "<dt>Original</dt><dd><a href=\"{url}\" rel=\"noreferrer\"><bdi>{url}</bdi></a></dd>",
             {"url", row->first_url});
    else
        add_fact(out, "Address", row->first_url);
    if (article->publisher.length > 0 && row->outlet.length > 0 &&
        !tf_slice_equal(article->publisher, row->outlet))
        add_fact(out, "Note", tf_slice("This is a copy or translation by another site than the outlet."));
    if (row->copy_of != 0)
        html(out, "<dt>Copy of</dt><dd>the text of article {id}, with small changes</dd>",
             {"id", page_number(row->copy_of, made->arena)});
    if (article->text.length > 0)
        html(out, "<dt>Text</dt><dd>SHA-256 <code>{hash}</code></dd>", {"hash", tf_slice(hash)});
    html_add(out, "</dl>\n");
}

static TfSlice title_of(const TfArticleRow *row)
{
    return row->title.length > 0 ? row->title : row->doc;
}

void article_page(const TfArticle *article, const TfArticleRow *row, const TfClaimRecord *const *claims,
                  size_t count, TfDate as_of, TfArena *arena, TextBuilder *out)
{
    ArticleText made = {.text = article->text, .out = out, .arena = arena};
    const TfClaimRecord **sorted = tf_arena_alloc_array(arena, count, sizeof *sorted);
    if (sorted == NULL) {
        out->failed = out->out_of_memory = true;
        return;
    }
    for (size_t i = 0; i < count; i++)
        sorted[i] = claims[i];
    qsort(sorted, count, sizeof *sorted, by_place);
    if (!make_marks(&made, sorted, count)) {
        out->failed = out->out_of_memory = true;
        return;
    }
    join_sentences(&made);
    Page page = {.title = title_of(row), .section = WEB_AT_NONE, .is_below = true, .as_of = as_of};
    page_open(out, &page);
    html(out, "<p class=\"sub\">Article {id}</p>\n<h1 lang=\"{lang}\"><bdi>{title}</bdi></h1>\n",
         {"id", page_number(row->id, arena)},
         {"lang", article->lang.length > 0 ? article->lang : tf_slice("und")}, {"title", title_of(row)});
    add_facts(&made, article, row);
    add_claims(&made, sorted, count);
    html_add(out, "<h2>Text</h2>\n");
    if (article->text.length > 0)
        add_text(&made, article);
    else
        html_add(out, "<p>The claims came without their article; no text is stored.</p>\n");
    page_close(out, &page);
}
