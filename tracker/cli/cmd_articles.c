/* tradefig articles, search: what is stored, and where its words are. */
#include "tracker/cli/common.h"

static void print_articles_json(const TfArticleRows *rows, OutputFormat format, TextBuilder *out)
{
    ObjectList list;
    objects_start(&list, format, out);
    for (size_t i = 0; i < rows->count; i++) {
        const TfArticleRow *row = &rows->items[i];
        JsonWriter *json = objects_next(&list);
        jsonw_integer(json, "id", row->id);
        jsonw_string_or_null(json, "doc", row->doc);
        jsonw_string_or_null(json, "title", row->title);
        jsonw_string_or_null(json, "outlet", row->outlet);
        jsonw_date(json, "date", row->date);
        jsonw_string_or_null(json, "lang", row->lang);
        jsonw_string_or_null(json, "url", row->first_url);
        jsonw_integer(json, "claims", (int64_t)row->claim_count);
        if (row->copy_of != 0)
            jsonw_integer(json, "copy_of", row->copy_of);
        else
            jsonw_null(json, "copy_of");
        jsonw_string_or_null(json, "imported_at", row->imported_at);
        objects_end(&list);
    }
    objects_finish(&list);
}

static void print_articles(const TfArticleRows *rows, OutputFormat format, TfArena *arena, TextBuilder *out)
{
    static const char *const headings[] = {"ID", "DATE", "OUTLET", "LANG", "CLAIMS", "COPY OF", "TITLE"};
    Table table;
    table_init(&table, arena, headings, 7, "rlllrrl");
    for (size_t i = 0; i < rows->count; i++) {
        const TfArticleRow *row = &rows->items[i];
        char day[TF_DATE_CHARS];
        table_add(&table, tf_arena_format(arena, "%lld", (long long)row->id));
        table_add(&table, tf_arena_copy(arena, tf_slice(tf_date_write(day, row->date))));
        table_add(&table, row->outlet);
        table_add(&table, row->lang);
        table_add(&table, tf_arena_format(arena, "%zu", row->claim_count));
        table_add(&table,
                  row->copy_of != 0 ? tf_arena_format(arena, "%lld", (long long)row->copy_of) : tf_slice(""));
        table_add(&table, row->title.length > 0 ? row->title : row->doc);
    }
    table_print(&table, format, out);
}

static void print_links_json(const TfLinkRows *rows, OutputFormat format, TextBuilder *out)
{
    ObjectList list;
    objects_start(&list, format, out);
    for (size_t i = 0; i < rows->count; i++) {
        const TfLinkRow *row = &rows->items[i];
        JsonWriter *json = objects_next(&list);
        jsonw_string(json, "url", row->url);
        jsonw_string_or_null(json, "title", row->title);
        jsonw_date(json, "date", row->date);
        jsonw_string_or_null(json, "source", row->source);
        if (row->article != 0)
            jsonw_integer(json, "article_id", row->article);
        else
            jsonw_null(json, "article_id");
        objects_end(&list);
    }
    objects_finish(&list);
}

static void print_links(const TfLinkRows *rows, OutputFormat format, TfArena *arena, TextBuilder *out)
{
    static const char *const headings[] = {"ARTICLE", "DATE", "LINK", "TITLE"};
    Table table;
    table_init(&table, arena, headings, 4, "rlll");
    for (size_t i = 0; i < rows->count; i++) {
        const TfLinkRow *row = &rows->items[i];
        char day[TF_DATE_CHARS];
        table_add(&table,
                  row->article != 0 ? tf_arena_format(arena, "%lld", (long long)row->article) : tf_slice(""));
        table_add(&table, tf_arena_copy(arena, tf_slice(tf_date_write(day, row->date))));
        table_add(&table, row->url);
        table_add(&table, row->title);
    }
    table_print(&table, format, out);
}

static int list_links(const Context *context)
{
    Tradefig *tradefig = NULL;
    TfLinkRows rows = {NULL, 0};
    TfStatus status = open_database(context, false, &tradefig);
    if (status == TF_OK)
        status = tf_links(tradefig, context->arena, &rows, context->error);
    if (status == TF_OK && rows.count == 0)
        status = tf_fail(context->error, TF_NOT_FOUND,
                         "no links are kept; they come with: tradefig import --feed URL|FILE");
    if (status == TF_OK) {
        OutputFormat format = output_format(context->options);
        if (format == FORMAT_JSON || format == FORMAT_JSONL)
            print_links_json(&rows, format, context->out);
        else
            print_links(&rows, format, context->arena, context->out);
    }
    tf_close(tradefig);
    return exit_code_of(status);
}

int cmd_articles(const Context *context)
{
    if (context->options->links)
        return list_links(context);
    Tradefig *tradefig = NULL;
    TfArticleRows rows = {NULL, 0};
    TfStatus status = open_database(context, false, &tradefig);
    if (status == TF_OK)
        status = tf_articles(tradefig, context->arena, &rows, context->error);
    if (status == TF_OK && rows.count == 0)
        status = tf_fail(context->error, TF_NOT_FOUND,
                         "no articles are stored yet; start with: tradefig import ARTICLE");
    if (status == TF_OK) {
        OutputFormat format = output_format(context->options);
        if (format == FORMAT_JSON || format == FORMAT_JSONL)
            print_articles_json(&rows, format, context->out);
        else
            print_articles(&rows, format, context->arena, context->out);
    }
    tf_close(tradefig);
    return exit_code_of(status);
}

static void print_hits_json(const TfSearchRows *rows, OutputFormat format, TextBuilder *out)
{
    ObjectList list;
    objects_start(&list, format, out);
    for (size_t i = 0; i < rows->count; i++) {
        const TfSearchRow *row = &rows->items[i];
        JsonWriter *json = objects_next(&list);
        jsonw_integer(json, "article_id", row->article_id);
        jsonw_string_or_null(json, "title", row->title);
        jsonw_string_or_null(json, "outlet", row->outlet);
        jsonw_date(json, "date", row->date);
        jsonw_string(json, "sentence", row->snippet);
        objects_end(&list);
    }
    objects_finish(&list);
}

static void print_hits(const TfSearchRows *rows, OutputFormat format, TfArena *arena, TextBuilder *out)
{
    static const char *const headings[] = {"ARTICLE", "DATE", "OUTLET", "SENTENCE"};
    Table table;
    table_init(&table, arena, headings, 4, "rlll");
    for (size_t i = 0; i < rows->count; i++) {
        char day[TF_DATE_CHARS];
        table_add(&table, tf_arena_format(arena, "%lld", (long long)rows->items[i].article_id));
        table_add(&table, tf_arena_copy(arena, tf_slice(tf_date_write(day, rows->items[i].date))));
        table_add(&table, rows->items[i].outlet);
        table_add(&table, rows->items[i].snippet);
    }
    table_print(&table, format, out);
}

int cmd_search(const Context *context)
{
    enum { MOST_HITS = 100 };
    Tradefig *tradefig = NULL;
    TfSearchRows rows = {NULL, 0};
    TextBuilder words;
    text_init(&words, 4096);
    for (size_t i = 0; i < context->argument_count; i++)
        text_addf(&words, "%s%s", i > 0 ? " " : "", context->arguments[i]);
    TfStatus status = text_check(&words, context->error);
    if (status == TF_OK)
        status = open_database(context, false, &tradefig);
    if (status == TF_OK)
        status = tf_search(tradefig, text_slice(&words), MOST_HITS, context->arena, &rows, context->error);
    if (status == TF_OK && rows.count == 0)
        status = tf_fail(context->error, TF_NOT_FOUND, "no sentence holds '%s'", text_slice(&words).bytes);
    if (status == TF_OK) {
        OutputFormat format = output_format(context->options);
        if (format == FORMAT_JSON || format == FORMAT_JSONL)
            print_hits_json(&rows, format, context->out);
        else
            print_hits(&rows, format, context->arena, context->out);
    }
    text_done(&words);
    tf_close(tradefig);
    return exit_code_of(status);
}
