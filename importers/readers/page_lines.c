/* Lines of a page and small questions about one line. */
#include "importers/readers/page.h"

#include "importers/readers/character.h"
#include "importers/readers/page_words.h"

#include <string.h>
#include <unicode/uchar.h>

/* From this width a line is running text even without a full stop, and from this one with it. */
#define LONG_WIDTH     150
#define SENTENCE_WIDTH 40

static bool is_blank(UChar32 character)
{
    return character >= 0 && (u_isUWhiteSpace(character) || character == 0x200B || character == 0xFEFF);
}

TfSlice page_trim_blanks(TfSlice text)
{
    size_t start = 0;
    for (size_t next = 0; next < text.length; start = next)
        if (!is_blank(character_next(text, &next)))
            break;
    size_t end = text.length;
    for (size_t before = end; before > start; end = before)
        if (!is_blank(character_before(text, &before)))
            break;
    return tf_slice_range(text, start, end);
}

/* Lead bytes E3 to ED begin kana, ideographs and Hangul. */
static uint16_t width_of(TfSlice line)
{
    size_t width = 0;
    for (size_t i = 0; i < line.length; i++) {
        unsigned char byte = (unsigned char)line.bytes[i];
        if ((byte & 0xC0) != 0x80)
            width += byte >= 0xE3 && byte <= 0xED ? 3 : 1;
    }
    return width < UINT16_MAX ? (uint16_t)width : UINT16_MAX;
}

static bool is_closing(UChar32 character)
{
    if (character < 0)
        return false;
    int8_t type = u_charType(character);
    return type == U_END_PUNCTUATION || type == U_FINAL_PUNCTUATION || type == U_INITIAL_PUNCTUATION ||
           character == '"' || character == '\'';
}

static bool is_full_stop(UChar32 character)
{
    return character >= 0 && (u_hasBinaryProperty(character, UCHAR_S_TERM) || character == 0x2026);
}

/* Whether the line ends a sentence, quotes and brackets behind the stop apart. */
static bool ends_sentence(TfSlice line)
{
    size_t at = line.length;
    for (int closing = 0; at > 0 && closing < 4; closing++) {
        UChar32 character = character_before(line, &at);
        if (!is_closing(character))
            return is_full_stop(character);
    }
    return false;
}

size_t page_count_words(TfSlice text)
{
    size_t words = 0;
    bool in_word = false;
    for (size_t at = 0; at < text.length;) {
        UChar32 character = character_next(text, &at);
        bool letter = character_is_letter(character) || (character >= 0 && u_isdigit(character));
        words += letter && !in_word;
        in_word = letter;
    }
    return words;
}

static PageLine describe(TfSlice text, TfSlice line, bool after_blank)
{
    uint16_t width = width_of(line);
    bool prose = width >= LONG_WIDTH || (width >= SENTENCE_WIDTH && ends_sentence(line));
    uint32_t start = (uint32_t)(line.bytes - text.bytes);
    return (PageLine){start, start + (uint32_t)line.length, width, after_blank, prose, false};
}

/* Offset of the line's end, and of the next line's start behind LF, CR LF or CR. */
static size_t line_end(TfSlice text, size_t start, bool has_cr, size_t *next)
{
    size_t end = start;
    if (!has_cr) {
        end = tf_slice_find_byte(text, start, '\n');
        end = end == TF_NOWHERE ? text.length : end;
        *next = end + 1;
        return end;
    }
    while (end < text.length && text.bytes[end] != '\n' && text.bytes[end] != '\r')
        end++;
    bool pair = end + 1 < text.length && text.bytes[end] == '\r' && text.bytes[end + 1] == '\n';
    *next = end + (pair ? 2 : 1);
    return end;
}

TfStatus page_split(TfSlice text, TfArena *arena, Page *page, TfError *error)
{
    size_t capacity = 0;
    bool after_blank = true;
    bool has_cr = tf_slice_find_byte(text, 0, '\r') != TF_NOWHERE;
    *page = (Page){.text = text};
    for (size_t start = 0; start < text.length;) {
        size_t next;
        TfSlice line = page_trim_blanks(tf_slice_range(text, start, line_end(text, start, has_cr, &next)));
        start = next;
        if (line.length == 0) {
            after_blank = true;
            continue;
        }
        if (page->count == PAGE_MOST_LINES)
            return tf_fail(error, TF_LIMIT, "more than %zu lines, an article was needed", PAGE_MOST_LINES);
        if (!tf_arena_grow(arena, &page->lines, &capacity, page->count, sizeof *page->lines))
            return tf_fail_memory(error);
        page->lines[page->count++] = describe(text, line, after_blank);
        after_blank = false;
    }
    return TF_OK;
}

static bool is_edge_mark(UChar32 character)
{
    if (is_blank(character))
        return true;
    if (character < 0)
        return false;
    int8_t type = u_charType(character);
    return type == U_DASH_PUNCTUATION || type == U_MATH_SYMBOL || type == U_OTHER_SYMBOL ||
           type == U_MODIFIER_SYMBOL ||
           (character < 0x100 && strchr(",;:|/\\.*#_\xB7", character) != NULL && character != 0) ||
           character == 0x2022 || character == 0x00B7 || character == 0xFF1A || character == 0xFF0C ||
           character == 0x3001 || character == 0x060C || character == 0x30FB;
}

TfSlice page_trim_marks(TfSlice text)
{
    size_t start = 0;
    for (size_t next = 0; next < text.length; start = next)
        if (!is_edge_mark(character_next(text, &next)))
            break;
    size_t end = text.length;
    for (size_t before = end; before > start; end = before)
        if (!is_edge_mark(character_before(text, &before)))
            break;
    return tf_slice_range(text, start, end);
}

bool page_is_ornament(TfSlice line)
{
    for (size_t at = 0; at < line.length;) {
        UChar32 character = character_next(line, &at);
        if (character < 0 || u_isalnum(character))
            return false;
    }
    return true;
}

TfSlice page_find_url(TfSlice line)
{
    static const char *const schemes[] = {"https://", "http://", "www."};
    TfSlice none = {NULL, 0};
    if (tf_slice_find(line, 0, "://") == TF_NOWHERE && tf_slice_find(line, 0, "www.") == TF_NOWHERE)
        return none;
    for (size_t i = 0; line.length <= 4096 && i < sizeof schemes / sizeof schemes[0]; i++) {
        size_t start = tf_slice_find(line, 0, schemes[i]);
        if (start == TF_NOWHERE)
            continue;
        size_t end = start;
        while (end < line.length && (unsigned char)line.bytes[end] > ' ' &&
               strchr("<>\"", line.bytes[end]) == NULL)
            end++;
        size_t closed = end;
        while (closed > start && strchr(".,;)]", line.bytes[closed - 1]) != NULL)
            closed--;
        size_t words = page_count_words(tf_slice_range(line, 0, start)) +
                       page_count_words(tf_slice_range(line, end, line.length));
        return words <= 4 ? tf_slice_range(line, start, closed) : none;
    }
    return none;
}

TfSlice page_label_value(TfSlice line, unsigned wanted)
{
    TfSlice none = {NULL, 0};
    TfSlice head = tf_slice_range(line, 0, PAGE_FORM_BYTES);
    size_t colon = tf_slice_find_byte(head, 0, ':');
    size_t wide = tf_slice_find(head, 0, "\xEF\xBC\x9A");
    size_t value = colon + 1;
    if (wide != TF_NOWHERE && (colon == TF_NOWHERE || wide < colon)) {
        colon = wide;
        value = wide + 3;
    }
    if (colon == TF_NOWHERE)
        return none;
    char buffer[PAGE_FORM_BYTES];
    if ((page_word_kinds(page_fold(tf_slice_range(line, 0, colon), buffer)) & wanted) == 0)
        return none;
    return page_trim_blanks(tf_slice_range(line, value, line.length));
}
