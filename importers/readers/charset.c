/* Decoding: byte order marks, valid UTF-8, UTF-16 and legacy encodings, then line ends. */
#include "importers/readers/charset.h"

#include "importers/readers/charset_label.h"
#include "importers/readers/convert.h"
#include "importers/readers/reader.h"
#include "tracker/base/json_writer.h"

#include <stdint.h>
#include <string.h>

static const char replacement[] = "\xEF\xBF\xBD";

/* What a look at the bytes tells. */
typedef struct Census {
    size_t controls;  /* below 0x20 and no white space, or 0x7F */
    size_t sequences; /* valid UTF-8 sequences of several bytes */
    size_t faults;    /* places where UTF-8 is broken */
    bool cut;         /* the last of them is a sequence that the end cuts short */
    bool escapes;     /* has the byte that starts a shift of ISO-2022 */
} Census;

static bool is_control(unsigned char byte)
{
    return (byte < ' ' && !(byte >= '\t' && byte <= '\r') && byte != 0x1B) || byte == 0x7F;
}

/* Bytes of a broken sequence: the lead and those that could still follow it. */
static size_t broken_length(TfSlice bytes, size_t at)
{
    unsigned char lead = (unsigned char)bytes.bytes[at];
    size_t needed = lead >= 0xF0 && lead <= 0xF4  ? 4
                    : lead >= 0xE0 && lead < 0xF0 ? 3
                    : lead >= 0xC2 && lead < 0xE0 ? 2
                                                  : 1;
    size_t length = 1;
    while (length < needed && at + length < bytes.length &&
           ((unsigned char)bytes.bytes[at + length] & 0xC0) == 0x80)
        length++;
    return length;
}

/* The end cuts a sequence short when its lead and all that follows are in order as far as they go. */
static bool is_cut(TfSlice bytes, size_t at)
{
    unsigned char lead = (unsigned char)bytes.bytes[at];
    return lead >= 0xC2 && lead <= 0xF4 && at + broken_length(bytes, at) == bytes.length;
}

/* Behind the letters, figures, marks and white space of ASCII from `at` on, eight bytes at a time: most of
 * most pages. The sums leave a byte's high bit when it is no less than what is named, and carry nothing over
 * since all bytes are below 0x80. */
static size_t skip_plain(TfSlice bytes, size_t at)
{
    const uint64_t ones = 0x0101010101010101, high = ones * 0x80;
    uint64_t eight;
    for (; at + sizeof eight <= bytes.length; at += sizeof eight) {
        memcpy(&eight, bytes.bytes + at, sizeof eight);
        if ((eight & high) != 0)
            break;
        uint64_t shown = eight + ones * (0x80 - ' '), behind_controls = eight + ones * (0x80 - '\t'),
                 behind_spaces = eight + ones * (0x80 - '\r' - 1), is_delete = eight + ones;
        if (((shown | (behind_controls & ~behind_spaces)) & ~is_delete & high) != high)
            break;
    }
    return at;
}

static size_t skip_ascii(TfSlice bytes, size_t at)
{
    uint64_t eight;
    for (; at + sizeof eight <= bytes.length; at += sizeof eight) {
        memcpy(&eight, bytes.bytes + at, sizeof eight);
        if ((eight & 0x8080808080808080) != 0)
            break;
    }
    return at;
}

static Census take_census(TfSlice bytes)
{
    Census census = {0};
    for (size_t at = skip_plain(bytes, 0); at < bytes.length; at = skip_plain(bytes, at)) {
        unsigned char byte = (unsigned char)bytes.bytes[at];
        if (byte < 0x80) {
            census.controls += is_control(byte);
            census.escapes |= byte == 0x1B;
            at++;
            continue;
        }
        size_t length = tf_utf8_sequence(bytes.bytes + at, bytes.length - at);
        if (length > 0) {
            census.sequences++;
        } else {
            census.faults++;
            census.cut = is_cut(bytes, at);
            length = broken_length(bytes, at);
        }
        at += length;
    }
    return census;
}

/* UTF-8 as it stands, or with so few faults among so many sequences that they are damage and no other
 * encoding. */
static bool is_utf8(const Census *census)
{
    size_t faults = census->faults - (census->cut ? 1 : 0);
    return faults == 0 || census->sequences >= faults * 8;
}

static bool is_binary(const Census *census, size_t length)
{
    return census->controls * 200 > length && (census->controls > 2 || census->controls * 4 >= length);
}

/* The encoding a byte order mark names, its length in *skip; NULL without one. */
static const char *marked_encoding(TfSlice bytes, size_t *skip)
{
    static const struct {
        TfSlice mark;
        const char *encoding;
    } marks[] = {
        {TF_SLICE("\xEF\xBB\xBF"), "UTF-8"},    {TF_SLICE("\xFF\xFE\0\0"), "UTF-32LE"},
        {TF_SLICE("\0\0\xFE\xFF"), "UTF-32BE"}, {TF_SLICE("\xFF\xFE"), "UTF-16LE"},
        {TF_SLICE("\xFE\xFF"), "UTF-16BE"},
    };
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
        if (tf_slice_equal(tf_slice_range(bytes, 0, marks[i].mark.length), marks[i].mark)) {
            *skip = marks[i].mark.length;
            return marks[i].encoding;
        }
    *skip = 0;
    return NULL;
}

static TfStatus refuse(const char *kind, TfError *error)
{
    if (kind == NULL)
        return tf_fail(error, TF_BAD_INPUT, "looks like a binary file, a text was needed");
    if (strstr(kind, "HTML") != NULL)
        return tf_fail(error, TF_BAD_INPUT,
                       "looks like a %s, a plain text was needed; save the page as text and read that", kind);
    if (strstr(kind, "XML") != NULL || strstr(kind, "WARC") != NULL || strstr(kind, "RTF") != NULL)
        return tf_fail(error, TF_BAD_INPUT, "looks like a %s, a plain text was needed", kind);
    return tf_fail(error, TF_BAD_INPUT, "looks like a binary file (%s), a text was needed", kind);
}

/* Seven-bit text with escapes: ISO-2022, or ASCII with a stray control character. */
static const char *shifted_or_plain(TfSlice bytes)
{
    const char *guess = reader_guess_encoding(bytes);
    return strncmp(guess, "ISO-2022", 8) == 0 ? guess : "UTF-8";
}

/* More oddness than that, and what is said about the encoding is doubted. Languages with many accents reach
 * 150; the wrong encoding gives 400 and more. */
#define BELIEVED_ODDNESS 200

/* What is said is right as a rule; but servers say the same of all their pages, and copied heads stay. */
static const char *said_or_guessed(TfSlice bytes, const ReaderDecodeHints *hints)
{
    const char *best = NULL;
    unsigned least = 1000;
    const char *said[] = {hints->is_html ? reader_declared_encoding(bytes) : NULL,
                          reader_encoding_of_label(hints->charset)};
    TfSlice sample = reader_telling_part(bytes);
    for (size_t i = 0; i < sizeof said / sizeof said[0]; i++) {
        if (said[i] == NULL || strncmp(said[i], "UTF-", 4) == 0) /* it is not valid UTF-8 */
            continue;
        unsigned oddness = reader_oddness(sample, said[i]);
        if (oddness <= BELIEVED_ODDNESS)
            return said[i];
        if (best == NULL || oddness < least) {
            best = said[i];
            least = oddness;
        }
    }
    const char *guess = reader_guess_encoding(bytes);
    return best == NULL || reader_oddness(sample, guess) * 2 < least ? guess : best;
}

/* Which encoding to decode from. `bytes` begin behind the mark. */
static TfStatus choose_encoding(TfSlice bytes, const char *marked, const ReaderDecodeHints *hints,
                                const char **encoding, TfError *error)
{
    if (marked != NULL && strcmp(marked, "UTF-8") != 0) {
        *encoding = marked;
        return TF_OK;
    }
    const char *kind = reader_file_kind(bytes);
    if (kind != NULL && !(hints->is_html && (strstr(kind, "HTML") != NULL || strstr(kind, "XML") != NULL)))
        return refuse(kind, error);
    Census census = take_census(bytes);
    const char *utf16 = census.controls > 0 ? reader_guess_utf16(bytes) : NULL;
    if (utf16 == NULL && is_binary(&census, bytes.length))
        return refuse(NULL, error);
    if (utf16 != NULL)
        *encoding = utf16;
    else if (census.escapes && census.sequences + census.faults == 0)
        *encoding = shifted_or_plain(bytes);
    else if (marked != NULL || is_utf8(&census))
        *encoding = "UTF-8";
    else
        *encoding = said_or_guessed(bytes, hints);
    return TF_OK;
}

/* Copies UTF-8 with broken sequences replaced. */
static void repair_utf8(TfSlice bytes, TextBuilder *out, size_t *bad_bytes)
{
    size_t plain = 0;
    for (size_t at = skip_ascii(bytes, 0); at < bytes.length;) {
        size_t length = tf_utf8_sequence(bytes.bytes + at, bytes.length - at);
        if (length == 0) {
            length = broken_length(bytes, at);
            *bad_bytes += length;
            text_add_slice(out, tf_slice_range(bytes, plain, at));
            text_add(out, replacement);
            plain = at + length;
        }
        bool was_ascii = (unsigned char)bytes.bytes[at] < 0x80;
        at = was_ascii ? skip_ascii(bytes, at + 1) : at + length;
    }
    text_add_slice(out, tf_slice_range(bytes, plain, bytes.length));
}

/* What was encoded twice is taken back, in place of `out`. */
static void undo_twice(TextBuilder *out, const char **encoding)
{
    TextBuilder once;
    text_init(&once, out->limit);
    if (reader_undo_twice(text_slice(out), &once)) {
        text_clear(out);
        text_add_slice(out, text_slice(&once));
        *encoding = "UTF-8 (twice)";
    }
    text_done(&once);
}

static TfStatus decode_into(TfSlice bytes, const char *encoding, TextBuilder *out, size_t *bad_bytes,
                            TfError *error)
{
    if (strcmp(encoding, "UTF-8") == 0) {
        repair_utf8(bytes, out, bad_bytes);
        return text_check(out, error);
    }
    if (strcmp(encoding, "windows-1258") != 0)
        return reader_convert(bytes, encoding, out, bad_bytes, error);
    TextBuilder apart;
    text_init(&apart, out->limit);
    TfStatus status = reader_convert(bytes, encoding, &apart, bad_bytes, error);
    if (status == TF_OK)
        status = reader_compose(text_slice(&apart), out, error);
    text_done(&apart);
    return status;
}

/* CR LF and lone CR become LF, in place. Returns the new length. */
static size_t unify_line_ends(char *bytes, size_t length)
{
    char *first = length > 0 ? memchr(bytes, '\r', length) : NULL;
    if (first == NULL)
        return length;
    size_t to = (size_t)(first - bytes);
    for (size_t at = to; at < length; at++) {
        if (bytes[at] == '\r' && at + 1 < length && bytes[at + 1] == '\n')
            continue;
        bytes[to++] = bytes[at] == '\r' ? '\n' : bytes[at];
    }
    return to;
}

/* Whether the input ends inside a character: a download or copy that broke off, and with it perhaps the
 * figures. */
static bool is_cut_off(TfSlice bytes, const char *encoding)
{
    if (strncmp(encoding, "UTF-16", 6) == 0)
        return bytes.length % 2 != 0;
    if (strcmp(encoding, "UTF-8") != 0)
        return false;
    size_t tail = 0; /* continuation bytes at the end */
    while (tail < 3 && tail < bytes.length && (bytes.bytes[bytes.length - 1 - tail] & 0xC0) == 0x80)
        tail++;
    if (tail == bytes.length)
        return false;
    unsigned char lead = (unsigned char)bytes.bytes[bytes.length - 1 - tail];
    size_t needed = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC2 ? 1 : 0;
    return lead <= 0xF4 && tail < needed;
}

/* Decodes from `encoding` into the arena. */
static TfStatus decode_from(TfSlice bytes, const char *encoding, TfArena *arena, ReaderDecoded *decoded,
                            TfError *error)
{
    size_t bad_bytes = 0;
    TextBuilder out;
    text_init(&out, READER_MOST_BYTES * 3 + 16);
    TfStatus status = decode_into(bytes, encoding, &out, &bad_bytes, error);
    if (status == TF_OK && strcmp(encoding, "UTF-8") == 0 && bad_bytes == 0)
        undo_twice(&out, &encoding);
    if (status == TF_OK && bad_bytes > bytes.length / 4)
        status = refuse(NULL, error);
    if (status == TF_OK) {
        size_t length = unify_line_ends(out.bytes, out.length);
        TfSlice text = tf_arena_copy(arena, tf_slice_of(out.bytes, length));
        if (text.bytes == NULL)
            status = tf_fail_memory(error);
        else
            *decoded = (ReaderDecoded){text, encoding, bad_bytes};
    }
    text_done(&out);
    return status;
}

TfStatus reader_decode_as(TfSlice bytes, const ReaderDecodeHints *hints, TfArena *arena,
                          ReaderDecoded *decoded, TfError *error)
{
    static const ReaderDecodeHints nothing_known;
    size_t skip;
    const char *encoding = "UTF-8";
    hints = hints != NULL ? hints : &nothing_known;
    if (bytes.length > READER_MOST_BYTES)
        return tf_fail(error, TF_LIMIT, "has %zu MB, an article of at most %zu MB was needed",
                       bytes.length >> 20, READER_MOST_BYTES >> 20);
    const char *marked = marked_encoding(bytes, &skip);
    bytes = tf_slice_range(bytes, skip, bytes.length);
    if (bytes.length == 0)
        return tf_fail(error, TF_BAD_INPUT, "is empty, a text was needed");
    TfStatus status = choose_encoding(bytes, marked, hints, &encoding, error);
    if (status != TF_OK)
        return status;
    if (!hints->is_html && is_cut_off(bytes, encoding))
        return tf_fail_at(
            error, TF_BAD_INPUT, NULL, skip + bytes.length,
            "is cut off: %s text ends inside a character at byte %zu, a whole article was needed", encoding,
            skip + bytes.length);
    return decode_from(bytes, encoding, arena, decoded, error);
}

TfStatus reader_decode(TfSlice bytes, TfArena *arena, ReaderDecoded *decoded, TfError *error)
{
    return reader_decode_as(bytes, NULL, arena, decoded, error);
}
