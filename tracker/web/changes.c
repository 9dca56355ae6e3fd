/* The changes of a pair as lines, and the lines of all pairs as entries in their order. */
#include "tracker/web/changes_entry.h"

#include <math.h>
#include <nettle/sha2.h>
#include <stdlib.h>
#include <string.h>

#define MOST_TITLE  300 /* bytes */
#define MOST_LISTED 6   /* claims of one article that are told */

/* ---- lines ---- */

/* A field of a line: no tabs, no line ends, and not endless. */
static void add_field(TextBuilder *out, TfSlice text, size_t most, char end)
{
    size_t length = text.length < most ? text.length : most;
    while (length < text.length && length > 0 && ((unsigned char)text.bytes[length] & 0xC0) == 0x80)
        length--;
    for (size_t i = 0; i < length; i++)
        text_add_byte(out, (unsigned char)text.bytes[i] < 0x20 ? ' ' : text.bytes[i]);
    text_add(out, length < text.length ? "\u2026" : "");
    text_add_byte(out, end);
}

static void hash_field(struct sha256_ctx *hash, TfSlice text)
{
    sha256_update(hash, text.length, (const uint8_t *)text.bytes);
    sha256_update(hash, 1, (const uint8_t *)"");
}

void changes_uuid(const TfSlice *parts, size_t count, char text[CHANGES_UUID_CHARS])
{
    static const char digits[] = "0123456789abcdef";
    uint8_t bytes[SHA256_DIGEST_SIZE];
    struct sha256_ctx hash;
    char *at = text;
    sha256_init(&hash);
    for (size_t i = 0; i < count; i++)
        hash_field(&hash, parts[i]);
    sha256_digest(&hash, sizeof bytes, bytes);
    bytes[6] = (uint8_t)((bytes[6] & 0x0F) | 0x80); /* version 8, RFC 9562: made of a hash of ours */
    bytes[8] = (uint8_t)((bytes[8] & 0x3F) | 0x80);
    for (size_t i = 0; i < 16; i++) {
        if (i == 4 || i == 6 || i == 8 || i == 10)
            *at++ = '-';
        *at++ = digits[bytes[i] >> 4];
        *at++ = digits[bytes[i] & 0x0F];
    }
    *at = '\0';
}

static void add_id(const TfClaimRecord *record, const char *pair, TextBuilder *out)
{
    char day[TF_DATE_CHARS];
    char id[CHANGES_UUID_CHARS];
    const TfClaim *claim = &record->claim;
    const TfSlice parts[] = {tf_slice("tradefig change"), tf_slice(pair),
                             claim->url.length > 0 ? claim->url : claim->doc,
                             tf_slice(tf_date_write(day, claim->pub_date)), record->article_title};
    changes_uuid(parts, sizeof parts / sizeof parts[0], id);
    text_addf(out, "%s\t", id);
}

/* ---- what an article brought ---- */

static void add_claims(const TfView *view, int64_t article, TfArena *arena, TextBuilder *out)
{
    size_t count = 0;
    for (size_t i = 0; i < view->claims.count; i++) {
        const TfClaimRecord *record = &view->claims.items[i];
        if (record->article_id != article || ++count > MOST_LISTED)
            continue;
        TfSlice value = tf_claim_value_text(&record->claim, arena);
        TfSlice when = tf_claim_when_text(&record->claim, arena);
        text_addf(out, "%s%s %.*s (", count > 1 ? "; " : "", tf_measure_name(record->claim.measure),
                  TF_SLICE_ARG(value));
        if (!tf_slice_is(when, "\u2013"))
            text_addf(out, "%.*s, ", TF_SLICE_ARG(when));
        text_addf(out, "%s)", tf_claim_sort_text(&record->claim));
    }
    if (count > MOST_LISTED)
        text_addf(out, "; and %zu more", count - MOST_LISTED);
    text_add(out, ".");
}

static void add_moves(const TfView *view, int64_t article, TfArena *arena, TextBuilder *out)
{
    for (size_t i = 0; i < view->target_count; i++) {
        const TfTargetHistory *target = &view->targets[i];
        for (size_t k = 0; k < target->step_count; k++) {
            const TfProgressStep *step = &target->steps[k];
            if (step->article_id != article || (isnan(step->p_before) && isnan(step->p_after)))
                continue;
            TfSlice text = tf_target_text(&target->now.target, arena);
            TfSlice before = page_chance(step->p_before, arena);
            TfSlice after = page_chance(step->p_after, arena);
            text_addf(out, " Chance of %.*s: ", TF_SLICE_ARG(text));
            if (isfinite(step->p_before))
                text_addf(out, "%.*s before, ", TF_SLICE_ARG(before));
            text_addf(out, "%.*s after; %s.", TF_SLICE_ARG(after), tf_target_status_name(step->status));
        }
    }
}

static void add_line(const TfView *view, const TfClaimRecord *record, const char *pair, TfArena *arena,
                     TextBuilder *out)
{
    char day[TF_DATE_CHARS];
    TextBuilder text;
    text_init(&text, 0);
    TfSlice title = record->article_title.length > 0 ? record->article_title : page_source(record);
    text_addf(out, "%s\t%s\t%lld\t%lld\t", tf_date_write(day, record->claim.pub_date), pair,
              (long long)record->article_id, (long long)record->id);
    add_id(record, pair, out);
    add_field(out, record->claim.lang.length > 0 ? record->claim.lang : tf_slice("und"), 16, '\t');
    add_field(out, title, MOST_TITLE, '\t');
    add_field(out, record->article_title.length > 0 ? record->claim.outlet : tf_slice(""), MOST_TITLE, '\t');
    add_claims(view, record->article_id, arena, &text);
    add_moves(view, record->article_id, arena, &text);
    add_field(out, text_slice(&text), 4096, '\n');
    if (text_check(&text, NULL) != TF_OK)
        out->failed = true;
    text_done(&text);
}

void changes_of_pair(const TfView *view, TfArena *arena, TextBuilder *out)
{
    int64_t told[MOST_NEWS_OF_PAIR];
    size_t count = 0;
    char pair[TF_PAIR_CHARS];
    (void)tf_pair_short(pair, view->series.pair);
    for (size_t i = view->claims.count; i > 0 && count < MOST_NEWS_OF_PAIR; i--) {
        const TfClaimRecord *record = &view->claims.items[i - 1];
        bool is_told = !tf_date_is_set(record->claim.pub_date);
        for (size_t k = 0; k < count && !is_told; k++)
            is_told = told[k] == record->article_id;
        if (is_told)
            continue;
        told[count++] = record->article_id;
        add_line(view, record, pair, arena, out);
    }
}

/* ---- entries ---- */

static TfSlice take(TfSlice *rest, char end)
{
    size_t at = tf_slice_find_byte(*rest, 0, end);
    size_t length = at == TF_NOWHERE ? rest->length : at;
    TfSlice field = tf_slice_range(*rest, 0, length);
    *rest = tf_slice_range(*rest, length + (at != TF_NOWHERE), rest->length);
    return field;
}

static bool read_line(TfSlice line, ChangeEntry *entry)
{
    return tf_date_read(take(&line, '\t'), &entry->day) && (entry->pair = take(&line, '\t')).length > 0 &&
           (entry->article = take(&line, '\t')).length > 0 && (entry->claim = take(&line, '\t')).length > 0 &&
           (entry->id = take(&line, '\t')).length > 0 && (entry->lang = take(&line, '\t')).length > 0 &&
           (entry->title = take(&line, '\t'), entry->outlet = take(&line, '\t'), true) &&
           (entry->text = take(&line, '\t')).length > 0;
}

/* Newest first; of a day by pair and article. */
static int by_day(const void *left, const void *right)
{
    const ChangeEntry *a = left;
    const ChangeEntry *b = right;
    int order = tf_date_compare(b->day, a->day);
    if (order == 0)
        order = tf_slice_compare(a->pair, b->pair);
    if (order == 0)
        order = (a->article.length > b->article.length) - (a->article.length < b->article.length);
    return order != 0 ? order : tf_slice_compare(a->article, b->article);
}

/* Two pages of one address, day and title, as an archive may hold, are told once. */
static size_t drop_repeated(ChangeEntry *entries, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count && kept < MOST_NEWS; i++) {
        bool is_told = false;
        for (size_t k = 0; k < kept && !is_told; k++)
            is_told = tf_slice_equal(entries[k].id, entries[i].id);
        if (!is_told)
            entries[kept++] = entries[i];
    }
    return kept;
}

ChangeEntry *changes_entries(const Overview *all, TfArena *arena, size_t *count)
{
    size_t most = 0;
    for (size_t i = 0; i < all->count; i++)
        for (TfSlice rest = all->cards[i].news; rest.length > 0; most++)
            (void)take(&rest, '\n');
    ChangeEntry *entries = tf_arena_alloc_array(arena, most, sizeof *entries);
    *count = 0;
    if (entries == NULL)
        return NULL;
    for (size_t i = 0; i < all->count; i++)
        for (TfSlice rest = all->cards[i].news; rest.length > 0;) {
            ChangeEntry *entry = &entries[*count];
            *entry = (ChangeEntry){.pair_name = tf_pair_name(all->cards[i].pair, "en", arena)};
            *count += read_line(take(&rest, '\n'), entry);
        }
    qsort(entries, *count, sizeof *entries, by_day);
    *count = drop_repeated(entries, *count);
    return entries;
}
