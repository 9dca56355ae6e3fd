/* JSON-LD: the object that describes the article, found in the page's bytes. Pages write it with faults, so
 * it is mended before it is parsed, and where that fails the members are searched for as text. */
#include "importers/html/facts_internal.h"

#include <jansson.h>
#include <string.h>

#define MOST_SCRIPTS 40
#define MOST_SCRIPT  ((size_t)512 << 10)
/* Objects and lists looked into, of one script. */
#define MOST_VALUES 4000
/* Brackets within brackets; more is no description of an article. */
#define MOST_DEPTH   64
#define MOST_PERSONS 64

/* --- mending --- */

/* Copies JSON with line ends in strings as blanks and without commas before a closing bracket, comments and
 * CDATA marks; false when it is nested too deeply. Returns what was written to `to`, room for all of it. */
static bool mend(TfSlice json, char *to, size_t *length)
{
    bool in_string = false;
    size_t count = 0;
    size_t depth = 0;
    for (size_t at = 0; at < json.length; at++) {
        char byte = json.bytes[at];
        if (in_string && byte == '\\' && at + 1 < json.length) {
            bool known = strchr("\"\\/bfnrtu", json.bytes[at + 1]) != NULL;
            if (known)
                to[count++] = '\\';
            to[count++] = json.bytes[++at];
            if ((unsigned char)to[count - 1] < ' ')
                to[count - 1] = ' ';
            continue;
        }
        if (byte == '"')
            in_string = !in_string;
        if ((unsigned char)byte < ' ')
            byte = ' ';
        if (!in_string && (byte == '{' || byte == '[') && ++depth > MOST_DEPTH)
            return false;
        if (!in_string && (byte == '}' || byte == ']')) {
            depth -= depth > 0;
            while (count > 0 && to[count - 1] == ' ')
                count--;
            count -= count > 0 && to[count - 1] == ',';
        }
        to[count++] = byte;
    }
    *length = count;
    return true;
}

static TfSlice strip_wrapping(TfSlice json)
{
    size_t start = 0;
    while (start < json.length && json.bytes[start] != '{' && json.bytes[start] != '[')
        start++;
    if (tf_slice_find(tf_slice_range(json, 0, start), 0, "<![CDATA[") != TF_NOWHERE) /* its bracket */
        start = tf_slice_find_byte(json, start + 1, '{');
    if (start == TF_NOWHERE || start >= json.length)
        return (TfSlice){NULL, 0};
    return tf_slice_range(json, start, json.length);
}

/* --- members --- */

static TfSlice string_of(const json_t *value, TfArena *arena)
{
    if (json_is_array(value))
        value = json_array_get(value, 0);
    if (!json_is_string(value))
        return (TfSlice){NULL, 0};
    TfSlice text = tf_slice_of(json_string_value(value), json_string_length(value));
    return fact_clean(tf_slice_range(text, 0, FACT_MOST_BYTES * 4), arena);
}

typedef struct Persons {
    const json_t *items[MOST_PERSONS];
    size_t count;
} Persons;

/* {"@id": "#a"} stands for the object that has this id and a name. */
static const json_t *resolve(const Persons *persons, const json_t *value)
{
    const json_t *id = json_object_get(value, "@id");
    if (json_object_get(value, "name") != NULL || !json_is_string(id))
        return value;
    for (size_t i = 0; i < persons->count; i++)
        if (strcmp(json_string_value(json_object_get(persons->items[i], "@id")), json_string_value(id)) == 0)
            return persons->items[i];
    return value;
}

static TfSlice name_of(const Persons *persons, const json_t *value, TfArena *arena)
{
    if (json_is_string(value))
        return string_of(value, arena);
    return string_of(json_object_get(resolve(persons, value), "name"), arena);
}

static TfSlice join(TfSlice names, TfSlice name, TfArena *arena)
{
    if (names.length == 0 || name.length == 0)
        return names.length == 0 ? name : names;
    return tf_arena_format(arena, "%.*s, %.*s", TF_SLICE_ARG(names), TF_SLICE_ARG(name));
}

static TfSlice names_of(const Persons *persons, const json_t *value, TfArena *arena)
{
    TfSlice names = {NULL, 0};
    if (!json_is_array(value))
        return name_of(persons, value, arena);
    for (size_t i = 0; i < json_array_size(value) && i < 30; i++)
        names = join(names, name_of(persons, json_array_get(value, i), arena), arena);
    return names;
}

/* The name of an author that is no person. */
static TfSlice organisation_of(const Persons *persons, const json_t *value, TfArena *arena)
{
    if (json_is_array(value) && json_array_size(value) == 1)
        value = json_array_get(value, 0);
    const json_t *type = json_object_get(resolve(persons, value), "@type");
    bool is_one = json_is_string(type) && strstr(json_string_value(type), "Organization") != NULL;
    return is_one ? name_of(persons, value, arena) : (TfSlice){NULL, 0};
}

/* --- which object --- */

static const struct {
    const char *name;
    int rank;
} types[] = {
    {"NewsArticle", 5},
    {"ReportageNewsArticle", 5},
    {"AnalysisNewsArticle", 5},
    {"OpinionNewsArticle", 5},
    {"BackgroundNewsArticle", 5},
    {"BlogPosting", 5},
    {"Article", 5},
    {"LiveBlogPosting", 5},
    {"AdvertiserContentArticle", 5},
    {"Report", 4},
    {"ScholarlyArticle", 5},
    {"MedicalScholarlyArticle", 5},
    {"TechArticle", 5},
    {"SocialMediaPosting", 4},
    {"DiscussionForumPosting", 4},
    {"SatiricalArticle", 5},
    {"Review", 2},
    {"Recipe", 3},
    {"PodcastEpisode", 3},
    {"HowTo", 3},
    {"CreativeWork", 3},
    {"Course", 1},
    {"WebPage", 2},
    {"ItemPage", 2},
    {"MedicalWebPage", 2},
    {"AboutPage", 1},
    {"CollectionPage", 1},
    {"VideoObject", 1},
};

static int rank_of_name(const char *name)
{
    const char *slash = strrchr(name, '/'); /* "http://schema.org/NewsArticle" */
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        if (strcmp(slash != NULL ? slash + 1 : name, types[i].name) == 0)
            return types[i].rank;
    return 0;
}

static int rank_of(const json_t *object)
{
    const json_t *type = json_object_get(object, "@type");
    if (json_is_string(type))
        return rank_of_name(json_string_value(type));
    int best = 0;
    for (size_t i = 0; i < json_array_size(type); i++) {
        const json_t *one = json_array_get(type, i);
        int rank = json_is_string(one) ? rank_of_name(json_string_value(one)) : 0;
        best = rank > best ? rank : best;
    }
    return best;
}

typedef struct Search {
    const HtmlPage *page;
    TfSlice title; /* folded */
    FactLd *ld;
    Persons persons;
    const json_t *stack[512];
    size_t depth;
} Search;

/* A list of articles describes others: the headline must be the page's. */
static double fit_of(Search *search, const json_t *object, TfSlice *headline)
{
    *headline = string_of(json_object_get(object, "headline"), search->page->arena);
    if (headline->length == 0)
        *headline = string_of(json_object_get(object, "name"), search->page->arena);
    if (headline->length == 0 || search->title.length == 0)
        return 0.5;
    TfSlice folded = fact_fold(*headline, search->page->arena);
    double there = fact_shared(folded, search->title);
    double back = fact_shared(search->title, folded);
    return there > back ? there : back;
}

static void take_object(Search *search, const json_t *object)
{
    TfArena *arena = search->page->arena;
    TfSlice headline;
    int rank = rank_of(object) * 2;
    if (rank == 0)
        return;
    double fit = fit_of(search, object, &headline);
    TfSlice published = string_of(json_object_get(object, "datePublished"), arena);
    if (published.length == 0)
        published = string_of(json_object_get(object, "dateCreated"), arena);
    rank += (fit > 0.6 ? 4 : fit < 0.3 ? -4 : 0) + (published.length > 0);
    if (rank <= search->ld->rank || rank < 1)
        return;
    *search->ld = (FactLd){
        .rank = rank,
        .headline = headline,
        .published = published,
        .modified = string_of(json_object_get(object, "dateModified"), arena),
        .author = names_of(&search->persons, json_object_get(object, "author"), arena),
        .publisher = names_of(&search->persons, json_object_get(object, "publisher"), arena),
        .source = organisation_of(&search->persons, json_object_get(object, "author"), arena),
        .lang = string_of(json_object_get(object, "inLanguage"), arena),
        .url = string_of(json_object_get(object, "url"), arena),
    };
    if (search->ld->author.length == 0)
        search->ld->author = names_of(&search->persons, json_object_get(object, "creator"), arena);
}

static void push(Search *search, const json_t *value)
{
    if ((json_is_object(value) || json_is_array(value)) &&
        search->depth < sizeof search->stack / sizeof search->stack[0])
        search->stack[search->depth++] = value;
}

static void push_members(Search *search, const json_t *value)
{
    for (size_t i = json_array_size(value); i > 0; i--) /* the first is to be taken off first */
        push(search, json_array_get(value, i - 1));
    json_t *object = (json_t *)(uintptr_t)value; /* jansson's iterators take no const */
    for (void *at = json_object_iter(object); at != NULL; at = json_object_iter_next(object, at))
        push(search, json_object_iter_value(at));
}

/* Goes through all objects; the first time to collect those that others point to. */
static void go_through(Search *search, const json_t *root, bool collect)
{
    search->depth = 0;
    push(search, root);
    for (size_t seen = 0; search->depth > 0 && seen < MOST_VALUES; seen++) {
        const json_t *value = search->stack[--search->depth];
        push_members(search, value);
        if (!json_is_object(value))
            continue;
        if (!collect)
            take_object(search, value);
        else if (search->persons.count < MOST_PERSONS && json_is_string(json_object_get(value, "@id")) &&
                 json_object_get(value, "name") != NULL)
            search->persons.items[search->persons.count++] = value;
    }
}

/* --- text that is no JSON --- */

/* The string of the first member of that name, whatever stands around it. */
static TfSlice search_member(TfSlice json, const char *quoted_name, TfArena *arena)
{
    size_t at = tf_slice_find(json, 0, quoted_name);
    if (at == TF_NOWHERE)
        return (TfSlice){NULL, 0};
    at += strlen(quoted_name);
    while (at < json.length && strchr(" \t\r\n:", json.bytes[at]) != NULL)
        at++;
    if (at >= json.length || json.bytes[at] != '"')
        return (TfSlice){NULL, 0};
    size_t end = ++at;
    while (end < json.length && json.bytes[end] != '"')
        end += json.bytes[end] == '\\' ? 2 : 1;
    return fact_clean(tf_slice_range(json, at, end), arena);
}

static void take_text(Search *search, TfSlice json)
{
    if (search->ld->rank > 0)
        return;
    TfArena *arena = search->page->arena;
    TfSlice published = search_member(json, "\"datePublished\"", arena);
    if (published.length == 0)
        return;
    *search->ld =
        (FactLd){.rank = 1, .published = published, .headline = search_member(json, "\"headline\"", arena)};
    size_t author = tf_slice_find(json, 0, "\"author\"");
    if (author != TF_NOWHERE)
        search->ld->author = search_member(tf_slice_range(json, author, author + 400), "\"name\"", arena);
}

/* --- scripts --- */

static TfStatus read_script(Search *search, TfSlice script, TfError *error)
{
    TfSlice json = strip_wrapping(script);
    size_t length = 0;
    json_error_t fault;
    if (json.length == 0 || json.length > MOST_SCRIPT)
        return TF_OK;
    char *mended = tf_arena_room(search->page->arena, json.length + 1);
    if (mended == NULL)
        return tf_fail_memory(error);
    if (!mend(json, mended, &length))
        return TF_OK;
    json_t *root = json_loadb(mended, length, JSON_ALLOW_NUL | JSON_DISABLE_EOF_CHECK, &fault);
    if (root == NULL) {
        take_text(search, json);
        return TF_OK;
    }
    search->persons.count = 0;
    go_through(search, root, true);
    go_through(search, root, false);
    json_decref(root);
    return TF_OK;
}

/* The next script of the type from *at on; bytes NULL when there is none. */
static TfSlice next_script(TfSlice page, size_t *at)
{
    size_t type = tf_slice_find(page, *at, "application/ld+json");
    size_t start = type != TF_NOWHERE ? tf_slice_find_byte(page, type, '>') : TF_NOWHERE;
    if (start == TF_NOWHERE)
        return (TfSlice){NULL, 0};
    size_t end = tf_slice_find(page, start, "</script");
    *at = end == TF_NOWHERE ? page.length : end;
    return tf_slice_range(page, start + 1, *at);
}

TfStatus fact_read_ld(const HtmlPage *page, TfSlice title, FactLd *ld, TfError *error)
{
    Search search = {.page = page, .title = fact_fold(title, page->arena), .ld = ld};
    size_t at = 0;
    TfStatus status = TF_OK;
    *ld = (FactLd){.rank = 0};
    for (int scripts = 0; scripts < MOST_SCRIPTS && status == TF_OK; scripts++) {
        TfSlice script = next_script(page->decoded, &at);
        if (script.bytes == NULL)
            break;
        status = read_script(&search, script, error);
    }
    return status;
}
