/* Rewrites gnuplot's SVG tag by tag in one pass. It relies on little: tags hold no '>' inside quotes and text
 * is escaped but for "&#" and "]]>", which is what gnuplot 5.4 writes. */
#include "plots/svg_finish.h"

#include "plots/svg_words.h"
#include "tracker/base/json_writer.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

#define MOST_ID      64
#define MOST_HREF    4096
#define MOST_CLASSES 4

#define FONT_STACK "Inter, system-ui, -apple-system, 'Segoe UI', 'Noto Sans', 'DejaVu Sans', sans-serif"

typedef struct Finisher {
    const SvgFinish *finish;
    TextBuilder *out;
    char id[MOST_ID + 1];
    bool has_title; /* the document's own title was written; later ones are script text */
    bool in_text;
    bool has_root;
} Finisher;

typedef struct Attribute {
    TfSlice name;
    TfSlice value;
} Attribute;

static void set_id(Finisher *finisher, TfSlice id)
{
    if (id.length == 0)
        id = tf_slice("chart");
    size_t length = id.length < MOST_ID ? id.length : MOST_ID;
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)id.bytes[i];
        finisher->id[i] = byte < 128 && isalnum(byte) ? (char)byte : '-';
    }
    finisher->id[length] = '\0';
}

/* --- attributes --- */

/* "rgb( 11,  95, 165)" or "#0b5fa5" as 0xRRGGBB; false for names such as "none". */
static bool read_colour(TfSlice value, uint32_t *rgb)
{
    uint32_t parts[3] = {0, 0, 0};
    size_t count = 0;
    if (value.length == 7 && value.bytes[0] == '#') {
        uint32_t hex = 0;
        for (size_t i = 1; i < 7; i++) {
            unsigned char byte = (unsigned char)value.bytes[i];
            if (!isxdigit(byte))
                return false;
            hex = hex * 16 + (uint32_t)(isdigit(byte) ? byte - '0' : tolower(byte) - 'a' + 10);
        }
        *rgb = hex;
        return true;
    }
    if (!tf_slice_starts_with(value, "rgb("))
        return false;
    TfSlice rest = tf_slice_range(value, 4, value.length - 1);
    while (rest.bytes != NULL && count < 3) {
        int64_t part;
        if (!tf_integer_read(tf_slice_trim(tf_slice_split(&rest, ',')), &part) || part < 0 || part > 255)
            return false;
        parts[count++] = (uint32_t)part;
    }
    *rgb = parts[0] << 16 | parts[1] << 8 | parts[2];
    return count == 3;
}

static const char *name_of_colour(uint32_t rgb, ChartTheme theme)
{
    for (ChartColour i = 0; i < COLOUR_COUNT; i++)
        if (palette_rgb(i, theme) == rgb)
            return palette_name(i);
    return NULL;
}

static bool is_colour_attribute(TfSlice name)
{
    return tf_slice_is(name, "fill") || tf_slice_is(name, "stroke") || tf_slice_is(name, "color");
}

/* Page CSS can restyle what has a class, since attributes lose to any rule; programs without CSS variables
 * still find the literal colour. */
static void add_classes(const Finisher *finisher, const Attribute *attributes, size_t count)
{
    bool is_open = false;
    for (size_t i = 0; i < count; i++) {
        uint32_t rgb;
        if (!is_colour_attribute(attributes[i].name) || !read_colour(attributes[i].value, &rgb))
            continue;
        const char *name = name_of_colour(rgb, finisher->finish->theme);
        if (name == NULL)
            continue;
        text_add(finisher->out, is_open ? " " : " class=\"");
        text_addf(finisher->out, "%c-%s", attributes[i].name.bytes[0], name);
        is_open = true;
    }
    if (is_open)
        text_add(finisher->out, "\"");
}

static void add_attribute(const Finisher *finisher, const Attribute *attribute)
{
    TextBuilder *out = finisher->out;
    TfSlice name = attribute->name;
    TfSlice value = attribute->value;
    uint32_t rgb;
    if (tf_slice_is(name, "class"))
        return; /* gnuplot's own, "gridline"; ours are written apart */
    if (tf_slice_is(name, "font-family")) {
        /* noenhanced text writes the family as "Inter:Bold" and no weight; the family is inherited from the
         * root */
        if (tf_slice_ends_with(value, ":Bold"))
            text_add(out, " font-weight=\"700\"");
        return;
    }
    text_addf(out, " %.*s=\"", TF_SLICE_ARG(name));
    if (tf_slice_is(name, "id"))
        text_addf(out, "%s-", finisher->id);
    if (tf_slice_ends_with(name, "href") && value.length > 0 && value.bytes[0] == '#') {
        text_addf(out, "#%s-", finisher->id);
        value = tf_slice_range(value, 1, value.length);
    }
    if (is_colour_attribute(name) && read_colour(value, &rgb))
        text_addf(out, "#%06x", (unsigned)rgb);
    else
        text_add_slice(out, value);
    text_add_byte(out, '"');
}

#define MOST_ATTRIBUTES 24

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

/* name = "value" or name='value', blanks allowed anywhere; returns how many were read. */
static size_t read_attributes(TfSlice text, Attribute attributes[MOST_ATTRIBUTES])
{
    size_t count = 0;
    size_t at = 0;
    while (count < MOST_ATTRIBUTES) {
        while (at < text.length && is_blank(text.bytes[at]))
            at++;
        size_t equals = tf_slice_find_byte(text, at, '=');
        if (equals == TF_NOWHERE)
            break;
        TfSlice name = tf_slice_trim(tf_slice_range(text, at, equals));
        size_t start = equals + 1;
        while (start < text.length && is_blank(text.bytes[start]))
            start++;
        if (start >= text.length || (text.bytes[start] != '"' && text.bytes[start] != '\''))
            break;
        size_t end = tf_slice_find_byte(text, start + 1, text.bytes[start]);
        if (end == TF_NOWHERE)
            break;
        attributes[count++] = (Attribute){name, tf_slice_range(text, start + 1, end)};
        at = end + 1;
    }
    return count;
}

/* --- tags --- */

static void add_root_attributes(const Finisher *finisher)
{
    /* role="img" would hide the links inside from screen readers */
    const char *lang = chart_language_code(finisher->finish->language);
    text_addf(finisher->out,
              " lang=\"%s\" xml:lang=\"%s\" font-family=\"" FONT_STACK
              "\" role=\"group\" aria-labelledby=\"%s-title\" aria-describedby=\"%s-desc\"",
              lang, lang, finisher->id, finisher->id);
}

/* A light picture that is opened by itself goes dark with the reader's screen; one asked for in dark stays
 * dark. */
static void add_dark_screen(TextBuilder *out)
{
    text_add(out, "\n<style>@media screen and (prefers-color-scheme:dark){");
    for (ChartColour i = 0; i < COLOUR_COUNT; i++) {
        const char *name = palette_name(i);
        unsigned rgb = palette_rgb(i, CHART_DARK);
        text_addf(out, ".f-%s{fill:#%06x}.s-%s{stroke:#%06x}.c-%s{color:#%06x}", name, rgb, name, rgb, name,
                  rgb);
    }
    text_add(out, "}</style>");
}

static void add_title(Finisher *finisher)
{
    text_addf(finisher->out, "<title id=\"%s-title\">", finisher->id);
    svg_add_escaped(finisher->out, finisher->finish->title);
    text_addf(finisher->out, "</title>\n<desc id=\"%s-desc\">", finisher->id);
    svg_add_escaped(finisher->out, finisher->finish->description);
    text_add(finisher->out, "</desc>");
    if (finisher->finish->theme == CHART_LIGHT)
        add_dark_screen(finisher->out);
    finisher->has_title = true;
}

bool svg_link_is_safe(TfSlice href)
{
    static const char *const schemes[] = {"http", "https", "mailto"};
    if (href.length == 0 || href.length > MOST_HREF)
        return false;
    for (size_t i = 0; i < href.length; i++)
        if ((unsigned char)href.bytes[i] <= 0x20 || href.bytes[i] == 0x7F || href.bytes[i] == '\\')
            return false; /* browsers skip or rewrite these before they look for the scheme */
    size_t end = 0;
    while (end < href.length && strchr(":/?#", href.bytes[end]) == NULL)
        end++;
    if (end == href.length || href.bytes[end] != ':')
        return true;
    TfSlice scheme = tf_slice_range(href, 0, end);
    for (size_t i = 0; i < sizeof schemes / sizeof schemes[0]; i++)
        if (tf_slice_equal_ascii_case(scheme, tf_slice(schemes[i])))
            return true;
    return false;
}

static void add_number_attribute(TextBuilder *out, const char *name, double value)
{
    char text[TF_NUMBER_CHARS];
    tf_double_write(text, round(value * 10) / 10);
    text_addf(out, " %s=\"%s\"", name, text);
}

static void add_link(TextBuilder *out, const LayoutLink *link)
{
    text_add(out, "<g role=\"listitem\"><a href=\"");
    svg_add_escaped(out, link->href);
    text_add(out, "\" aria-label=\"");
    svg_add_escaped(out, link->evidence);
    text_add(out, "\"><title>");
    svg_add_escaped(out, link->evidence);
    text_add(out, "</title><circle");
    add_number_attribute(out, "cx", link->x);
    add_number_attribute(out, "cy", link->y);
    add_number_attribute(out, "r", link->radius);
    text_add(out, " fill=\"#ffffff\" fill-opacity=\"0\" stroke=\"none\"/></a></g>\n");
}

/* In front of what gnuplot drew. The stroke of a group around them would outline the letters. */
static void add_labels(const Finisher *finisher)
{
    const SvgFinish *finish = finisher->finish;
    if (finish->label_count == 0)
        return;
    text_add(finisher->out, "<g stroke=\"none\">\n");
    for (size_t i = 0; i < finish->label_count; i++)
        svg_add_label(finisher->out, &finish->labels[i], finish->theme);
    text_add(finisher->out, "</g>\n");
}

/* On top of everything, so that the points below can be clicked and reached by keyboard. */
static void add_links(Finisher *finisher)
{
    bool is_open = false;
    for (size_t i = 0; i < finisher->finish->link_count; i++) {
        if (!svg_link_is_safe(finisher->finish->links[i].href))
            continue;
        if (!is_open)
            text_addf(finisher->out, "<g class=\"evidence\" role=\"list\" aria-label=\"%s\">\n",
                      chart_term(finisher->finish->language, TERM_EVIDENCE));
        is_open = true;
        add_link(finisher->out, &finisher->finish->links[i]);
    }
    if (is_open)
        text_add(finisher->out, "</g>\n");
}

/* `tag` without its angle brackets. */
static void add_open_tag(Finisher *finisher, TfSlice tag)
{
    bool is_empty = tf_slice_ends_with(tag, "/");
    if (is_empty)
        tag = tf_slice_range(tag, 0, tag.length - 1);
    size_t end = 0;
    while (end < tag.length && !is_blank(tag.bytes[end]))
        end++;
    TfSlice name = tf_slice_range(tag, 0, end);
    Attribute attributes[MOST_ATTRIBUTES];
    size_t count = read_attributes(tf_slice_range(tag, end, tag.length), attributes);
    text_addf(finisher->out, "<%.*s", TF_SLICE_ARG(name));
    if (tf_slice_is(name, "svg")) {
        add_root_attributes(finisher);
        finisher->has_root = true;
    }
    add_classes(finisher, attributes, count);
    for (size_t i = 0; i < count; i++)
        add_attribute(finisher, &attributes[i]);
    text_add(finisher->out, is_empty ? "/>" : ">");
    if (tf_slice_is(name, "text"))
        finisher->in_text = !is_empty;
}

static size_t skip_blanks(TfSlice svg, size_t at)
{
    while (at < svg.length && is_blank(svg.bytes[at]))
        at++;
    return at;
}

/* The end of a group that holds nothing or an empty text, of which gnuplot writes many; `end` when it holds
 * more. */
static size_t skip_empty_group(TfSlice svg, size_t end)
{
    static const char empty_text[] = "<text></text>";
    size_t at = skip_blanks(svg, end);
    if (tf_slice_starts_with(tf_slice_range(svg, at, svg.length), empty_text))
        at = skip_blanks(svg, at + sizeof empty_text - 1);
    return tf_slice_starts_with(tf_slice_range(svg, at, svg.length), "</g>") ? skip_blanks(svg, at + 4) : end;
}

/* Handles the tag whose '<' is at `at`; returns where reading goes on. */
static size_t add_tag(Finisher *finisher, TfSlice svg, size_t at)
{
    size_t end = tf_slice_find_byte(svg, at, '>');
    if (end == TF_NOWHERE)
        return svg.length;
    TfSlice tag = tf_slice_range(svg, at + 1, end);
    if (tf_slice_is(tag, "title") || tf_slice_is(tag, "desc")) {
        if (!finisher->has_title)
            add_title(finisher);
        size_t close = tf_slice_find(svg, end, tf_slice_is(tag, "title") ? "</title>" : "</desc>");
        return close == TF_NOWHERE ? svg.length : tf_slice_find_byte(svg, close, '>') + 1;
    }
    if (tf_slice_starts_with(tag, "g ") && skip_empty_group(svg, end + 1) > end + 1)
        return skip_empty_group(svg, end + 1);
    if (tf_slice_is(tag, "/svg")) {
        add_labels(finisher);
        add_links(finisher);
    }
    if (tf_slice_is(tag, "/text"))
        finisher->in_text = false;
    if (tag.length > 0 && strchr("/?!", tag.bytes[0]) != NULL)
        text_add_slice(finisher->out, tf_slice_range(svg, at, end + 1));
    else
        add_open_tag(finisher, tag);
    return end + 1;
}

TfStatus svg_finish(TfSlice svg, const SvgFinish *finish, TextBuilder *out, TfError *error)
{
    Finisher finisher = {.finish = finish, .out = out};
    set_id(&finisher, finish->id);
    size_t at = 0;
    while (at < svg.length) {
        size_t tag = tf_slice_find_byte(svg, at, '<');
        size_t end = tag == TF_NOWHERE ? svg.length : tag;
        if (finisher.in_text)
            svg_add_text_of_gnuplot(out, tf_slice_range(svg, at, end));
        else
            text_add_slice(out, tf_slice_range(svg, at, end));
        at = tag == TF_NOWHERE ? svg.length : add_tag(&finisher, svg, tag);
    }
    if (!finisher.has_root || !finisher.has_title || !tf_slice_ends_with(tf_slice_trim(svg), "</svg>"))
        return tf_fail(error, TF_TOOL,
                       "gnuplot wrote %zu bytes that are not a whole SVG; no chart was written", svg.length);
    return text_check(out, error);
}
