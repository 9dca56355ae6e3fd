/* Cases of tests/cases/archive: what is handed on of an archive that stands there as text. README.md there
 * says how a case is written. */
#define _GNU_SOURCE /* scandir */
#include "tests/unit/archive/archive_bench.h"

#include "tracker/base/number.h"

#include <dirent.h>

#define CASES       TEST_SOURCE_DIR "/tests/cases/archive"
#define MOST_BYTES  ((size_t)1 << 20)
#define LENGTH_MARK "@LENGTH@"
#define END_MARK    "@END@"
#define RECORD_MARK "@RECORD@\n"

/* Appends `bytes` with CRLF for LF. */
static void add_lines(TextBuilder *out, TfSlice bytes, bool with_cr)
{
    for (size_t i = 0; i < bytes.length; i++) {
        if (bytes.bytes[i] == '\n' && with_cr)
            text_add_byte(out, '\r');
        text_add_byte(out, bytes.bytes[i]);
    }
}

/* A record's text becomes its bytes: the length of what stands between its first blank line and @END@ is
 * written for
 * @LENGTH@. */
static void add_written(TextBuilder *out, TfSlice text, bool with_cr)
{
    size_t mark = tf_slice_find(text, 0, LENGTH_MARK);
    size_t end = tf_slice_find(text, 0, END_MARK);
    size_t blank = tf_slice_find(text, 0, "\n\n");
    if (end == TF_NOWHERE) {
        add_lines(out, text, with_cr);
        return;
    }
    if (mark == TF_NOWHERE) {
        add_lines(out, tf_slice_range(text, 0, end), with_cr);
    } else {
        TextBuilder block;
        bool is_arc = !tf_slice_starts_with(text, "WARC/");
        size_t start = is_arc || blank == TF_NOWHERE ? tf_slice_find_byte(text, mark, '\n') + 1 : blank + 2;
        text_init(&block, MOST_BYTES);
        add_lines(&block, tf_slice_range(text, start, end), with_cr);
        add_lines(out, tf_slice_range(text, 0, mark), with_cr);
        text_addf(out, "%zu", block.length);
        add_lines(out, tf_slice_range(text, mark + strlen(LENGTH_MARK), start), with_cr);
        text_add_slice(out, text_slice(&block));
        text_done(&block);
    }
    add_lines(out, tf_slice_range(text, end + strlen(END_MARK), text.length), with_cr);
}

typedef struct Recipe {
    bool with_cr;
    bool a_member_each;
    bool a_frame_each;
    bool one_member;
    int64_t cut;
    TfSlice append;
} Recipe;

static void read_directive(TfSlice line, Recipe *recipe)
{
    TfSlice value = line;
    TfSlice word = tf_slice_split(&value, ' ');
    recipe->with_cr = recipe->with_cr || tf_slice_is(word, "crlf");
    recipe->a_member_each = recipe->a_member_each || tf_slice_is(word, "member-each");
    recipe->a_frame_each = recipe->a_frame_each || tf_slice_is(word, "frame-each");
    recipe->one_member = recipe->one_member || tf_slice_is(word, "one-member");
    if (tf_slice_is(word, "cut") && (value.bytes == NULL || !tf_integer_read(value, &recipe->cut)))
        fail_msg("cut needs a number of bytes");
    if (tf_slice_is(word, "append"))
        recipe->append = value;
}

static void build(TfSlice input, const Recipe *recipe, TextBuilder *archive)
{
    TextBuilder record;
    text_init(&record, MOST_BYTES);
    while (input.length > 0) {
        size_t end = tf_slice_find(input, 0, RECORD_MARK);
        bool packs_each = recipe->a_member_each || recipe->a_frame_each;
        if (packs_each)
            text_clear(&record);
        add_written(&record, tf_slice_range(input, 0, end), recipe->with_cr);
        if (recipe->a_member_each && record.length > 0)
            add_member(archive, text_slice(&record));
        if (recipe->a_frame_each && record.length > 0)
            add_frame(archive, text_slice(&record));
        input = end == TF_NOWHERE ? (TfSlice){"", 0}
                                  : tf_slice_range(input, end + strlen(RECORD_MARK), input.length);
        if (packs_each)
            text_clear(&record);
    }
    if (recipe->one_member)
        add_member(archive, text_slice(&record));
    else
        text_add_slice(archive, text_slice(&record));
    archive->length -= recipe->cut < (int64_t)archive->length ? (size_t)recipe->cut : archive->length;
    text_add_slice(archive, recipe->append);
    text_done(&record);
}

/* "id kind url length" becomes tab separated "kind url length", and an error "error message": places in an
 * archive depend on the packer. */
static void list_case(TfSlice bytes, TextBuilder *out)
{
    static const char *const kinds[] = {"none", "text", "html", "pdf", "json", "claim", "link"};
    Source *source = NULL;
    TfError error = {.status = TF_OK};
    Document document;
    TfStatus status = source_open_bytes(bytes, "in", (TfSlice){NULL, 0}, (TfDate){0}, NULL, &source, &error);
    if (status != TF_OK) {
        text_addf(out, "error\t%s\n", error.message);
        return;
    }
    while ((status = source_next(source, &document, &error)) != TF_OK || document.kind != DOCUMENT_NONE) {
        char day[TF_DATE_CHARS];
        if (status != TF_OK)
            text_addf(out, "error\t%s\n", error.message);
        else
            text_addf(out, "%s\t%.*s\t%s\t%.*s\t%zu\n", kinds[document.kind], TF_SLICE_ARG(document.url),
                      tf_date_write(day, document.fetched), TF_SLICE_ARG(document.charset),
                      document.bytes.length);
    }
    source_close(source);
}

static void run_case(const char *name)
{
    char path[1024];
    TfArena arena;
    TfSlice input;
    TfSlice lines;
    TfSlice expected;
    TfError error;
    Recipe recipe = {.cut = 0};
    TextBuilder archive;
    TextBuilder got;
    tf_arena_init(&arena, 0);
    text_init(&archive, MOST_BYTES);
    text_init(&got, MOST_BYTES);
    (void)snprintf(path, sizeof path, CASES "/%s/input.txt", name);
    assert_ok(file_read(path, MOST_BYTES, &arena, &input, &error), &error);
    (void)snprintf(path, sizeof path, CASES "/%s/recipe", name);
    assert_ok(file_read(path, MOST_BYTES, &arena, &lines, &error), &error);
    (void)snprintf(path, sizeof path, CASES "/%s/expected.tsv", name);
    assert_ok(file_read(path, MOST_BYTES, &arena, &expected, &error), &error);
    while (lines.length > 0)
        read_directive(tf_slice_split(&lines, '\n'), &recipe);
    build(input, &recipe, &archive);
    list_case(text_slice(&archive), &got);
    if (!tf_slice_equal(text_slice(&got), expected))
        fail_msg("%s gives\n%.*swanted was\n%.*s", name, TF_SLICE_ARG(text_slice(&got)),
                 TF_SLICE_ARG(expected));
    text_done(&got);
    text_done(&archive);
    tf_arena_done(&arena);
}

static void each_case_gives_what_it_says(void **state)
{
    (void)state;
    struct dirent **names = NULL;
    int count = scandir(CASES, &names, NULL, alphasort);
    int cases = 0;
    for (int i = 0; i < count; i++) {
        if (names[i]->d_name[0] != '.' && strchr(names[i]->d_name, '.') == NULL) {
            run_case(names[i]->d_name);
            cases++;
        }
        free(names[i]);
    }
    free(names);
    assert_true(cases > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(each_case_gives_what_it_says)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
