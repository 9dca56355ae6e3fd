/* tradefig extract: prints the claims (or all amounts) of articles and stores nothing. */
#include "tracker/cli/explain.h"
#include "tracker/cli/extract_batch.h"
#include "tracker/model/claim_json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Longest line, and longest article of plain text: claims of longer ones could not be held in little memory.
 */
#define MOST_LINE_BYTES ((size_t)4 << 20)

/* Output of one article that is not gathered any longer. */
#define LONG_OUTPUT ((size_t)1 << 20)

typedef struct Extraction {
    const Context *context;
    OutputFormat format;
    TfReadOptions read;
    unsigned jobs;
    const char *path; /* of the file in hand, for messages */
    size_t pages;
    size_t claims;
    size_t failures;
    JsonWriter json; /* the one array of --json */
} Extraction;

static void print_amount(const TfArticle *article, const TfAmount *amount, BatchResult *result)
{
    static const char *const modifiers[] = {
        [TF_EQ] = "=",  [TF_APPROX] = "~", [TF_ALMOST] = "<", [TF_GT] = ">",
        [TF_GE] = ">=", [TF_LT] = "<",     [TF_LE] = "<=",    [TF_RANGE] = "=",
    };
    JsonWriter json;
    jsonw_start(&json, &result->out);
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
    text_add(&result->out, "\n");
}

static TfStatus print_amounts(const TfArticle *article, TfArena *arena, BatchResult *result, TfError *error)
{
    const TfAmount *amounts = NULL;
    size_t count = 0;
    TfStatus status = tf_amounts(article, arena, &amounts, &count, error);
    for (size_t i = 0; status == TF_OK && i < count; i++)
        print_amount(article, &amounts[i], result);
    return status;
}

static void print_claim_json(const Extraction *extraction, const TfArticle *article, const TfClaim *claim,
                             size_t number, TfArena *arena, BatchResult *result)
{
    TfSlice id = tf_arena_format(arena, "%.*s#c%zu", TF_SLICE_ARG(article->id), number + 1);
    if (extraction->format == FORMAT_JSONL)
        jsonw_start(&result->json, &result->out);
    claim_write_json(&result->json, NULL, claim, id);
    if (extraction->format == FORMAT_JSONL)
        text_add(&result->out, "\n");
}

static void print_claim_text(const Extraction *extraction, const TfClaim *claim, TfArena *arena,
                             TextBuilder *out)
{
    char pair[TF_PAIR_CHARS];
    TfSlice when = tf_claim_when_text(claim, arena);
    TfSlice value = tf_claim_value_text(claim, arena);
    TfSlice about = tf_claim_about_text(claim, arena);
    text_addf(out, "  %-8s %-14.*s %-18.*s %.*s  (bytes %zu to %zu, sure %.2f)\n",
              tf_pair_short(pair, tf_claim_pair(claim)), TF_SLICE_ARG(when), TF_SLICE_ARG(value),
              TF_SLICE_ARG(about), claim->span.start, claim->span.end, claim->confidence);
    if (extraction->context->options->verbose)
        text_addf(out, "           rule %.*s; entries %.*s\n", TF_SLICE_ARG(claim->rule),
                  TF_SLICE_ARG(claim->entries));
}

static void print_id(TextBuilder *out, const TfArticle *article, size_t count)
{
    text_add_shown(out, article->id);
    text_addf(out, "  %zu claim%s", count, count == 1 ? "" : "s");
    if (article->lang.length > 0 && !tf_reads_language(article->lang))
        text_addf(out, " (its language, '%.*s', is not read yet)", TF_SLICE_ARG(article->lang));
    text_add(out, "\n");
}

/* Text says first how many claims there are, so they are gathered. */
static TfStatus print_claims_text(const Extraction *extraction, const TfArticle *article, TfArena *arena,
                                  BatchResult *result, TfError *error)
{
    TfClaimList claims = {NULL, 0, 0};
    TfStatus status = tf_extract(article, arena, &claims, error);
    if (status != TF_OK)
        return status;
    print_id(&result->out, article, claims.count);
    for (size_t i = 0; i < claims.count; i++)
        print_claim_text(extraction, &claims.items[i], arena, &result->out);
    result->claims += claims.count;
    return TF_OK;
}

static void write_result(Extraction *extraction, BatchResult *result);

/* The claims of an article on their way out. */
typedef struct ClaimPrinter {
    Extraction *extraction;
    const TfArticle *article;
    TfArena *arena;
    BatchResult *result;
    size_t number;
} ClaimPrinter;

/* A thread that is alone writes out at once, so that an article full of claims needs no long memory. */
static bool print_piece(void *context, const TfClaimList *claims)
{
    ClaimPrinter *printer = context;
    for (size_t i = 0; i < claims->count; i++)
        print_claim_json(printer->extraction, printer->article, &claims->items[i], printer->number++,
                         printer->arena, printer->result);
    printer->result->claims += claims->count;
    if (printer->extraction->jobs == 1 && printer->result->out.length > LONG_OUTPUT) {
        write_result(printer->extraction, printer->result);
        batch_result_clear(printer->result);
    }
    return true;
}

static TfStatus print_claims(Extraction *extraction, const TfArticle *article, TfArena *arena,
                             BatchResult *result, TfError *error)
{
    if (extraction->format == FORMAT_TEXT)
        return print_claims_text(extraction, article, arena, result, error);
    ClaimPrinter printer = {extraction, article, arena, result, 0};
    return article->is_skimmed ? TF_OK : tf_extract_each(article, arena, print_piece, &printer, error);
}

/* What people ask for when they doubt a claim, or miss one. */
static TfStatus print_explained(const TfArticle *article, TfArena *arena, BatchResult *result, TfError *error)
{
    TfClaimList claims = {NULL, 0, 0};
    TfLeftAmounts left = {NULL, 0, 0};
    TfStatus status = tf_explain(article, arena, &claims, &left, error);
    if (status != TF_OK)
        return status;
    result->claims += claims.count;
    print_id(&result->out, article, claims.count);
    explain_article(article, &claims, &left, arena, &result->out);
    return TF_OK;
}

static TfStatus extract_article(Extraction *extraction, const TfArticle *article, TfArena *arena,
                                BatchResult *result, TfError *error)
{
    const Options *options = extraction->context->options;
    result->pages++;
    if (!tf_date_is_set(article->date) && options->verbose && !options->quiet)
        text_addf(&result->errors,
                  "tradefig: %.*s: no publication date found; periods like \"last year\" stay open (--date "
                  "gives one)\n",
                  TF_SLICE_ARG(article->id));
    if (options->explain)
        return print_explained(article, arena, result, error);
    return options->quantities ? print_amounts(article, arena, result, error)
                               : print_claims(extraction, article, arena, result, error);
}

/* A page that fails is told and left out. */
static void page_failed(void *context, const TfError *failure, BatchResult *result)
{
    const Extraction *extraction = context;
    TfError shown = *failure;
    (void)snprintf(shown.source, sizeof shown.source, "%s", extraction->path);
    result->failures++;
    write_failure(&shown, &result->errors);
}

static void extract_line(void *context, TfSlice line, size_t number, TfArena *arena, BatchResult *result)
{
    Extraction *extraction = context; /* its counts are the writer's, and not touched here */
    TfError failure = {.status = TF_OK};
    TfArticle article;
    TfStatus status = tf_read_jsonl(line, number, &extraction->read, arena, &article, &failure);
    if (status == TF_OK)
        status = extract_article(extraction, &article, arena, result, &failure);
    if (status != TF_OK)
        page_failed(context, &failure, result); /* the message names the line */
}

/* Output goes on in the order of the input, whoever made it. */
static void write_result(Extraction *extraction, BatchResult *result)
{
    TextBuilder *out = extraction->context->out;
    TfSlice text = text_slice(&result->out);
    TfSlice errors = text_slice(&result->errors);
    bool in_array = extraction->format == FORMAT_JSON && !extraction->context->options->quantities;
    if (in_array && text.length > 0 && extraction->json.need_comma)
        text_add_byte(out, ',');
    extraction->json.need_comma = extraction->json.need_comma || text.length > 0;
    text_add_slice(out, text);
    flush_some(out);
    (void)fwrite(errors.bytes, 1, errors.length, stderr);
    extraction->pages += result->pages;
    extraction->claims += result->claims;
    extraction->failures += result->failures;
    out->failed = out->failed || result->out.failed;
    out->out_of_memory = out->out_of_memory || result->out.out_of_memory;
}

static void write_batch(void *context, BatchResult *result)
{
    write_result(context, result);
}

/* Tells what went wrong with the file as a whole. */
static void file_failed(Extraction *extraction, const TfError *failure)
{
    BatchResult result;
    batch_result_init(&result);
    page_failed(extraction, failure, &result);
    write_result(extraction, &result);
    batch_result_done(&result);
}

static void extract_lines(Extraction *extraction, LineReader *lines)
{
    BatchWork work = {.context = extraction,
                      .read_line = extract_line,
                      .line_failed = page_failed,
                      .write = write_batch,
                      .jobs = extraction->jobs};
    TfError failure;
    if (batch_run(lines, &work, &failure) != TF_OK)
        file_failed(extraction, &failure);
}

/* One page: a text, a web page or a PDF, unless the user says that it is a text. */
static void extract_page(Extraction *extraction, LineReader *lines)
{
    bool is_text = input_format(extraction->context->options) == TF_INPUT_TEXT;
    TfPageKind kind = is_text ? TF_PAGE_TEXT : TF_PAGE_AUTO;
    TfArena arena;
    TfArticle article;
    BatchResult result;
    TfError failure = {.status = TF_OK};
    TfSlice bytes = {NULL, 0};
    tf_arena_init(&arena, (size_t)1 << 30);
    batch_result_init(&result);
    TfStatus status = lines_rest(lines, &bytes, &failure);
    if (status == TF_OK)
        status = tf_read_page(bytes, tf_slice(extraction->path), kind, &extraction->read, &arena, &article,
                              &failure);
    if (status == TF_OK)
        status = extract_article(extraction, &article, &arena, &result, &failure);
    if (status != TF_OK)
        page_failed(extraction, &failure, &result);
    write_result(extraction, &result);
    batch_result_done(&result);
    tf_arena_done(&arena);
}

static void extract_file(Extraction *extraction, const char *path)
{
    LineReader *lines = NULL;
    TfError failure = {.status = TF_OK};
    TfSlice head = {NULL, 0};
    TfInputFormat format = input_format(extraction->context->options);
    extraction->path = path;
    TfStatus status = lines_open(path, MOST_LINE_BYTES, &lines, &failure);
    if (status == TF_OK && format == TF_INPUT_AUTO)
        status = lines_peek(lines, &head, &failure);
    if (status != TF_OK)
        file_failed(extraction, &failure);
    else if (format == TF_INPUT_JSONL || (format == TF_INPUT_AUTO && tf_input_format(head) != TF_INPUT_TEXT))
        extract_lines(extraction, lines);
    else
        extract_page(extraction, lines);
    lines_close(lines);
}

int cmd_extract(const Context *context)
{
    const Options *asked = context->options;
    if (asked->explain && (asked->quantities || output_format(asked) != FORMAT_TEXT)) {
        (void)fprintf(stderr,
                      "tradefig: --explain prints text for people; leave out --quantities, --json and "
                      "other formats\n");
        return EXIT_USAGE;
    }
    Extraction extraction = {.context = context,
                             .format = output_format(context->options),
                             .read = read_options(context->options),
                             .jobs = 1};
    extraction.read.claims_only =
        !context->options->quantities && !context->options->explain && !context->options->verbose;
    if (context->options->jobs != NULL)
        extraction.jobs = (unsigned)atoi(context->options->jobs);
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
