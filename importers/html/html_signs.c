/* What names say: roles, classes and ids are written by people, and over the web the same English words
 * recur. They are words of page makers and not of the article, so they hold for pages in any language. */
#include "importers/html/html_blocks.h"

#include <string.h>

typedef struct Sign {
    const char *word;
    uint32_t signs;
} Sign;

/* Words of classes and ids, sorted. A word is what stands between "-", "_", blanks, or begins with a capital.
 */
static const Sign words[] = {
    {"ad", SIGN_PROMO},
    {"addthis", SIGN_SHARE},
    {"ads", SIGN_PROMO},
    {"adsbygoogle", SIGN_PROMO},
    {"advert", SIGN_PROMO},
    {"advertisement", SIGN_PROMO},
    {"advertising", SIGN_PROMO},
    {"alert", SIGN_PROMO},
    {"archive", SIGN_RELATED},
    {"article", SIGN_CONTENT},
    {"articlebody", SIGN_ARTICLE},
    {"articlecontent", SIGN_ARTICLE},
    {"aside", SIGN_SIDE},
    {"author", SIGN_AUTHOR},
    {"authorbox", SIGN_AUTHOR},
    {"authors", SIGN_AUTHOR},
    {"avatar", SIGN_AUTHOR},
    {"banner", SIGN_PROMO},
    {"bio", SIGN_AUTHOR},
    {"body", SIGN_CONTENT},
    {"bookmarks", SIGN_SHARE},
    {"bottom", SIGN_FOOT},
    {"breadcrumb", SIGN_NAV},
    {"breadcrumbs", SIGN_NAV},
    {"byline", SIGN_AUTHOR},
    {"caption", SIGN_CAPTION},
    {"card", SIGN_RELATED},
    {"cards", SIGN_RELATED},
    {"carousel", SIGN_RELATED},
    {"categories", SIGN_META},
    {"category", SIGN_META},
    {"comment", SIGN_COMMENT},
    {"commentlist", SIGN_COMMENT},
    {"comments", SIGN_COMMENT},
    {"consent", SIGN_ASK},
    {"contact", SIGN_FOOT},
    {"content", SIGN_CONTENT},
    {"cookie", SIGN_ASK},
    {"cookies", SIGN_ASK},
    {"copyright", SIGN_FOOT},
    {"credit", SIGN_CAPTION},
    {"credits", SIGN_CAPTION},
    {"crumb", SIGN_NAV},
    {"crumbs", SIGN_NAV},
    {"cta", SIGN_PROMO},
    {"date", SIGN_META},
    {"dateline", SIGN_META},
    {"disclaimer", SIGN_FOOT},
    {"disqus", SIGN_COMMENT},
    {"donate", SIGN_ASK},
    {"donation", SIGN_ASK},
    {"dropdown", SIGN_NAV},
    {"entry", SIGN_CONTENT},
    {"facebook", SIGN_SHARE},
    {"featured", SIGN_RELATED},
    {"feedback", SIGN_COMMENT},
    {"figcaption", SIGN_CAPTION},
    {"follow", SIGN_SHARE},
    {"foot", SIGN_FOOT},
    {"footer", SIGN_FOOT},
    {"gdpr", SIGN_ASK},
    {"head", SIGN_HEAD},
    {"header", SIGN_HEAD},
    {"hentry", SIGN_CONTENT},
    {"imprint", SIGN_FOOT},
    {"info", SIGN_META},
    {"kommentar", SIGN_COMMENT},
    {"kommentare", SIGN_COMMENT},
    {"latest", SIGN_RELATED},
    {"legal", SIGN_FOOT},
    {"like", SIGN_SHARE},
    {"likes", SIGN_SHARE},
    {"links", SIGN_NAV},
    {"login", SIGN_FORM},
    {"logo", SIGN_HEAD},
    {"main", SIGN_MAIN},
    {"maincontent", SIGN_MAIN},
    {"masthead", SIGN_HEAD},
    {"menu", SIGN_NAV},
    {"menus", SIGN_NAV},
    {"meta", SIGN_META},
    {"metadata", SIGN_META},
    {"modal", SIGN_ASK},
    {"more", SIGN_RELATED},
    {"mostread", SIGN_RELATED},
    {"nav", SIGN_NAV},
    {"navbar", SIGN_NAV},
    {"navi", SIGN_NAV},
    {"navigation", SIGN_NAV},
    {"newsletter", SIGN_ASK},
    {"next", SIGN_RELATED},
    {"notice", SIGN_PROMO},
    {"outbrain", SIGN_RELATED},
    {"overlay", SIGN_PROMO},
    {"pager", SIGN_NAV},
    {"pagination", SIGN_NAV},
    {"paging", SIGN_NAV},
    {"paywall", SIGN_ASK},
    {"pingback", SIGN_COMMENT},
    {"pingbacks", SIGN_COMMENT},
    {"popular", SIGN_RELATED},
    {"popup", SIGN_ASK},
    {"post", SIGN_CONTENT},
    {"posted", SIGN_META},
    {"postmetadata", SIGN_META},
    {"prev", SIGN_RELATED},
    {"previous", SIGN_RELATED},
    {"privacy", SIGN_FOOT},
    {"profile", SIGN_AUTHOR},
    {"promo", SIGN_PROMO},
    {"promotion", SIGN_PROMO},
    {"prose", SIGN_CONTENT},
    {"published", SIGN_META},
    {"rail", SIGN_SIDE},
    {"rating", SIGN_META},
    {"ratings", SIGN_META},
    {"recent", SIGN_RELATED},
    {"recirc", SIGN_RELATED},
    {"recommend", SIGN_RELATED},
    {"recommendation", SIGN_RELATED},
    {"recommendations", SIGN_RELATED},
    {"recommended", SIGN_RELATED},
    {"register", SIGN_FORM},
    {"related", SIGN_RELATED},
    {"relatedposts", SIGN_RELATED},
    {"replies", SIGN_COMMENT},
    {"reply", SIGN_COMMENT},
    {"respond", SIGN_COMMENT},
    {"review", SIGN_COMMENT},
    {"reviews", SIGN_COMMENT},
    {"richtext", SIGN_CONTENT},
    {"search", SIGN_FORM},
    {"share", SIGN_SHARE},
    {"sharedaddy", SIGN_SHARE},
    {"sharing", SIGN_SHARE},
    {"side", SIGN_SIDE},
    {"sidebar", SIGN_SIDE},
    {"signup", SIGN_ASK},
    {"similar", SIGN_RELATED},
    {"single", SIGN_CONTENT},
    {"skip", SIGN_NAV},
    {"social", SIGN_SHARE},
    {"socials", SIGN_SHARE},
    {"source", SIGN_CAPTION},
    {"sponsor", SIGN_PROMO},
    {"sponsored", SIGN_PROMO},
    {"sponsors", SIGN_PROMO},
    {"sticky", SIGN_HEAD},
    {"story", SIGN_CONTENT},
    {"submenu", SIGN_NAV},
    {"subscribe", SIGN_ASK},
    {"subscription", SIGN_ASK},
    {"suggested", SIGN_RELATED},
    {"taboola", SIGN_RELATED},
    {"tag", SIGN_META},
    {"tagcloud", SIGN_META},
    {"tags", SIGN_META},
    {"teaser", SIGN_RELATED},
    {"teasers", SIGN_RELATED},
    {"text", SIGN_CONTENT},
    {"time", SIGN_META},
    {"timestamp", SIGN_META},
    {"toc", SIGN_NAV},
    {"toolbar", SIGN_NAV},
    {"tools", SIGN_SHARE},
    {"top", SIGN_HEAD},
    {"topbar", SIGN_HEAD},
    {"trackback", SIGN_COMMENT},
    {"trackbacks", SIGN_COMMENT},
    {"trending", SIGN_RELATED},
    {"twitter", SIGN_SHARE},
    {"whatsapp", SIGN_SHARE},
    {"widget", SIGN_SIDE},
    {"widgets", SIGN_SIDE},
};

/* Elements and roles, sorted. */
static const Sign elements[] = {
    {"address", SIGN_FOOT}, {"article", SIGN_ARTICLE}, {"aside", SIGN_SIDE},
    {"dialog", SIGN_PROMO}, {"dl", SIGN_LIST},         {"figcaption", SIGN_CAPTION},
    {"footer", SIGN_FOOT},  {"form", SIGN_FORM},       {"header", SIGN_HEAD},
    {"main", SIGN_MAIN},    {"nav", SIGN_NAV},         {"ol", SIGN_LIST},
    {"table", SIGN_TABLE},  {"ul", SIGN_LIST},
};

static const Sign roles[] = {
    {"alert", SIGN_PROMO},  {"alertdialog", SIGN_PROMO},  {"article", SIGN_ARTICLE},
    {"banner", SIGN_HEAD},  {"complementary", SIGN_SIDE}, {"contentinfo", SIGN_FOOT},
    {"dialog", SIGN_PROMO}, {"form", SIGN_FORM},          {"main", SIGN_MAIN},
    {"menu", SIGN_NAV},     {"menubar", SIGN_NAV},        {"navigation", SIGN_NAV},
    {"search", SIGN_FORM},  {"tablist", SIGN_NAV},        {"toolbar", SIGN_NAV},
};

#define COUNT(rows) (sizeof(rows) / sizeof(rows)[0])

static uint32_t look_up(const Sign *rows, size_t count, const char *word)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(word, rows[middle].word);
        if (order == 0)
            return rows[middle].signs;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return 0;
}

#define WORD_BYTES 24

static uint32_t signs_of_word(const char *text, size_t length)
{
    char word[WORD_BYTES];
    if (length < 2 || length >= WORD_BYTES)
        return 0;
    for (size_t i = 0; i < length; i++)
        word[i] = (char)(text[i] >= 'A' && text[i] <= 'Z' ? text[i] | 0x20 : text[i]);
    word[length] = '\0';
    return look_up(words, COUNT(words), word);
}

static bool is_upper(char byte)
{
    return byte >= 'A' && byte <= 'Z';
}

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || is_upper(byte);
}

/* Most bytes of a class or id that are looked at. */
#define NAMES_BYTES 400

static uint32_t signs_of_names(TfSlice names)
{
    uint32_t signs = 0;
    names = tf_slice_range(names, 0, NAMES_BYTES);
    for (size_t at = 0; at < names.length;) {
        size_t start = at;
        while (at < names.length && is_letter(names.bytes[at]) &&
               (at == start || !is_upper(names.bytes[at]) || is_upper(names.bytes[at - 1])))
            at++;
        signs |= signs_of_word(names.bytes + start, at - start);
        at += at == start;
    }
    return signs;
}

uint32_t html_signs(xmlNodePtr node)
{
    uint32_t signs = look_up(elements, COUNT(elements), (const char *)node->name);
    for (xmlAttrPtr attribute = node->properties; attribute != NULL; attribute = attribute->next) {
        const char *name = (const char *)attribute->name;
        if (attribute->children == NULL || attribute->children->content == NULL)
            continue;
        TfSlice value = tf_slice((const char *)attribute->children->content);
        if (strcmp(name, "class") == 0 || strcmp(name, "id") == 0)
            signs |= signs_of_names(value);
        else if (strcmp(name, "role") == 0)
            signs |= look_up(roles, COUNT(roles), value.bytes);
        else if (strcmp(name, "itemprop") == 0 && tf_slice_find(value, 0, "articleBody") != TF_NOWHERE)
            signs |= SIGN_ARTICLE;
    }
    return signs;
}

/* Whether `style` sets `property` to `value`, blanks or none between. */
static bool has_style(TfSlice style, const char *property, const char *value)
{
    size_t at = tf_slice_find(style, 0, property);
    if (at == TF_NOWHERE)
        return false;
    TfSlice rest = tf_slice_trim(tf_slice_range(style, at + strlen(property), style.length));
    if (!tf_slice_starts_with(rest, ":"))
        return false;
    return tf_slice_starts_with(tf_slice_trim(tf_slice_range(rest, 1, rest.length)), value);
}

static bool is_hiding_class(TfSlice names)
{
    static const char *const hiding[] = {"screen-reader", "sr-only", "visually-hidden", "visuallyhidden",
                                         "print-only"};
    for (size_t i = 0; i < COUNT(hiding); i++)
        if (tf_slice_find(names, 0, hiding[i]) != TF_NOWHERE)
            return true;
    return false;
}

bool html_is_hidden(xmlNodePtr node)
{
    for (xmlAttrPtr attribute = node->properties; attribute != NULL; attribute = attribute->next) {
        const char *name = (const char *)attribute->name;
        if (strcmp(name, "hidden") == 0)
            return true;
        if (attribute->children == NULL || attribute->children->content == NULL)
            continue;
        TfSlice value = tf_slice((const char *)attribute->children->content);
        if (strcmp(name, "style") == 0 &&
            (has_style(value, "display", "none") || has_style(value, "visibility", "hidden")))
            return true;
        if (strcmp(name, "aria-hidden") == 0 && tf_slice_is(value, "true"))
            return true;
        if (strcmp(name, "class") == 0 && is_hiding_class(value))
            return true;
    }
    return false;
}
