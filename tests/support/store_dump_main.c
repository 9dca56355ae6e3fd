/* store_dump FILE.db: everything a database says, one line a row, sorted, without row numbers, times of
 * import and imports: two databases that say the same give the same bytes, whatever the order they were
 * filled in. */
#include "tracker/store/store_internal.h"

#include "tracker/model/claim_json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* An article is named by the hash of its text, or by its name when it came as claims. */
#define ARTICLE "ifnull(a.hash, 'page ' || a.page)"

static const char *const questions[] = {
    "SELECT 'A', " ARTICLE ", a.doc, a.title, a.author, a.outlet, a.publisher, a.lang, a.date, a.date_basis,"
    " a.encoding, a.bad_bytes, a.indexed FROM articles a",
    "SELECT 'W', " ARTICLE ", w.url, w.outlet, w.date FROM article_addresses w JOIN articles a ON a.id ="
    " w.article_id",
    "SELECT 'D', " ARTICLE ", d.span_start, d.span_end, d.claim_key, d.decision, d.edited, d.by, d.why"
    " FROM decisions d JOIN articles a ON a.id = d.article_id",
    "SELECT 'R', currency, from_day, to_day, source, usd FROM rates",
    "SELECT 'O', reporter, partner, measure, period_from, period_to, source, value, currency, valuation"
    " FROM official_observations",
    "SELECT 'N', " ARTICLE ", (SELECT min(f.hash) FROM articles f LEFT JOIN near_duplicates g ON g.article_id"
    " = f.id WHERE ifnull(g.of_id, f.id) = n.of_id) FROM near_duplicates n JOIN articles a ON a.id ="
    " n.article_id",
    "SELECT 'L', l.url, l.title, l.date, s.source, " ARTICLE " FROM links l JOIN link_sources s ON"
    " s.link_id = l.id LEFT JOIN articles a ON a.id = l.article_id",
};

static const char claims_question[] =
    "SELECT 'C', " ARTICLE ", r.extractor, c.superseded_by IS NULL, c.claim FROM claims c JOIN articles a"
    " ON a.id = c.article_id JOIN readings r ON r.id = c.reading_id";

#define CLAIM_COLUMN 4

typedef struct Lines {
    char **items;
    size_t count;
    size_t capacity;
} Lines;

static void stop(const TfError *error)
{
    (void)fprintf(stderr, "store_dump: %s: %s\n", error->source, error->message);
    exit(1);
}

static void stop_for_memory(void)
{
    TfError error;
    (void)tf_fail_memory(&error);
    stop(&error);
}

/* A row: its columns, tab separated, each on the line it is on (texts hold no tabs that matter here). */
static void add_line(Lines *lines, const TextBuilder *text)
{
    if (lines->count == lines->capacity) {
        lines->capacity = lines->capacity * 2 + 1024;
        lines->items = realloc(lines->items, lines->capacity * sizeof *lines->items);
    }
    char *line = malloc(text->length + 1);
    if (lines->items == NULL || line == NULL || text->failed)
        stop_for_memory();
    memcpy(line, text_slice(text).bytes, text->length);
    line[text->length] = '\0';
    for (size_t i = 0; i < text->length; i++)
        if (line[i] == '\n' || line[i] == '\0')
            line[i] = ' ';
    lines->items[lines->count++] = line;
}

static void add_rows(Store *store, const char *sql, Lines *lines)
{
    TfError error;
    bool found = false;
    TextBuilder text;
    text_init(&text, 0);
    StoreQuery query = store_query(store, sql);
    TfStatus status = store_next(&query, &found, &error);
    for (; status == TF_OK && found; status = store_next(&query, &found, &error)) {
        text_clear(&text);
        for (int i = 0; i < sqlite3_column_count(query.statement); i++) {
            text_add(&text, i > 0 ? "\t" : "");
            text_add_slice(&text, store_column_slice(&query, i));
        }
        add_line(lines, &text);
    }
    if (status != TF_OK)
        stop(&error);
    store_query_end(&query);
    text_done(&text);
}

/* The claim of each row as it is read: rows that older versions wrote say the same with more words. */
static void add_claims(Store *store, Lines *lines)
{
    TfError error;
    bool found = false;
    TextBuilder text;
    text_init(&text, 0);
    StoreQuery query = store_query(store, claims_question);
    TfStatus status = store_next(&query, &found, &error);
    for (; status == TF_OK && found; status = store_next(&query, &found, &error)) {
        TfArena arena;
        TfClaim claim;
        JsonWriter json;
        tf_arena_init(&arena, 0);
        text_clear(&text);
        for (int i = 0; i < CLAIM_COLUMN; i++) {
            text_add_slice(&text, store_column_slice(&query, i));
            text_add(&text, "\t");
        }
        if (claim_read_json(store_column_slice(&query, CLAIM_COLUMN), &arena, &claim, &error) != TF_OK)
            stop(&error);
        jsonw_start(&json, &text);
        claim_write_json(&json, NULL, &claim, tf_slice(""));
        add_line(lines, &text);
        tf_arena_done(&arena);
    }
    if (status != TF_OK)
        stop(&error);
    store_query_end(&query);
    text_done(&text);
}

/* Each text with where its title and its paragraphs are. */
static void add_texts(Store *store, Lines *lines)
{
    TfArena arena;
    TfError error;
    TfArticleRows articles;
    TextBuilder text;
    text_init(&text, 0);
    tf_arena_init(&arena, (size_t)8 << 30);
    if (store_articles(store, &arena, &articles, &error) != TF_OK)
        stop(&error);
    for (size_t i = 0; i < articles.count; i++) {
        TfArena own;
        TfArticle article;
        char hash[TF_HASH_CHARS];
        tf_arena_init(&own, 0);
        if (store_article(store, articles.items[i].id, &own, &article, &error) != TF_OK)
            stop(&error);
        tf_article_hash(&article, hash);
        text_clear(&text);
        text_addf(&text, "T\t%s\t%zu-%zu", hash, article.title.start, article.title.end);
        for (size_t k = 0; k < article.body_count; k++)
            text_addf(&text, " %zu-%zu", article.body[k].start, article.body[k].end);
        text_add(&text, "\t");
        text_add_slice(&text, article.text);
        if (article.text.bytes != NULL)
            add_line(lines, &text);
        tf_arena_done(&own);
    }
    text_done(&text);
    tf_arena_done(&arena);
}

static int by_bytes(const void *a, const void *b)
{
    char *const *first = a;
    char *const *second = b;
    return strcmp(*first, *second);
}

int main(int count, char **arguments)
{
    Store *store = NULL;
    TfError error;
    Lines lines = {NULL, 0, 0};
    if (count != 2) {
        (void)fprintf(stderr, "usage: store_dump FILE.db\n");
        return 2;
    }
    if (store_open(arguments[1], false, &store, &error) != TF_OK)
        stop(&error);
    for (size_t i = 0; i < sizeof questions / sizeof questions[0]; i++)
        add_rows(store, questions[i], &lines);
    add_claims(store, &lines);
    add_texts(store, &lines);
    store_close(store);
    if (lines.count > 0)
        qsort(lines.items, lines.count, sizeof *lines.items, by_bytes);
    for (size_t i = 0; i < lines.count; i++) {
        (void)puts(lines.items[i]);
        free(lines.items[i]);
    }
    free(lines.items);
    return ferror(stdout) != 0 ? 1 : 0;
}
