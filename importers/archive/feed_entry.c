/* What an entry says becomes a document: its page when its own text is an article, else the link to one. */
#include "importers/archive/feed_parts.h"

#include <string.h>

/* Characters of running text from which an entry is an article. Content is meant to be one, so a short
 * message is; a summary mostly leads to one, and is an article only at the length of one. */
#define LEAST_CONTENT 250
#define LEAST_SUMMARY 700

/* Author as a name: "desk@example.org (Ann Lee)" is Ann Lee, an address alone is nobody. */
static TfSlice person(TfSlice text, TfArena *arena)
{
    TfSlice plain = feed_plain(text, arena);
    size_t mail = tf_slice_find_byte(plain, 0, '@');
    size_t open = tf_slice_find_byte(plain, 0, '(');
    if (plain.length == 0 || mail == TF_NOWHERE)
        return plain.length == 0 ? (TfSlice){NULL, 0} : plain;
    if (open == TF_NOWHERE || open < mail)
        return (TfSlice){NULL, 0};
    size_t close = tf_slice_find_byte(plain, open, ')');
    TfSlice name = tf_slice_trim(tf_slice_range(plain, open + 1, close == TF_NOWHERE ? plain.length : close));
    return name.length > 0 ? name : (TfSlice){NULL, 0};
}

/* "en-US" is "en"; bytes NULL for what is no code. */
static TfSlice language(TfSlice code, TfArena *arena)
{
    size_t length = 0;
    char text[4];
    code = tf_slice_trim(code);
    while (length < code.length && length < 4 && code.bytes[length] != '-' && code.bytes[length] != '_') {
        text[length] = (char)(code.bytes[length] | 0x20);
        if (text[length] < 'a' || text[length] > 'z')
            return (TfSlice){NULL, 0};
        length++;
    }
    return length == 2 || length == 3 ? tf_arena_copy(arena, tf_slice_of(text, length)) : (TfSlice){NULL, 0};
}

static TfSlice line_of(TfSlice text, TfArena *arena)
{
    TfSlice plain = text.length > 0 ? feed_plain(text, arena) : text;
    return plain.length > 0 ? plain : (TfSlice){NULL, 0};
}

static TfSlice address(const FeedEntry *entry, TfSlice base, TfArena *arena)
{
    static const FeedField order[] = {FEED_ORIGIN, FEED_LINK, FEED_ID};
    for (size_t i = 0; i < 3; i++) {
        /* an id counts only when it is whole: "news-17" is no page */
        TfSlice url =
            feed_url(entry->fields[order[i]], order[i] == FEED_ID ? (TfSlice){NULL, 0} : base, arena);
        if (url.bytes != NULL)
            return url;
    }
    return (TfSlice){NULL, 0};
}

/* The text of the entry's own article, bytes NULL when it has none. */
static TfSlice own_article(const FeedEntry *entry, bool has_address, bool *is_plain)
{
    static const struct {
        FeedField field;
        size_t least;
    } kinds[] = {{FEED_CONTENT, LEAST_CONTENT}, {FEED_PLAIN, LEAST_CONTENT}, {FEED_SUMMARY, LEAST_SUMMARY}};
    for (size_t i = 0; i < 3; i++) {
        TfSlice text = entry->fields[kinds[i].field];
        size_t least = has_address ? kinds[i].least : 1;
        *is_plain = kinds[i].field == FEED_PLAIN;
        if (text.length > 0 && feed_prose(text) >= least && (!has_address || !feed_is_cut(text)))
            return text;
    }
    return (TfSlice){NULL, 0};
}

/* Publication, not the last change; a change stands for it only where the page itself is not to be had. */
static TfDate day(const FeedEntry *entry, bool has_article, TfDate fetched)
{
    TfDate date = feed_date(entry->fields[FEED_PUBLISHED]);
    if (!tf_date_is_set(date) && has_article)
        date = feed_date(entry->fields[FEED_UPDATED]);
    if (tf_date_is_set(fetched) && tf_date_is_set(date) &&
        tf_date_to_days(date) > tf_date_to_days(fetched) + 1) /* a day ahead: east of the reader */
        date = (TfDate){0, 0, 0};
    return date;
}

static TfSlice either(TfSlice first, TfSlice second)
{
    return first.length > 0 ? first : second;
}

/* What the feed says of itself, which holds for its entries. */
typedef struct Channel {
    TfSlice base;
    TfSlice title;
    TfSlice lang;
    TfSlice author;
} Channel;

static bool make_document(const FeedEntry *entry, const Channel *channel, const FeedOrigin *origin,
                          TfArena *arena, Document *document)
{
    bool is_plain = false;
    TfSlice base = either(feed_url(entry->fields[FEED_BASE], channel->base, arena), channel->base);
    TfSlice url = address(entry, base, arena);
    TfSlice text = own_article(entry, url.bytes != NULL, &is_plain);
    if (url.bytes == NULL && text.bytes == NULL)
        return false;
    *document = (Document){
        .kind = text.bytes == NULL ? DOCUMENT_LINK
                : is_plain         ? DOCUMENT_TEXT
                                   : DOCUMENT_HTML,
        .bytes = text,
        .charset = text.bytes != NULL ? tf_slice("UTF-8") : (TfSlice){NULL, 0},
        .url = url,
        .title = line_of(entry->fields[FEED_TITLE], arena),
        .author = either(person(entry->fields[FEED_AUTHOR], arena), channel->author),
        .outlet = either(line_of(entry->fields[FEED_OUTLET], arena), channel->title),
        .lang = either(language(entry->fields[FEED_LANG], arena), channel->lang),
        .date = day(entry, text.bytes != NULL, origin->fetched),
        .fetched = origin->fetched,
    };
    return true;
}

TfStatus feed_make_documents(const FeedEntries *entries, const FeedOrigin *origin, TfArena *arena,
                             FeedDocuments *documents, TfError *error)
{
    Document *made = tf_arena_alloc_array(arena, entries->count, sizeof *made);
    const FeedEntry *feed = &entries->items[0];
    size_t count = 0;
    if (made == NULL)
        return tf_fail_memory(error);
    TfSlice own = either(feed_url(feed->fields[FEED_LINK], origin->url, arena), origin->url);
    Channel channel = {.base = either(feed_url(feed->fields[FEED_BASE], own, arena), own),
                       .title = line_of(feed->fields[FEED_TITLE], arena),
                       .lang = language(feed->fields[FEED_LANG], arena),
                       .author = person(feed->fields[FEED_AUTHOR], arena)};
    for (size_t i = 1; i < entries->count; i++) {
        Document *document = &made[count];
        if (!make_document(&entries->items[i], &channel, origin, arena, document))
            continue;
        document->number = ++count;
        document->id = tf_arena_format(arena, "%s#%zu", origin->name, count);
        if (document->id.bytes == NULL)
            return tf_fail_memory(error);
    }
    *documents = (FeedDocuments){made, count};
    return TF_OK;
}
