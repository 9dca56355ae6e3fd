/* Raw pages: the visible text is strung together piece by piece and each piece put to the gate. */
#include "importers/language/gate_raw.h"

#include "importers/language/gate.h"

#include <libxml/HTMLparser.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Text is put to the gate when this much is there; so much of it stays for the next time, since trade and
 * amount of a claim may stand on either side. */
#define WINDOW_BYTES  ((size_t)64 << 10)
#define OVERLAP_BYTES ((size_t)8 << 10)

/* This many characters beyond ASCII tell whether a page is UTF-8. */
#define ENOUGH_CHARACTERS 1024
/* A page that is not, and has fewer such bytes than one in this many, is in a Western encoding: its words of
 * trade are read as Latin-1. */
#define WESTERN_SHARE 20

/* Longest reference that is decoded: "&thetasym;", "&#x1F4B5;". */
#define MOST_REFERENCE 12

typedef struct Strip {
    TfSlice page;
    size_t at;
    char *text; /* WINDOW_BYTES */
    size_t length;
    bool is_latin;   /* bytes beyond ASCII are Latin-1, */
    size_t latin;    /* so many of them were met */
    size_t others;   /* beside so many in ASCII */
    bool was_inline; /* the last thing read was the end of an inline element */
    bool is_admitted;
} Strip;

/* ---- text ---- */

static void ask_gate(Strip *strip)
{
    strip->is_admitted = strip->is_admitted || gate_admits_sharply(tf_slice_of(strip->text, strip->length));
    size_t kept = strip->length < OVERLAP_BYTES ? strip->length : OVERLAP_BYTES;
    while (kept > 0 && ((uint8_t)strip->text[strip->length - kept] & 0xC0) == 0x80)
        kept--;
    memmove(strip->text, strip->text + strip->length - kept, kept);
    strip->length = kept;
}

static void add_bytes(Strip *strip, const char *bytes, size_t count)
{
    while (count > 0 && !strip->is_admitted) {
        size_t room = WINDOW_BYTES - strip->length;
        size_t part = count < room ? count : room;
        memcpy(strip->text + strip->length, bytes, part);
        strip->length += part;
        bytes += part;
        count -= part;
        if (strip->length == WINDOW_BYTES)
            ask_gate(strip);
    }
}

static void add_code(Strip *strip, uint32_t code)
{
    char bytes[4];
    size_t count = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    static const uint8_t leads[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = count; i-- > 1; code >>= 6)
        bytes[i] = (char)(0x80 | (code & 0x3F));
    bytes[0] = (char)(leads[count] | code);
    add_bytes(strip, bytes, count);
}

/* ---- references ---- */

static bool is_letter(char byte)
{
    return (uint8_t)(((uint8_t)byte | 0x20) - 'a') < 26;
}

static bool is_name_byte(char byte)
{
    return is_letter(byte) || (byte >= '0' && byte <= '9');
}

/* The character of a numeric reference whose digits begin at `at`; 0 when it is none. */
static uint32_t numeric_reference(TfSlice page, size_t at, size_t end)
{
    bool is_hex = at < end && (page.bytes[at] | 0x20) == 'x';
    uint32_t code = 0;
    for (at += is_hex ? 1 : 0; at < end; at++) {
        uint32_t byte = (uint8_t)page.bytes[at];
        uint32_t letter = (byte | 0x20) - 'a';
        uint32_t digit = byte - '0' < 10 ? byte - '0' : is_hex && letter < 6 ? letter + 10 : 99;
        if (digit == 99 || code > 0x10FFFF)
            return 0;
        code = code * (is_hex ? 16 : 10) + digit;
    }
    return code > 0x10FFFF || (code >= 0xD800 && code < 0xE000) ? 0 : code;
}

/* Reads "&...;" at `at`: adds what it stands for and returns where it ends. A lone "&" is itself. */
static size_t add_reference(Strip *strip, size_t at)
{
    TfSlice page = strip->page;
    size_t end = at + 1;
    while (end < page.length && end - at < MOST_REFERENCE &&
           (page.bytes[end] == '#' || is_name_byte(page.bytes[end])))
        end++;
    uint32_t code = 0;
    char name[MOST_REFERENCE + 1] = {0};
    if (end > at + 1 && page.bytes[at + 1] == '#') {
        code = numeric_reference(page, at + 2, end);
    } else {
        memcpy(name, page.bytes + at + 1, end - at - 1);
        const htmlEntityDesc *known =
            strcmp(name, "nbsp") == 0 ? NULL : htmlEntityLookup((const xmlChar *)name);
        code = known != NULL ? known->value : strcmp(name, "nbsp") == 0 ? ' ' : 0;
    }
    if (code == 0) {
        add_bytes(strip, "&", 1);
        return at + 1;
    }
    add_code(strip, code);
    return end < page.length && page.bytes[end] == ';' ? end + 1 : end;
}

/* ---- what is seen ---- */

static void add_latin(Strip *strip, const char *bytes, size_t count)
{
    for (size_t i = 0; i < count && !strip->is_admitted; i++) {
        uint8_t byte = (uint8_t)bytes[i];
        strip->latin += byte >= 0x80;
        strip->others += byte < 0x80;
        add_code(strip, byte == 0x80 ? 0x20AC : byte > 0x80 && byte < 0xA0 ? ' ' : byte);
    }
}

/* Adds what stands between two tags; the indent in front of it counts as one blank. */
static void add_text(Strip *strip, size_t from, size_t to)
{
    const char *bytes = strip->page.bytes;
    size_t indent = from;
    while (from < to && (uint8_t)bytes[from] <= ' ')
        from++;
    if (from > indent)
        add_bytes(strip, "\n", 1);
    if (from < to || from > indent)
        strip->was_inline = false;
    while (from < to && !strip->is_admitted) {
        const char *sign = memchr(bytes + from, '&', to - from);
        size_t end = sign == NULL ? to : (size_t)(sign - bytes);
        if (strip->is_latin)
            add_latin(strip, bytes + from, end - from);
        else
            add_bytes(strip, bytes + from, end - from);
        from = sign == NULL ? to : add_reference(strip, end);
    }
}

/* ---- what is passed over ---- */

/* Behind the next `byte`, or the end of the page. */
static size_t behind(TfSlice page, size_t at, char byte)
{
    size_t found = tf_slice_find_byte(page, at, byte);
    return found == TF_NOWHERE ? page.length : found + 1;
}

static size_t behind_comment(TfSlice page, size_t at)
{
    for (size_t end = behind(page, at + 4, '>'); end < page.length; end = behind(page, end, '>'))
        if (end >= at + 6 && page.bytes[end - 2] == '-' && page.bytes[end - 3] == '-')
            return end;
    return page.length;
}

/* The name of the tag at `at`, in its case. */
static TfSlice tag_name(TfSlice page, size_t at)
{
    size_t end = at;
    while (end < page.length && end - at < 16 && is_name_byte(page.bytes[end]))
        end++;
    return tf_slice_range(page, at, end);
}

/* Where "</name" stands, or the end of the page. */
static size_t find_end_tag(TfSlice page, size_t at, TfSlice name)
{
    for (size_t next = behind(page, at, '<'); next < page.length; next = behind(page, next, '<'))
        if (page.bytes[next] == '/' &&
            tf_slice_equal_ascii_case(tf_slice_range(page, next + 1, next + 1 + name.length), name))
            return next - 1;
    return page.length;
}

static bool is_one_of(TfSlice name, const TfSlice *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (name.length == names[i].length && (name.bytes[0] | 0x20) == names[i].bytes[0] &&
            tf_slice_equal_ascii_case(name, names[i]))
            return true;
    return false;
}

/* Elements inside a line: a word may go on behind them. */
static bool is_inline(TfSlice name)
{
    static const TfSlice names[] = {
        TF_SLICE("a"),    TF_SLICE("span"), TF_SLICE("b"),     TF_SLICE("i"),    TF_SLICE("u"),
        TF_SLICE("em"),   TF_SLICE("font"), TF_SLICE("sup"),   TF_SLICE("sub"),  TF_SLICE("big"),
        TF_SLICE("mark"), TF_SLICE("abbr"), TF_SLICE("wbr"),   TF_SLICE("cite"), TF_SLICE("strong"),
        TF_SLICE("bdi"),  TF_SLICE("ins"),  TF_SLICE("small"),
    };
    return is_one_of(name, names, sizeof names / sizeof names[0]);
}

/* Adds the string of JSON whose first byte is at `at`. */
static void add_json_string(Strip *strip, size_t at, size_t end)
{
    TfSlice page = strip->page;
    while (at < end && page.bytes[at] != '"' && !strip->is_admitted) {
        size_t plain = at;
        while (at < end && page.bytes[at] != '"' && page.bytes[at] != '\\')
            at++;
        add_text(strip, plain, at);
        if (at + 1 >= end || page.bytes[at] != '\\')
            continue;
        char escape = page.bytes[at + 1];
        bool is_code = escape == 'u' && at + 6 <= end;
        char digits[6] = "x";
        if (is_code)
            memcpy(digits + 1, page.bytes + at + 2, 4);
        uint32_t code = is_code ? numeric_reference(tf_slice_of(digits, 5), 0, 5) : 0;
        add_code(strip, code != 0 ? code : ' ');
        at += is_code ? 6 : 2;
    }
}

/* The body that JSON-LD tells between `at` and `end`, if it does. */
static void add_article_body(Strip *strip, size_t at, size_t end)
{
    static const char key[] = "\"articleBody\"";
    TfSlice script = tf_slice_range(strip->page, 0, end);
    for (size_t found = tf_slice_find(script, at, key); found != TF_NOWHERE;
         found = tf_slice_find(script, found + 1, key)) {
        size_t value = found + sizeof key - 1;
        while (value < end && ((uint8_t)script.bytes[value] <= ' ' || script.bytes[value] == ':'))
            value++;
        if (value < end && script.bytes[value] == '"')
            add_json_string(strip, value + 1, end);
        add_bytes(strip, "\n", 1);
    }
}

/* Passes the tag at `at`, and with it what it hides; returns where reading goes on. */
static size_t pass_tag(Strip *strip, size_t at)
{
    static const TfSlice hidden[] = {TF_SLICE("script"), TF_SLICE("style"), TF_SLICE("svg")};
    TfSlice page = strip->page;
    bool is_end = at + 1 < page.length && page.bytes[at + 1] == '/';
    TfSlice name = tag_name(page, at + (is_end ? 2 : 1));
    if (name.length == 0 && page.length - at >= 4 && memcmp(page.bytes + at, "<!--", 4) == 0)
        return behind_comment(page, at);
    if (name.length == 0 && !is_end && (at + 1 >= page.length || strchr("!?", page.bytes[at + 1]) == NULL)) {
        add_bytes(strip, "<", 1);
        return at + 1;
    }
    size_t end = behind(page, at + 1, '>');
    if (!is_end && is_one_of(name, hidden, sizeof hidden / sizeof hidden[0]) && page.bytes[end - 2] != '/') {
        size_t close = find_end_tag(page, end, name);
        if (tf_slice_find(tf_slice_range(page, at, end), 0, "ld+json") != TF_NOWHERE)
            add_article_body(strip, end, close);
        return close;
    }
    if (!is_inline(name) || (strip->was_inline && !is_end))
        add_bytes(strip, "\n", 1);
    strip->was_inline = is_end;
    return end;
}

/* A plain text in UTF-8 is put to the gate where it lies. */
static bool plain_admits(TfSlice text)
{
    for (size_t at = 0; at < text.length; at += WINDOW_BYTES - OVERLAP_BYTES)
        if (gate_admits_sharply(tf_slice_range(text, at, at + WINDOW_BYTES)))
            return true;
    return false;
}

/* Whether the text of a page can hold a claim. */
static bool page_admits(Strip *strip, bool is_html)
{
    TfSlice page = strip->page;
    while (strip->at < page.length && !strip->is_admitted) {
        size_t tag = is_html ? tf_slice_find_byte(page, strip->at, '<') : TF_NOWHERE;
        add_text(strip, strip->at, tag == TF_NOWHERE ? page.length : tag);
        strip->at = tag == TF_NOWHERE ? page.length : pass_tag(strip, tag);
    }
    ask_gate(strip);
    return strip->is_admitted;
}

/* ---- encodings ---- */

/* What the page says its encoding is; empty when it does not. */
static TfSlice declared_charset(TfSlice page)
{
    TfSlice head = tf_slice_range(page, 0, 4096);
    size_t at = tf_slice_find(head, 0, "charset=");
    if (at == TF_NOWHERE)
        return tf_slice("");
    at += strlen("charset=");
    while (at < head.length && strchr(" \"'", head.bytes[at]) != NULL)
        at++;
    size_t end = at;
    while (end < head.length && (is_name_byte(head.bytes[end]) || head.bytes[end] == '-'))
        end++;
    return tf_slice_range(head, at, end);
}

static bool begins_with_one_of(TfSlice text, const char *const *starts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (tf_slice_equal_ascii_case(tf_slice_range(text, 0, strlen(starts[i])), tf_slice(starts[i])))
            return true;
    return false;
}

/* Whether letters are written with bytes below 0x80 that mean other letters. */
static bool is_shifted(TfSlice page, TfSlice charset)
{
    static const char *const shifted[] = {"utf-16", "utf-32", "utf-7", "hz", "iso-2022", "x-user"};
    TfSlice head = tf_slice_range(page, 0, 1024);
    return begins_with_one_of(charset, shifted, sizeof shifted / sizeof shifted[0]) ||
           tf_slice_starts_with(page, "\xFF\xFE") || tf_slice_starts_with(page, "\xFE\xFF") ||
           tf_slice_find_byte(head, 0, '\0') != TF_NOWHERE ||
           tf_slice_find_byte(page, 0, '\x1B') != TF_NOWHERE;
}

static size_t skip_ascii(TfSlice page, size_t at)
{
    uint64_t words[8];
    for (; page.length - at >= sizeof words; at += sizeof words) {
        memcpy(words, page.bytes + at, sizeof words);
        uint64_t all = words[0] | words[1] | words[2] | words[3] | words[4] | words[5] | words[6] | words[7];
        if ((all & 0x8080808080808080u) != 0)
            break;
    }
    while (at < page.length && (uint8_t)page.bytes[at] < 0x80)
        at++;
    return at;
}

/* Whether what is beyond ASCII is UTF-8, as far as one looks; a few broken bytes do not count. */
static bool is_utf8(TfSlice page)
{
    size_t good = 0;
    size_t bad = 0;
    for (size_t at = 0; at < page.length && good + bad < ENOUGH_CHARACTERS;) {
        at = skip_ascii(page, at);
        if (at == page.length)
            break;
        size_t width = tf_utf8_sequence(page.bytes + at, page.length - at);
        good += width > 1;
        bad += width == 0;
        at += width == 0 ? 1 : width;
    }
    return bad == 0 || good / 8 >= bad;
}

static bool is_western(TfSlice charset)
{
    static const char *const western[] = {"iso-8859-1", "windows-1252", "latin1",
                                          "us-ascii",   "utf-8",        "utf8"};
    return charset.length == 0 || (begins_with_one_of(charset, western, sizeof western / sizeof western[0]) &&
                                   (charset.length <= strlen("iso-8859-1") || charset.bytes[0] == 'w'));
}

bool gate_admits_raw(TfSlice bytes, bool is_html)
{
    TfSlice charset = declared_charset(bytes);
    if (is_shifted(bytes, charset))
        return true;
    bool is_latin = !is_utf8(bytes);
    if (!is_html && !is_latin)
        return plain_admits(bytes);
    Strip strip = {.page = bytes, .text = malloc(WINDOW_BYTES), .is_latin = is_latin};
    bool admitted = true; /* also when memory is short: whoever reads the page will say so */
    if (strip.text != NULL && (!strip.is_latin || is_western(charset)))
        admitted = page_admits(&strip, is_html) || strip.latin * WESTERN_SHARE > strip.latin + strip.others;
    free(strip.text);
    return admitted;
}
