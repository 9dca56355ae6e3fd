/* tradefig extract: prints the claims (or all amounts) of articles and stores nothing. */
#include "tracker/base/lines.h"
#include "tracker/cli/common.h"
#include "tracker/model/claim_json.h"

#include <stdio.h>
#include <string.h>

#define MOST_LINE_BYTES ((size_t)64 << 20)

typedef struct Extraction {
    const Context *context;
    OutputFormat format;
    TfReadOptions read;
    size_t pages;
    size_t claims;
    size_t failures;
    JsonWriter json; /* the one array of --json */
} Extraction;

static void print_amount(Extraction *extraction, const TfArticle *article, const TfAmount *amount)
{
    static const char *const modifiers[] = {
        [TF_EQ] = "=",  [TF_APPROX] = "~", [TF_ALMOST] = "<", [TF_GT] = ">",
        [TF_GE] = ">=", [TF_LT] = "<",     [TF_LE] = "<=",    [TF_RANGE] = "=",
    };
    JsonWriter json;
    jsonw_start(&json, extraction->context->out);
    jsonw_open_object(&json, NULL);
    jsonw_string(&json, "id", article->id);
    jsonw_text(&json, "kind", "quantity");
    jsonw_decimal(&json, "value", amount->value);
    if (amount->has_value_max)
        jsonw_decimal(&json, "value_max", amount->value_max);
    else
        jsonw_null(&json, "value_max");
    jsonw_text(&json, "unit", amount->unit);
    jsonw_text(&json, "modifier", modifiers[amount->relation]);
    jsonw_integer(&json, "start", (int64_t)amount->span.start);
    jsonw_integer(&json, "end", (int64_t)amount->span.end);
    jsonw_close_object(&json);
    text_add(extraction->context->out, "\n");
}

static TfStatus print_amounts(Extraction *extraction, const TfArticle *article, TfArena *arena,
                              TfError *error)
{
    const TfAmount *amounts = NULL;
    size_t count = 0;
    TfStatus status = tf_amounts(article, arena, &amounts, &count, error);
    for (size_t i = 0; status == TF_OK && i < count; i++)
        print_amount(extraction, article, &amounts[i]);
    return status;
}

static void print_claim_json(Extraction *extraction, const TfArticle *article, const TfClaim *claim,
                             size_t number, TfArena *arena)
{
    TfSlice id = tf_arena_format(arena, "%.*s#c%zu", TF_SLICE_ARG(article->id), number + 1);
    if (extraction->format == FORMAT_JSONL)
        jsonw_start(&extraction->json, extraction->context->out);
    claim_write_json(&extraction->json, NULL, claim, id);
    if (extraction->format == FORMAT_JSONL)
        text_add(extraction->context->out, "\n");
}

static void print_claim_text(const Extraction *extraction, const TfClaim *claim, TfArena *arena)
{
    char pair[TF_PAIR_CHARS];
    TfSlice when = tf_claim_when_text(claim, arena);
    TfSlice value = tf_claim_value_text(claim, arena);
    TfSlice about = tf_claim_about_text(claim, arena);
    text_addf(extraction->context->out, "  %-8s %-14.*s %-18.*s %.*s  (bytes %zu to %zu, sure %.2f)\n",
              tf_pair_short(pair, tf_claim_pair(claim)), TF_SLICE_ARG(when), TF_SLICE_ARG(value),
              TF_SLICE_ARG(about), claim->span.start, claim->span.end, claim->confidence);
    if (extraction->context->options->verbose)
        text_addf(extraction->context->out, "           rule %.*s; entries %.*s\n", TF_SLICE_ARG(claim->rule),
                  TF_SLICE_ARG(claim->entries));
}

static void print_id(TextBuilder *out, TfSlice id, size_t count)
{
    text_add_shown(out, id);
    text_addf(out, "  %zu claim%s\n", count, count == 1 ? "" : "s");
}

static TfStatus print_claims(Extraction *extraction, const TfArticle *article, TfArena *arena, TfError *error)
{
    TfClaimList claims = {NULL, 0, 0};
    TfStatus status = tf_extract(article, arena, &claims, error);
    if (status != TF_OK)
        return status;
    extraction->claims += claims.count;
    if (extraction->format == FORMAT_TEXT)
        print_id(extraction->context->out, article->id, claims.count);
    for (size_t i = 0; i < claims.count; i++) {
        if (extraction->format == FORMAT_TEXT)
            print_claim_text(extraction, &claims.items[i], arena);
        else
            print_claim_json(extraction, article, &claims.items[i], i, arena);
    }
    return TF_OK;
}

static TfStatus extract_article(Extraction *extraction, const TfArticle *article, TfArena *arena,
                                TfError *error)
{
    extraction->pages++;
    if (!tf_date_is_set(article->date) && extraction->context->options->verbose)
        remark(extraction->context->options,
               "tradefig: %.*s: no publication date found; periods like \"last year\" stay open (--date "
               "gives one)\n",
               TF_SLICE_ARG(article->id));
    TfStatus status = extraction->context->options->quantities
                          ? print_amounts(extraction, article, arena, error)
                          : print_claims(extraction, article, arena, error);
    flush_some(extraction->context->out);
    return status;
}

/* A page that fails is told and left out. */
static void page_failed(Extraction *extraction, const TfError *failure, const char *path)
{
    TfError shown = *failure;
    (void)snprintf(shown.source, sizeof shown.source, "%s", path);
    extraction->failures++;
    print_failure(&shown);
}

static void extract_lines(Extraction *extraction, LineReader *lines, const char *path)
{
    TfArena arena;
    tf_arena_init(&arena, (size_t)1 << 30);
    for (;;) {
        TfError failure = {.status = TF_OK};
        TfSlice line = {NULL, 0};
        TfArticle article;
        TfStatus status = lines_next(lines, &line, &failure);
        if (status == TF_OK && line.bytes == NULL)
            break;
        if (status == TF_OK && tf_slice_trim(line).length == 0)
            continue;
        if (status == TF_OK)
            status = tf_read_jsonl(line, lines_number(lines), &extraction->read, &arena, &article, &failure);
        if (status == TF_OK)
            status = extract_article(extraction, &article, &arena, &failure);
        if (status != TF_OK)
            page_failed(extraction, &failure, path); /* the message names the line */
        tf_arena_reset(&arena);
        if (status == TF_IO)
            break;
    }
    tf_arena_done(&arena);
}

static void extract_text(Extraction *extraction, LineReader *lines, const char *path)
{
    TfArena arena;
    TfArticle article;
    TfError failure = {.status = TF_OK};
    TfSlice bytes = {NULL, 0};
    tf_arena_init(&arena, (size_t)1 << 30);
    TfStatus status = lines_rest(lines, &bytes, &failure);
    if (status == TF_OK)
        status = tf_read_text(bytes, tf_slice(path), &extraction->read, &arena, &article, &failure);
    if (status == TF_OK)
        status = extract_article(extraction, &article, &arena, &failure);
    if (status != TF_OK)
        page_failed(extraction, &failure, path);
    tf_arena_done(&arena);
}

static void extract_file(Extraction *extraction, const char *path)
{
    LineReader *lines = NULL;
    TfError failure = {.status = TF_OK};
    TfSlice head = {NULL, 0};
    TfInputFormat format = input_format(extraction->context->options);
    TfStatus status = lines_open(path, MOST_LINE_BYTES, &lines, &failure);
    if (status == TF_OK && format == TF_INPUT_AUTO)
        status = lines_peek(lines, &head, &failure);
    if (status != TF_OK)
        page_failed(extraction, &failure, path);
    else if (format == TF_INPUT_JSONL || (format == TF_INPUT_AUTO && tf_input_format(head) != TF_INPUT_TEXT))
        extract_lines(extraction, lines, path);
    else
        extract_text(extraction, lines, path);
    lines_close(lines);
}

int cmd_extract(const Context *context)
{
    Extraction extraction = {.context = context,
                             .format = output_format(context->options),
                             .read = read_options(context->options)};
    extraction.read.claims_only = !context->options->quantities && !context->options->verbose;
    bool is_array = extraction.format == FORMAT_JSON && !context->options->quantities;
    jsonw_start(&extraction.json, context->out);
    if (is_array)
        jsonw_open_array(&extraction.json, NULL);
    for (size_t i = 0; i < context->argument_count; i++)
        extract_file(&extraction, context->arguments[i]);
    if (context->argument_count == 0)
        extract_file(&extraction, "-");
    if (is_array) {
        jsonw_close_array(&extraction.json);
        text_add(context->out, "\n");
    }
    if (extraction.failures == 0)
        return EXIT_DONE;
    return extraction.pages > 0 ? EXIT_PARTLY : EXIT_FAILED;
}
