/* Prints the claims of articles as JSON Lines: of plain-text files named as arguments, or, with "-", of JSON
 * Lines
 * {"id","text","date","lang","title"} on standard input. `--date 2024-11-27` goes before a file it is for. */
#include "importers/extract/extract.h"
#include "importers/readers/reader.h"
#include "tracker/base/file.h"
#include "tracker/model/claim_json.h"

#include <stdio.h>
#include <string.h>

#define MOST_BYTES ((size_t)256 << 20)

static TfStatus print_claims(const TfArticle *article, TfArena *arena, TfError *error)
{
    TfClaimList claims = {NULL, 0, 0};
    TfStatus status = extract_claims(article, arena, &claims, error);
    for (size_t i = 0; i < claims.count && status == TF_OK; i++) {
        TextBuilder out;
        JsonWriter json;
        text_init(&out, 0);
        jsonw_start(&json, &out);
        claim_write_json(&json, NULL, &claims.items[i], tf_slice(""));
        status = text_check(&out, error);
        if (status == TF_OK)
            printf("%.*s\n", TF_SLICE_ARG(text_slice(&out)));
        text_done(&out);
    }
    return status;
}

/* "NNN-en-what.txt" is the document NNN-en-what. */
static TfSlice id_of(const char *path)
{
    const char *name = strrchr(path, '/');
    TfSlice id = tf_slice(name != NULL ? name + 1 : path);
    if (tf_slice_ends_with(id, ".txt"))
        id.length -= 4;
    return id;
}

static TfStatus read_file(const char *path, const ReaderOptions *options, TfError *error)
{
    TfArena arena;
    TfSlice bytes;
    TfArticle article;
    tf_arena_init(&arena, 0);
    TfStatus status = file_read(path, MOST_BYTES, &arena, &bytes, error);
    if (status == TF_OK)
        status = reader_read_text(bytes, id_of(path), options, &arena, &article, error);
    if (status == TF_OK)
        status = print_claims(&article, &arena, error);
    tf_arena_done(&arena);
    return status;
}

static TfStatus read_lines(TfError *error)
{
    TfArena whole;
    TfSlice rest;
    tf_arena_init(&whole, 0);
    TfStatus status = file_read("-", MOST_BYTES, &whole, &rest, error);
    ReaderOptions options = {.url = {NULL, 0}};
    for (size_t number = 1; status == TF_OK && rest.bytes != NULL; number++) {
        TfSlice line = tf_slice_trim(tf_slice_split(&rest, '\n'));
        TfArena arena;
        TfArticle article;
        if (line.length == 0)
            continue;
        tf_arena_init(&arena, 0);
        status = reader_read_jsonl(line, number, &options, &arena, &article, error);
        if (status == TF_OK)
            status = print_claims(&article, &arena, error);
        tf_arena_done(&arena);
    }
    tf_arena_done(&whole);
    return status;
}

int main(int count, char **arguments)
{
    TfError error;
    ReaderOptions options = {.url = {NULL, 0}};
    for (int i = 1; i < count; i++) {
        TfStatus status = TF_OK;
        if (strcmp(arguments[i], "--date") == 0 && i + 1 < count) {
            if (!tf_date_read(tf_slice(arguments[++i]), &options.date))
                status =
                    tf_fail(&error, TF_BAD_USAGE, "'%s' is no date; a date reads 2024-11-27", arguments[i]);
        } else if (strcmp(arguments[i], "-") == 0) {
            status = read_lines(&error);
        } else {
            status = read_file(arguments[i], &options, &error);
            options.date = (TfDate){0};
        }
        if (status == TF_OK)
            continue;
        (void)fprintf(stderr, "extract_main: %s: %s\n", arguments[i], error.message);
        return 1;
    }
    return 0;
}
