/* One walk over the tree: text gathers in a piece until an element that starts a line of its own begins or
 * ends. */
#include "importers/html/html_blocks.h"

#include "importers/readers/character.h"

#include <string.h>

/* What an element does to the text around it; what is not in the table does nothing. */
typedef enum Role {
    ROLE_NONE = 0,
    ROLE_BLOCK,
    ROLE_LINE, /* br */
    ROLE_ROW,
    ROLE_CELL,
    ROLE_LINK,
    ROLE_BOLD,
    ROLE_OUT,    /* nothing of it is text */
    ROLE_RESERVE /* noscript: text only when there is no other */
} Role;

typedef struct Tag {
    const char *name;
    Role role;
    HtmlBlockKind kind;
    uint32_t level;
} Tag;

static const Tag tags[] = {
    {"a", ROLE_LINK, HTML_TEXT, 0},
    {"address", ROLE_BLOCK, HTML_TEXT, 0},
    {"applet", ROLE_OUT, HTML_TEXT, 0},
    {"article", ROLE_BLOCK, HTML_TEXT, 0},
    {"aside", ROLE_BLOCK, HTML_TEXT, 0},
    {"audio", ROLE_OUT, HTML_TEXT, 0},
    {"b", ROLE_BOLD, HTML_TEXT, 0},
    {"blockquote", ROLE_BLOCK, HTML_QUOTE, 0},
    {"body", ROLE_BLOCK, HTML_TEXT, 0},
    {"br", ROLE_LINE, HTML_TEXT, 0},
    {"button", ROLE_OUT, HTML_TEXT, 0},
    {"canvas", ROLE_OUT, HTML_TEXT, 0},
    {"caption", ROLE_BLOCK, HTML_CAPTION, 0},
    {"center", ROLE_BLOCK, HTML_TEXT, 0},
    {"datalist", ROLE_OUT, HTML_TEXT, 0},
    {"dd", ROLE_BLOCK, HTML_ITEM, 0},
    {"details", ROLE_BLOCK, HTML_TEXT, 0},
    {"dialog", ROLE_BLOCK, HTML_TEXT, 0},
    {"div", ROLE_BLOCK, HTML_TEXT, 0},
    {"dl", ROLE_BLOCK, HTML_TEXT, 0},
    {"dt", ROLE_BLOCK, HTML_ITEM, 0},
    {"fieldset", ROLE_BLOCK, HTML_TEXT, 0},
    {"figcaption", ROLE_BLOCK, HTML_CAPTION, 0},
    {"figure", ROLE_BLOCK, HTML_TEXT, 0},
    {"footer", ROLE_BLOCK, HTML_TEXT, 0},
    {"form", ROLE_BLOCK, HTML_TEXT, 0},
    {"h1", ROLE_BLOCK, HTML_HEADING, 1},
    {"h2", ROLE_BLOCK, HTML_HEADING, 2},
    {"h3", ROLE_BLOCK, HTML_HEADING, 3},
    {"h4", ROLE_BLOCK, HTML_HEADING, 4},
    {"h5", ROLE_BLOCK, HTML_HEADING, 5},
    {"h6", ROLE_BLOCK, HTML_HEADING, 6},
    {"head", ROLE_OUT, HTML_TEXT, 0},
    {"header", ROLE_BLOCK, HTML_TEXT, 0},
    {"hgroup", ROLE_BLOCK, HTML_TEXT, 0},
    {"hr", ROLE_BLOCK, HTML_TEXT, 0},
    {"input", ROLE_OUT, HTML_TEXT, 0},
    {"li", ROLE_BLOCK, HTML_ITEM, 0},
    {"link", ROLE_OUT, HTML_TEXT, 0},
    {"main", ROLE_BLOCK, HTML_TEXT, 0},
    {"map", ROLE_OUT, HTML_TEXT, 0},
    {"menu", ROLE_BLOCK, HTML_TEXT, 0},
    {"meta", ROLE_OUT, HTML_TEXT, 0},
    {"nav", ROLE_BLOCK, HTML_TEXT, 0},
    {"noscript", ROLE_RESERVE, HTML_TEXT, 0},
    {"ol", ROLE_BLOCK, HTML_TEXT, 0},
    {"p", ROLE_BLOCK, HTML_PARAGRAPH, 0},
    {"pre", ROLE_BLOCK, HTML_CODE, 0},
    {"script", ROLE_OUT, HTML_TEXT, 0},
    {"section", ROLE_BLOCK, HTML_TEXT, 0},
    {"select", ROLE_OUT, HTML_TEXT, 0},
    {"strong", ROLE_BOLD, HTML_TEXT, 0},
    {"style", ROLE_OUT, HTML_TEXT, 0},
    {"summary", ROLE_BLOCK, HTML_HEADING, 6},
    {"svg", ROLE_OUT, HTML_TEXT, 0},
    {"table", ROLE_BLOCK, HTML_TEXT, 0},
    {"tbody", ROLE_BLOCK, HTML_TEXT, 0},
    {"td", ROLE_CELL, HTML_TEXT, 0},
    {"template", ROLE_OUT, HTML_TEXT, 0},
    {"textarea", ROLE_OUT, HTML_TEXT, 0},
    {"tfoot", ROLE_BLOCK, HTML_TEXT, 0},
    {"th", ROLE_CELL, HTML_TEXT, 0},
    {"thead", ROLE_BLOCK, HTML_TEXT, 0},
    {"title", ROLE_OUT, HTML_TEXT, 0},
    {"tr", ROLE_ROW, HTML_TEXT, 0},
    {"ul", ROLE_BLOCK, HTML_TEXT, 0},
    {"video", ROLE_OUT, HTML_TEXT, 0},
};

#define TAG_COUNT (sizeof tags / sizeof tags[0])

/* Custom elements ("my-player") and those unknown here are containers as often as not; they are taken for
 * containers when they hold one. */
static const Tag *find_tag(const char *name)
{
    static const Tag nothing = {"", ROLE_NONE, HTML_TEXT, 0};
    size_t low = 0, high = TAG_COUNT;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(name, tags[middle].name);
        if (order == 0)
            return &tags[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return &nothing;
}

#define TAGS_AT_HAND 64

typedef struct Walker {
    const HtmlPage *page;
    struct {
        const xmlChar *name; /* the tree has each name once */
        const Tag *tag;
    } at_hand[TAGS_AT_HAND];
    bool hidden;
    HtmlPieces *out;
    char *text; /* of all pieces, one behind the other */
    size_t room;
    size_t length;
    size_t start; /* of the piece that gathers */
    HtmlPiece piece;
    uint32_t element; /* the innermost */
    xmlNodePtr link;
    xmlNodePtr bold;
    xmlNodePtr row; /* a row of data: its cells are one piece */
    unsigned lines; /* br since the last text */
    bool blank;     /* one is due before the next text */
    bool cell;      /* the next text begins a cell */
    bool failed;
} Walker;

static const Tag *tag_of(Walker *walker, xmlNodePtr node)
{
    size_t slot = ((uintptr_t)node->name >> 2) % TAGS_AT_HAND;
    if (walker->at_hand[slot].name != node->name) {
        walker->at_hand[slot].name = node->name;
        walker->at_hand[slot].tag = find_tag((const char *)node->name);
    }
    return walker->at_hand[slot].tag;
}

/* ---- text ---- */

static bool is_stop(UChar32 c)
{
    static const UChar32 stops[] = {'.',    '!',    '?',    0x2026, 0x3002, 0xFF01, 0xFF0E,
                                    0xFF1F, 0x061F, 0x06D4, 0x0964, 0x0589, 0x1362};
    for (size_t i = 0; i < sizeof stops / sizeof stops[0]; i++)
        if (c == stops[i])
            return true;
    return false;
}

static bool is_comma(UChar32 c)
{
    return c == ',' || c == ';' || c == 0x3001 || c == 0xFF0C || c == 0xFF1B || c == 0x060C || c == 0x061B;
}

/* Marks that may stand behind the end of a sentence: quotes, brackets. */
static bool is_closing(UChar32 c)
{
    return c == '"' || c == '\'' || c == ')' || c == ']' || c == 0xBB || c == 0xAB ||
           (c >= 0x2018 && c <= 0x201F) || c == 0x300D || c == 0x300F || c == 0xFF09;
}

/* In quarters of a Latin letter. */
static uint32_t width_of(UChar32 c)
{
    return c < 0x1100 ? 4 : c >= 0x2E80 && c < 0xFFA0 ? 10 : c < 0x2E80 ? 4 : 4;
}

/* Counts marks and figures of text that is complete, and whether it ends as a sentence does. */
static void measure(HtmlPiece *piece)
{
    uint32_t width = 0;
    for (size_t at = 0; at < piece->text.length;) {
        UChar32 c = character_next(piece->text, &at);
        if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') { /* most characters of most pages */
            width += 4;
            piece->ends = false;
            continue;
        }
        width += width_of(c);
        piece->digits += c >= '0' && c <= '9';
        piece->commas += is_comma(c);
        if (is_stop(c)) {
            bool inside = c < 0x80 && at < piece->text.length && piece->text.bytes[at] != ' ' &&
                          (piece->text.bytes[at] & 0x80) == 0 && !is_closing(piece->text.bytes[at]);
            piece->stops += !inside; /* "3.5" and "example.com" end no sentence */
            piece->ends = !inside;
        } else if (c == ':' || c == 0xFF1A) {
            piece->ends = true;
        } else if (!is_closing(c)) {
            piece->ends = false;
        }
    }
    piece->width = width / 4;
}

static bool ends_sentence(const Walker *walker)
{
    size_t length = walker->length;
    TfSlice text = tf_slice_of(walker->text, length);
    while (length > walker->start) {
        UChar32 c = character_before(text, &length);
        if (is_stop(c) || c == ':' || c == ';')
            return true;
        if (!is_closing(c) && c != ' ')
            return false;
    }
    return false;
}

static void flush(Walker *walker)
{
    HtmlPieces *out = walker->out;
    HtmlPiece *piece = &walker->piece;
    piece->text = tf_slice_trim(tf_slice_of(walker->text + walker->start, walker->length - walker->start));
    walker->start = walker->length;
    walker->lines = 0;
    walker->blank = walker->cell = false;
    if (piece->text.length == 0)
        return;
    if (!tf_arena_grow(walker->page->arena, &out->pieces, &out->capacity, out->count, sizeof *out->pieces)) {
        walker->failed = true;
        return;
    }
    piece->element = walker->element;
    measure(piece);
    if (piece->link_width > piece->width)
        piece->link_width = piece->width;
    out->pieces[out->count++] = *piece;
}

static void set_piece(Walker *walker, HtmlBlockKind kind, uint32_t level)
{
    walker->piece = (HtmlPiece){.kind = kind, .level = level};
}

/* The kind of the text directly in the innermost element. */
static void resume_piece(Walker *walker)
{
    const Tag *tag = tag_of(walker, walker->out->elements[walker->element].node);
    if (tag->role == ROLE_ROW)
        set_piece(walker, HTML_ROW, 0);
    else
        set_piece(walker, tag->kind, tag->level);
}

static void add_byte(Walker *walker, char byte)
{
    if (walker->length < walker->room)
        walker->text[walker->length++] = byte;
}

/* What is due before the next text: a break, the mark between cells, a blank. */
static void lead_in(Walker *walker, size_t source)
{
    bool fresh = walker->length == walker->start;
    if (walker->lines > 0 && !fresh && walker->row == NULL && (walker->lines > 1 || ends_sentence(walker))) {
        flush(walker);
        resume_piece(walker);
        fresh = true;
    }
    if (fresh)
        walker->piece.source = source;
    else if (walker->cell)
        for (const char *mark = " | "; *mark != '\0'; mark++)
            add_byte(walker, *mark);
    else if (walker->blank || walker->lines > 0)
        add_byte(walker, ' ');
    walker->lines = 0;
    walker->blank = walker->cell = false;
}

/* Bytes of a blank at `at`: white space, no-break space beside a blank, or characters without width; 0 else.
 */
static size_t blank_at(const char *at, bool beside)
{
    unsigned char byte = (unsigned char)*at;
    if (byte == ' ' || (byte >= '\t' && byte <= '\r'))
        return 1;
    if (byte == 0xC2 && (unsigned char)at[1] == 0xA0 &&
        (beside || at[2] == ' ' || at[2] == '\n' || at[2] == '\0'))
        return 2;
    return 0;
}

/* Bytes of a character that is neither shown nor a blank: zero-width space, byte order mark, soft hyphen. */
static size_t unseen_at(const char *at)
{
    unsigned char byte = (unsigned char)*at;
    if (byte == 0xC2)
        return (unsigned char)at[1] == 0xAD ? 2 : 0;
    if (byte == 0xE2)
        return memcmp(at, "\xE2\x80\x8B", 3) == 0 ? 3 : 0;
    return byte == 0xEF && memcmp(at, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}

static void add_text(Walker *walker, xmlNodePtr node)
{
    const char *text = (const char *)node->content;
    size_t start = (size_t)(uintptr_t)node->_private;
    uint32_t width = 0;
    for (const char *at = text; *at != '\0';) {
        size_t skip = blank_at(at, walker->blank || walker->length == walker->start);
        if (skip > 0) {
            walker->blank = true;
            at += skip;
            continue;
        }
        skip = (unsigned char)*at >= 0xC2 ? unseen_at(at) : 0;
        if (skip > 0) {
            at += skip;
            continue;
        }
        if (walker->blank || walker->lines > 0 || walker->cell || walker->length == walker->start)
            lead_in(walker, start + (size_t)(at - text));
        width += ((unsigned char)*at & 0xC0) != 0x80 ? ((unsigned char)*at >= 0xE3 ? 10 : 4) : 0;
        add_byte(walker, *at++);
        while (*at > ' ' && *at < 0x7F) { /* the rest of an ASCII word */
            width += 4;
            add_byte(walker, *at++);
        }
    }
    if (walker->link != NULL)
        walker->piece.link_width += width / 4;
    if (walker->bold != NULL)
        walker->piece.bold_width += width / 4;
}

/* ---- elements ---- */

static uint32_t hash_name(xmlNodePtr node)
{
    uint32_t hash = 2166136261u;
    TfSlice class = html_attribute(node, "class");
    for (const char *at = (const char *)node->name; *at != '\0'; at++)
        hash = (hash ^ (unsigned char)*at) * 16777619u;
    for (size_t i = 0; i < class.length && class.bytes[i] != ' '; i++)
        hash = (hash ^ (unsigned char)class.bytes[i]) * 16777619u;
    return hash;
}

static void open_element(Walker *walker, xmlNodePtr node)
{
    HtmlPieces *out = walker->out;
    if (!tf_arena_grow(walker->page->arena, &out->elements, &out->element_capacity, out->element_count,
                       sizeof *out->elements)) {
        walker->failed = true;
        return;
    }
    bool first = out->element_count == 0;
    uint32_t index = (uint32_t)out->element_count++;
    out->elements[index] = (HtmlElement){.node = node,
                                         .parent = walker->element,
                                         .depth = first ? 0 : out->elements[walker->element].depth + 1,
                                         .first_block = (uint32_t)out->count,
                                         .own = html_signs(node),
                                         .name = hash_name(node)};
    walker->element = index;
}

/* Elements that a row of data may hold between its cells and their text are looked through as far as this. */
#define ROW_NODES 300
#define ROW_TEXT  600

/* A row of data has two cells or more, and none holds a list, a heading, a table or much text; else the table
 * only arranges the page. */
static bool is_data_row(xmlNodePtr row)
{
    size_t cells = 0, nodes = 0, text = 0;
    for (xmlNodePtr node = html_next(row, row); node != NULL; node = html_next(node, row)) {
        if (++nodes > ROW_NODES || text > ROW_TEXT)
            return false;
        if (node->type == XML_TEXT_NODE && node->content != NULL)
            text += strlen((const char *)node->content);
        if (node->type != XML_ELEMENT_NODE)
            continue;
        const Tag *tag = find_tag((const char *)node->name);
        cells += tag->role == ROLE_CELL;
        if (tag->kind == HTML_HEADING || tag->role == ROLE_ROW || html_is(node, "ul") ||
            html_is(node, "table") || html_is(node, "form"))
            return false;
    }
    return cells >= 2;
}

/* Returns whether to go into the element. */
static bool enter_block(Walker *walker, xmlNodePtr node, const Tag *tag)
{
    flush(walker);
    open_element(walker, node);
    if (walker->failed)
        return false;
    if (tag->role == ROLE_ROW && is_data_row(node))
        walker->row = node;
    set_piece(walker, walker->row != NULL ? HTML_ROW : tag->kind, tag->level);
    return true;
}

static bool enter(Walker *walker, xmlNodePtr node)
{
    const Tag *tag = tag_of(walker, node);
    if (tag->role == ROLE_OUT || (!walker->hidden && (tag->role == ROLE_RESERVE ||
                                                      (node->properties != NULL && html_is_hidden(node)))))
        return false;
    switch (tag->role) {
    case ROLE_LINE:
        walker->lines++;
        return false;
    case ROLE_LINK:
        if (walker->link == NULL && html_attribute(node, "href").bytes != NULL)
            walker->link = node;
        return true;
    case ROLE_BOLD:
        if (walker->bold == NULL)
            walker->bold = node;
        return true;
    case ROLE_CELL:
    case ROLE_ROW:
    case ROLE_BLOCK:
        if (walker->row == NULL)
            return enter_block(walker, node, tag);
        walker->cell |= tag->role == ROLE_CELL && walker->length > walker->start;
        walker->blank = true;
        return true;
    default:
        return true;
    }
}

static void leave(Walker *walker, xmlNodePtr node)
{
    if (walker->link == node)
        walker->link = NULL;
    if (walker->bold == node)
        walker->bold = NULL;
    HtmlElement *element = &walker->out->elements[walker->element];
    if (element->node != node) {
        walker->blank |= walker->row != NULL && tag_of(walker, node)->role >= ROLE_BLOCK &&
                         tag_of(walker, node)->role <= ROLE_CELL;
        return;
    }
    flush(walker);
    walker->out->elements[walker->element].end_block = (uint32_t)walker->out->count;
    walker->element = element->parent;
    if (walker->row == node)
        walker->row = NULL;
    resume_piece(walker);
}

static void walk(Walker *walker, xmlNodePtr root)
{
    xmlNodePtr node = root;
    open_element(walker, root);
    while (!walker->failed) {
        bool inside = false;
        if (node->type == XML_TEXT_NODE && node->content != NULL)
            add_text(walker, node);
        else if (node->type == XML_ELEMENT_NODE)
            inside = node == root || enter(walker, node);
        if (inside && node->children != NULL) {
            node = node->children;
            continue;
        }
        if (inside)
            leave(walker, node);
        while (node != root && node->next == NULL) {
            node = node->parent;
            leave(walker, node);
        }
        if (node == root)
            return;
        node = node->next;
    }
}

/* ---- sums and signs ---- */

/* Running text: a sentence or two that stand in no link. */
bool html_is_prose(const HtmlPiece *piece)
{
    return piece->width >= 60 && piece->link_width * 3 < piece->width &&
           (piece->stops > 0 || piece->commas > 1 || piece->width > 200);
}

static void add_sums(HtmlPieces *pieces)
{
    for (size_t i = 0; i < pieces->count; i++) {
        const HtmlPiece *piece = &pieces->pieces[i];
        HtmlSums *sums = &pieces->elements[piece->element].sums;
        sums->width += piece->width;
        sums->link_width += piece->link_width;
        sums->prose_width += html_is_prose(piece) ? piece->width : 0;
        sums->blocks++;
    }
    for (size_t i = pieces->element_count; i-- > 1;) {
        const HtmlSums *sums = &pieces->elements[i].sums;
        HtmlSums *parent = &pieces->elements[pieces->elements[i].parent].sums;
        parent->width += sums->width;
        parent->link_width += sums->link_width;
        parent->prose_width += sums->prose_width;
        parent->blocks += sums->blocks;
    }
}

/* An element around most of what reads as text is no box beside the article, whatever it is called. */
static void spread_signs(HtmlPieces *pieces)
{
    uint32_t total = pieces->element_count > 0 ? pieces->elements[0].sums.prose_width : 0;
    for (size_t i = 0; i < pieces->element_count; i++) {
        HtmlElement *element = &pieces->elements[i];
        const HtmlElement *parent = &pieces->elements[element->parent];
        if (i == 0 || element->sums.prose_width > total / 2)
            element->own &= ~(uint32_t)SIGN_AGAINST;
        element->near = element->own | (i == 0 ? 0 : parent->own | pieces->elements[parent->parent].own);
        element->all = element->own | (i == 0 ? 0 : parent->all);
    }
}

static xmlNodePtr find_start(const HtmlPage *page)
{
    return xmlDocGetRootElement(page->doc);
}

TfStatus html_cut_pieces(const HtmlPage *page, bool hidden, HtmlPieces *pieces, TfError *error)
{
    *pieces = (HtmlPieces){0};
    Walker walker = {.page = page, .hidden = hidden, .out = pieces, .room = page->source.length + 16};
    walker.text = tf_arena_room(page->arena, walker.room);
    if (walker.text == NULL)
        return tf_fail_memory(error);
    walk(&walker, find_start(page));
    if (walker.failed)
        return tf_fail_memory(error);
    pieces->elements[0].end_block = (uint32_t)pieces->count;
    add_sums(pieces);
    spread_signs(pieces);
    return TF_OK;
}
