/* The site: its address for the page, its name, and the language it says it writes in. */
#include "importers/html/facts_internal.h"

#include "importers/readers/character.h"

#include <libxml/uri.h>
#include <string.h>

/* --- addresses --- */

TfSlice fact_host(TfSlice url)
{
    size_t start = tf_slice_find(url, 0, "://");
    if (start == TF_NOWHERE || start > 10)
        return (TfSlice){NULL, 0};
    start += 3;
    size_t end = start;
    while (end < url.length && strchr("/?#:", url.bytes[end]) == NULL)
        end++;
    return tf_slice_range(url, start, end);
}

/* Without what stands for the same site: "www.", "m.", "amp.". */
static TfSlice plain_host(TfSlice url)
{
    static const char *const fronts[] = {"www.", "m.", "amp.", "mobile."};
    TfSlice host = fact_host(url);
    for (size_t i = 0; i < sizeof fronts / sizeof fronts[0]; i++)
        if (tf_slice_starts_with(host, fronts[i]))
            host = tf_slice_range(host, strlen(fronts[i]), host.length);
    return host;
}

TfSlice fact_domain_label(TfSlice url)
{
    TfSlice best = {NULL, 0};
    TfSlice rest = plain_host(url);
    while (rest.bytes != NULL && rest.length > 0) {
        TfSlice label = tf_slice_split(&rest, '.');
        if (rest.bytes != NULL && (best.bytes == NULL || label.length > 3)) /* "co" of "bbc.co.uk" is none */
            best = label;
    }
    return best;
}

bool fact_is_home(TfSlice href)
{
    TfSlice host = fact_host(href);
    size_t path = host.bytes != NULL ? (size_t)(host.bytes + host.length - href.bytes) : 0;
    TfSlice rest = tf_slice_range(href, path, href.length);
    return href.length > 0 && (rest.length == 0 || tf_slice_is(rest, "/"));
}

static bool is_bare(TfSlice url)
{
    TfSlice host = fact_host(url);
    if (host.bytes == NULL)
        return true;
    size_t path = (size_t)(host.bytes + host.length - url.bytes);
    return url.length <= path + 1;
}

/* An address of the page as written in it, made whole. */
static TfSlice resolve(const FactScan *scan, TfSlice address)
{
    TfSlice base = scan->page->options->url;
    if (address.length == 0 || fact_host(address).length > 0)
        return address;
    if (base.length == 0)
        return (TfSlice){NULL, 0};
    TfSlice page = tf_arena_copy(scan->arena, base);
    TfSlice part = tf_arena_copy(scan->arena, address);
    if (page.bytes == NULL || part.bytes == NULL)
        return (TfSlice){NULL, 0};
    xmlChar *built = xmlBuildURI((const xmlChar *)part.bytes, (const xmlChar *)page.bytes);
    if (built == NULL)
        return (TfSlice){NULL, 0};
    TfSlice whole = tf_arena_copy(scan->arena, tf_slice((const char *)built));
    xmlFree(built);
    return whole;
}

/* The address the page gives itself is taken when it is of the same site and of an article. */
static void find_url(const FactScan *scan, HtmlFacts *facts)
{
    TfSlice given = scan->page->options->url;
    const TfSlice told[] = {scan->canonical, fact_meta(scan, "og:url"), scan->ld.url};
    facts->url = given;
    for (size_t i = 0; i < sizeof told / sizeof told[0]; i++) {
        TfSlice whole = resolve(scan, told[i]);
        TfSlice scheme = tf_slice_range(whole, 0, 4);
        if (whole.length == 0 || whole.length > 2000 ||
            !tf_slice_equal_ascii_case(scheme, tf_slice("http")) || (is_bare(whole) && !is_bare(given)))
            continue;
        if (given.length > 0 && !tf_slice_equal_ascii_case(plain_host(whole), plain_host(given)))
            continue;
        facts->url = whole;
        return;
    }
}

/* --- the name --- */

static bool is_letters(UChar32 character)
{
    return character_is_letter(character) || u_isdigit(character);
}

/* Letters and figures only, for comparing names with domains: "The Daily-News" is "thedailynews". */
static TfSlice squeeze(TfSlice name, TfArena *arena)
{
    TfSlice folded = fact_fold(name, arena);
    char *to = tf_arena_room(arena, folded.length + 1);
    size_t length = 0;
    for (size_t i = 0; to != NULL && i < folded.length; i++)
        if (folded.bytes[i] != ' ')
            to[length++] = folded.bytes[i];
    return tf_slice_of(to, to != NULL ? length : 0);
}

/* "nytimes" of "The New York Times": the first letters of words, or the words run together. */
static bool abbreviates(TfSlice label, TfSlice name, TfArena *arena)
{
    TfSlice rest = fact_fold(name, arena);
    char initials[64];
    size_t length = 0;
    while (rest.bytes != NULL && length < sizeof initials) {
        TfSlice word = tf_slice_split(&rest, ' ');
        if (word.length > 0)
            initials[length++] = word.bytes[0];
    }
    TfSlice letters = tf_slice_of(initials, length);
    return length >= 2 && tf_slice_equal(letters, label);
}

bool fact_is_site_name(const FactScan *scan, const HtmlFacts *facts, TfSlice name, bool loosely)
{
    TfArena *arena = scan->arena;
    TfSlice squeezed = squeeze(name, arena);
    TfSlice host = squeeze(fact_host(facts->url), arena);
    TfSlice label = squeeze(fact_domain_label(facts->url), arena);
    const TfSlice names[] = {facts->publisher,
                             facts->outlet,
                             fact_meta(scan, "og:site_name"),
                             fact_meta(scan, "application-name"),
                             scan->ld.publisher,
                             fact_meta(scan, "twitter:site"),
                             fact_meta(scan, "apple-mobile-web-app-title")};
    if (squeezed.length == 0)
        return false;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        TfSlice site = squeeze(names[i], arena);
        if (site.length > 0 && tf_slice_equal(site, squeezed))
            return true;
    }
    if (label.length < 2)
        return false;
    if (tf_slice_equal(label, squeezed) || abbreviates(label, name, arena))
        return loosely || label.length > 3;
    if (!loosely)
        return false;
    TfSlice text = tf_arena_copy(arena, label);
    TfSlice whole = tf_arena_copy(arena, squeezed);
    bool in_host =
        squeezed.length >= 4 && whole.bytes != NULL && tf_slice_find(host, 0, whole.bytes) != TF_NOWHERE;
    bool holds = label.length >= 4 && text.bytes != NULL && squeezed.length <= label.length + 16 &&
                 tf_slice_find(squeezed, 0, text.bytes) != TF_NOWHERE;
    return in_host || holds;
}

/* The site's name as people write it; a domain where nothing better is told. */
static void find_publisher(const FactScan *scan, HtmlFacts *facts)
{
    const TfSlice told[] = {
        fact_meta(scan, "og:site_name"),           scan->ld.publisher,
        fact_meta(scan, "application-name"),       fact_meta(scan, "dc.publisher"),
        fact_meta(scan, "citation_journal_title"), fact_meta(scan, "apple-mobile-web-app-title")};
    for (size_t i = 0; i < sizeof told / sizeof told[0] && facts->publisher.length == 0; i++) {
        TfSlice name = fact_clean(told[i], scan->arena);
        if (name.length >= 2 && name.length <= 100)
            facts->publisher = name;
    }
}

/* --- the language --- */

/* "en" of "en-US"; what is no code is left out. */
static TfSlice code_of(TfSlice text, TfArena *arena)
{
    char code[4];
    size_t length = 0;
    text = tf_slice_trim(text);
    while (length < text.length && length < sizeof code && is_letters((unsigned char)text.bytes[length]) &&
           (unsigned char)text.bytes[length] < 0x80) {
        code[length] = (char)(text.bytes[length] | 0x20);
        length++;
    }
    bool ends =
        length == text.length || (length < text.length && strchr("-_,; ", text.bytes[length]) != NULL);
    return length >= 2 && length <= 3 && ends ? tf_arena_copy(arena, tf_slice_of(code, length))
                                              : (TfSlice){NULL, 0};
}

static void find_lang(const FactScan *scan, HtmlFacts *facts)
{
    const TfSlice told[] = {scan->page->options->lang,           scan->lang,
                            fact_meta(scan, "og:locale"),        scan->ld.lang,
                            fact_meta(scan, "content-language"), fact_meta(scan, "language"),
                            fact_meta(scan, "dc.language")};
    for (size_t i = 0; i < sizeof told / sizeof told[0] && facts->lang.length == 0; i++)
        facts->lang = code_of(told[i], scan->arena);
}

void fact_find_site(FactScan *scan, HtmlFacts *facts)
{
    find_url(scan, facts);
    find_publisher(scan, facts);
    find_lang(scan, facts);
}
