/* Full-text search: an index of the words of each sentence, and the part of a name in an outlet filter.
 *
 * Scripts that put no blanks between words (Chinese, Japanese, Thai) and Korean, which glues endings on, are
 * indexed character by character, and a word that is looked for becomes a run of characters. */
#include "tracker/store/sentence.h"
#include "tracker/store/store_internal.h"

#include <string.h>
#include <unicode/uchar.h>

static const char insert_sentence[] = "INSERT INTO sentence_index (rowid, sentence) VALUES (?, ?)";
static const char mark_indexed[] = "UPDATE articles SET indexed = 1 WHERE id = ? AND indexed = 0";
/* Only the texts of the hits that are shown are unpacked. */
static const char find_sentences[] =
    "SELECT a.id, a.title, a.outlet, a.date, tf_text(t.text), h.number & ((1 << 28) - 1) FROM (SELECT f.rowid"
    " AS number, a.known_on AS day FROM sentence_index f JOIN articles a ON a.id = f.rowid >> 28 WHERE"
    " f.sentence_index MATCH ? ORDER BY a.known_on DESC, f.rowid LIMIT ?) h JOIN articles a ON a.id ="
    " h.number >> 28 JOIN article_texts t ON t.article_id = a.id ORDER BY h.day DESC, h.number";

#define MOST_WORDS 32

/* ---- words ---- */

/* Blocks of scripts that are indexed character by character. */
static const struct {
    UChar32 first;
    UChar32 last;
} single_blocks[] = {
    {0x0e00, 0x0eff}, /* Thai, Lao */
    {0x1000, 0x109f}, /* Burmese */
    {0x1780, 0x17ff}, /* Khmer */
    {0x2e80, 0x9fff}, /* Chinese, Japanese */
    {0xac00, 0xd7ff}, /* Korean */
    {0xf900, 0xfaff}, {0x20000, 0x3ffff},
};

static bool stands_alone(UChar32 character)
{
    for (size_t i = 0; i < sizeof single_blocks / sizeof single_blocks[0]; i++)
        if (character >= single_blocks[i].first && character <= single_blocks[i].last)
            return true;
    return false;
}

/* Adds the text with the characters of such scripts set apart. Says whether it holds a letter or digit. */
static bool add_words(TextBuilder *out, TfSlice text)
{
    bool any = false;
    size_t length = 0;
    size_t plain = 0; /* start of what is added as it is */
    for (size_t at = 0; at < text.length; at += length) {
        UChar32 character = (UChar32)sentence_character(text, at, &length);
        bool apart = character >= single_blocks[0].first && stands_alone(character);
        any = any || u_isalnum(character) != 0;
        if (!apart && character != 0 && character != '"')
            continue;
        text_add_slice(out, tf_slice_range(text, plain, at));
        text_add_byte(out, ' ');
        if (apart) {
            text_add_slice(out, tf_slice_range(text, at, at + length));
            text_add_byte(out, ' ');
        }
        plain = at + length;
    }
    text_add_slice(out, tf_slice_range(text, plain, text.length));
    return any;
}

/* ---- indexing ---- */

static TfStatus index_sentence(Store *store, int64_t article_id, TfSlice text, size_t start, size_t end,
                               TfError *error)
{
    text_clear(&store->text);
    bool any = add_words(&store->text, tf_slice_range(text, start, end));
    TfStatus status = text_check(&store->text, error);
    if (status != TF_OK || !any)
        return status;
    StoreQuery query = store_query(store, insert_sentence);
    store_bind_integer(&query, article_id * ((int64_t)1 << STORE_PLACE_BITS) + (int64_t)start);
    store_bind_text(&query, text_slice(&store->text));
    return store_run(&query, error);
}

TfStatus store_index_sentences(Store *store, int64_t article_id, TfSlice text, TfError *error)
{
    StoreQuery query = store_query(store, mark_indexed);
    store_bind_integer(&query, article_id);
    TfStatus status = store_run(&query, error);
    if (status != TF_OK || sqlite3_changes(store->db) == 0)
        return status;
    for (size_t start = 0; start < text.length && status == TF_OK;) {
        size_t end = sentence_next(text, start);
        status = index_sentence(store, article_id, text, start, end, error);
        start = end;
    }
    return status;
}

/* ---- asking ---- */

/* The words as a question of FTS5: "word" AND "word". Quoted, so that nothing a person types is an operator.
 */
static TfStatus write_question(TfSlice words, TextBuilder *question, TfError *error)
{
    size_t count = 0;
    while (words.bytes != NULL) {
        TextBuilder word;
        TfSlice next = tf_slice_trim(tf_slice_split(&words, ' '));
        text_init(&word, 0);
        if (add_words(&word, next)) {
            text_add(question, count++ == 0 ? "\"" : " AND \"");
            text_add_slice(question, text_slice(&word));
            text_add_byte(question, '"');
        }
        bool failed = word.failed;
        text_done(&word);
        if (failed)
            return tf_fail_memory(error);
        if (count > MOST_WORDS)
            return tf_fail(error, TF_LIMIT, "a search takes up to %d words", MOST_WORDS);
    }
    if (count == 0)
        return tf_fail(error, TF_BAD_USAGE, "a search needs a word or a number, like: turnover 2024");
    return text_check(question, error);
}

/* The first of the words as it stands in the sentence, letter by letter, or the sentence's beginning. */
static TfSpan focus_of(TfSlice text, TfSpan sentence, TfSlice words)
{
    while (words.bytes != NULL) {
        TfSlice word = tf_slice_split(&words, ' ');
        for (size_t at = sentence.start; word.length > 0 && at + word.length <= sentence.end; at++)
            if (memcmp(text.bytes + at, word.bytes, word.length) == 0)
                return (TfSpan){at, at + word.length};
    }
    return (TfSpan){sentence.start, sentence.start};
}

static bool read_hit(StoreQuery *query, TfSlice words, TfArena *arena, TfSearchRow *hit)
{
    TfSlice text = store_column_slice(query, 4);
    size_t start = (size_t)store_column_integer(query, 5);
    TfSpan sentence = {start < text.length ? start : text.length, text.length};
    sentence.end = sentence_next(text, sentence.start);
    TfSpan shown = sentence_window(text, sentence, focus_of(text, sentence, words));
    hit->article_id = store_column_integer(query, 0);
    hit->title = store_column_text(query, 1, arena);
    hit->outlet = store_column_text(query, 2, arena);
    hit->date = store_column_date(query, 3);
    hit->snippet = tf_arena_copy(arena, tf_slice_trim(tf_slice_range(text, shown.start, shown.end)));
    return hit->snippet.bytes != NULL;
}

static TfStatus collect(StoreQuery *query, TfSlice words, TfArena *arena, TfSearchRows *hits, TfError *error)
{
    TfSearchRow *rows = NULL;
    size_t capacity = 0;
    size_t count = 0;
    bool found = false;
    TfStatus status = store_next(query, &found, error);
    while (status == TF_OK && found) {
        if (!tf_arena_grow(arena, &rows, &capacity, count, sizeof *rows) ||
            !read_hit(query, words, arena, &rows[count]))
            return tf_fail_memory(error);
        count++;
        status = store_next(query, &found, error);
    }
    if (status == TF_OK)
        *hits = (TfSearchRows){rows, count};
    return status;
}

TfStatus store_search(Store *store, TfSlice words, size_t most, TfArena *arena, TfSearchRows *hits,
                      TfError *error)
{
    TextBuilder question;
    if (words.length > 4096)
        return tf_fail(error, TF_LIMIT, "a search of %zu bytes; up to 4096 are taken", words.length);
    text_init(&question, 0);
    TfStatus status = write_question(words, &question, error);
    if (status == TF_OK) {
        StoreQuery query = store_query(store, find_sentences);
        store_bind_text(&query, text_slice(&question));
        store_bind_integer(&query, most < INT32_MAX ? (int64_t)most : INT32_MAX);
        status = collect(&query, words, arena, hits, error);
        store_query_end(&query);
    }
    text_done(&question);
    return status;
}

/* ---- part of a name, for the outlet filter ---- */

/* True when `part` begins at `at` of `whole`, case folded. */
static bool begins_at(TfSlice whole, size_t at, TfSlice part)
{
    size_t length = 0;
    for (size_t here = 0; here < part.length; here += length) {
        if (at >= whole.length)
            return false;
        UChar32 wanted = (UChar32)sentence_character(part, here, &length);
        size_t found_length;
        UChar32 found = (UChar32)sentence_character(whole, at, &found_length);
        if (wanted != found &&
            u_foldCase(wanted, U_FOLD_CASE_DEFAULT) != u_foldCase(found, U_FOLD_CASE_DEFAULT))
            return false;
        at += found_length;
    }
    return true;
}

bool store_name_holds(TfSlice whole, TfSlice part)
{
    size_t length = 0;
    for (size_t at = 0; at < whole.length; at += length) {
        if (begins_at(whole, at, part))
            return true;
        (void)sentence_character(whole, at, &length);
    }
    return part.length == 0;
}

static TfSlice value_slice(sqlite3_value *value)
{
    const char *bytes = (const char *)sqlite3_value_text(value);
    size_t length = (size_t)sqlite3_value_bytes(value);
    return tf_slice_range((TfSlice){bytes, length}, 0, 4096);
}

/* tf_holds(whole, part) of the outlet filter; NULL holds nothing. */
static void holds(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    TfSlice whole = value_slice(values[0]);
    TfSlice part = value_slice(values[1]);
    sqlite3_result_int(context, whole.bytes != NULL && part.bytes != NULL && store_name_holds(whole, part));
}

/* tf_key(claim_key) of the migration to version 6. */
static void number_of_key(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    const char *bytes = (const char *)sqlite3_value_text(values[0]);
    sqlite3_result_int64(context, store_key((TfSlice){bytes, (size_t)sqlite3_value_bytes(values[0])}));
}

int store_add_functions(sqlite3 *db)
{
    int code =
        sqlite3_create_function_v2(db, "tf_holds", 2, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY,
                                   NULL, holds, NULL, NULL, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_create_function_v2(db, "tf_key", 1,
                                          SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY, NULL,
                                          number_of_key, NULL, NULL, NULL);
    return code == SQLITE_OK ? store_add_packing(db) : code;
}
