/* Telling encodings apart when the bytes are no valid UTF-8: UTF-16 by its blanks, Vietnamese windows-1258
 * and Thai windows-874 by where their marks stand, the rest by ICU's detector, checked by decoding what it
 * proposes. */
#include "importers/readers/charset.h"

#include "importers/readers/convert.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/ucsdet.h>
#include <unicode/utf16.h>

/* Bytes looked at; a page says in its first lines what it is written in. */
#define SAMPLE_BYTES ((size_t)64 << 10)

/* The names ICU's detector gives and ours, each a converter of ICU. An ISO name gives way to the Windows
 * encoding that has the same letters and the quotes and dashes that pages use. */
static const struct {
    const char *detected;
    const char *encoding;
} encodings[] = {
    {"ISO-8859-1", "windows-1252"},
    {"windows-1252", "windows-1252"},
    {"ISO-8859-2", "ISO-8859-2"},
    {"windows-1250", "windows-1250"},
    {"ISO-8859-5", "ISO-8859-5"},
    {"windows-1251", "windows-1251"},
    {"KOI8-R", "KOI8-R"},
    {"ISO-8859-6", "ISO-8859-6"},
    {"windows-1256", "windows-1256"},
    {"ISO-8859-7", "ISO-8859-7"},
    {"windows-1253", "windows-1253"},
    {"ISO-8859-8", "windows-1255"},
    {"ISO-8859-8-I", "windows-1255"},
    {"windows-1255", "windows-1255"},
    {"ISO-8859-9", "windows-1254"},
    {"windows-1254", "windows-1254"},
    {"GB18030", "GB18030"},
    {"Big5", "Big5"},
    {"Shift_JIS", "windows-31j"},
    {"EUC-JP", "EUC-JP"},
    {"EUC-KR", "windows-949"},
    {"ISO-2022-JP", "ISO-2022-JP"},
    {"ISO-2022-CN", "ISO-2022-CN"},
    {"ISO-2022-KR", "ISO-2022-KR"},
};
#define ENCODING_COUNT (sizeof encodings / sizeof encodings[0])

/* --- UTF-16 --- */

static unsigned unit_at(TfSlice bytes, size_t at, bool little)
{
    unsigned first = (unsigned char)bytes.bytes[at];
    unsigned second = (unsigned char)bytes.bytes[at + 1];
    return little ? first | second << 8 : second | first << 8;
}

/* Marks that only text has: blanks, line ends, full-width stops. Read the wrong way round, or from an 8-bit
 * text, they would need the bytes 0 to 3 beside them, which no such text has. */
static bool is_text_mark(unsigned unit)
{
    return unit == ' ' || unit == '\n' || unit == '\r' || (unit >= 0x3000 && unit <= 0x3002) ||
           unit == 0xFF0C;
}

static bool is_odd_unit(unsigned unit)
{
    switch (u_charType((UChar32)unit)) {
    case U_UNASSIGNED:
    case U_PRIVATE_USE_CHAR:
    case U_SURROGATE: /* rare in articles; counting it as odd saves pairing it */
        return true;
    case U_CONTROL_CHAR:
        return unit != '\n' && unit != '\r' && unit != '\t' && unit != '\f';
    default:
        return false;
    }
}

/* How many marks of text there are read this way; 0 when more than 2% of the units are odd. */
static size_t utf16_marks(TfSlice bytes, bool little)
{
    size_t marks = 0;
    size_t odd = 0;
    for (size_t at = 0; at + 1 < bytes.length; at += 2) {
        unsigned unit = unit_at(bytes, at, little);
        marks += is_text_mark(unit);
        odd += is_odd_unit(unit);
    }
    return odd * 100 > bytes.length ? 0 : marks;
}

const char *reader_guess_utf16(TfSlice bytes)
{
    TfSlice sample = tf_slice_range(bytes, 0, SAMPLE_BYTES);
    size_t little = utf16_marks(sample, true);
    size_t big = utf16_marks(sample, false);
    if (little == 0 && big == 0)
        return NULL;
    return little >= big ? "UTF-16LE" : "UTF-16BE";
}

/* --- Vietnamese --- */

/* windows-1258 puts five tone marks behind the letter they belong to. */
static bool is_tone_mark(unsigned char byte)
{
    return byte == 0xCC || byte == 0xD2 || byte == 0xDE || byte == 0xEC || byte == 0xF2;
}

static bool is_vowel(unsigned char byte)
{
    static const char vowels[] = "aeiouyAEIOUY\xE2\xE3\xEA\xF4\xF5\xFD\xC2\xC3\xCA\xD4\xD5\xDD";
    return byte != '\0' && strchr(vowels, (char)byte) != NULL;
}

/* Vietnamese has a tone mark in every few words, always behind a vowel, of several kinds, and its own
 * letters. In other encodings these bytes are letters that stand anywhere. */
static bool is_windows_1258(TfSlice sample)
{
    size_t marks = 0;
    size_t misplaced = 0;
    size_t own_letters = 0; /* d with stroke, o and u with horn, a breve */
    unsigned kinds = 0;
    for (size_t at = 0; at < sample.length; at++) {
        unsigned char byte = (unsigned char)sample.bytes[at];
        unsigned char before = at > 0 ? (unsigned char)sample.bytes[at - 1] : ' ';
        if (is_tone_mark(byte)) {
            marks++;
            misplaced += !is_vowel(before);
            kinds |= 1U << (byte % 31);
        }
        own_letters += byte == 0xF0 || byte == 0xD0 || byte == 0xF5 || byte == 0xFD || byte == 0xE3;
    }
    bool several_kinds = (kinds & (kinds - 1)) != 0;
    return marks >= 2 && misplaced * 20 <= marks && marks * 100 >= sample.length &&
           (several_kinds || own_letters > 0);
}

/* --- Thai --- */

/* windows-874: vowels and tone marks above and below a consonant follow it, or another such mark. */
static bool is_thai_mark(unsigned char byte)
{
    return byte == 0xD1 || (byte >= 0xD4 && byte <= 0xDA) || (byte >= 0xE7 && byte <= 0xED);
}

static bool is_thai_consonant(unsigned char byte)
{
    return byte >= 0xA1 && byte <= 0xCE;
}

/* Thai fills these rules without a fault, has a mark in every few letters, and nearly half consonants. Texts
 * of two bytes a character break them, since their second bytes are any. */
static bool is_windows_874(TfSlice sample)
{
    size_t letters = 0;
    size_t marks = 0;
    size_t consonants = 0;
    size_t faults = 0;
    for (size_t at = 0; at < sample.length; at++) {
        unsigned char byte = (unsigned char)sample.bytes[at];
        unsigned char before = at > 0 ? (unsigned char)sample.bytes[at - 1] : ' ';
        bool outside = (byte >= 0xDB && byte <= 0xDE) || byte >= 0xFC;
        letters += byte >= 0xA1;
        marks += is_thai_mark(byte);
        consonants += is_thai_consonant(byte);
        faults += outside || (is_thai_mark(byte) && !is_thai_consonant(before) && !is_thai_mark(before));
    }
    return letters >= 20 && faults * 50 <= marks && marks * 12 >= letters && consonants * 3 >= letters;
}

/* --- the rest --- */

/* The part with the foreign bytes: from the first one on. */
static TfSlice telling_part(TfSlice bytes)
{
    size_t at = 0;
    while (at < bytes.length && (unsigned char)bytes.bytes[at] < 0x80 && bytes.bytes[at] != '\x1B')
        at++;
    size_t lead = at < 512 ? at : 512;
    return tf_slice_range(bytes, at - lead, at - lead + SAMPLE_BYTES);
}

static const char *our_name(const char *detected)
{
    for (size_t i = 0; detected != NULL && i < ENCODING_COUNT; i++)
        if (strcmp(detected, encodings[i].detected) == 0)
            return encodings[i].encoding;
    return NULL;
}

/* The best proposal that decodes without a fault, else the one with fewest. */
static const char *best_of(const UCharsetMatch **matches, int32_t count, TfSlice sample)
{
    const char *best = "windows-1252";
    size_t fewest = (size_t)-1;
    for (int32_t i = 0; i < count && fewest > 0; i++) {
        UErrorCode code = U_ZERO_ERROR;
        const char *encoding = our_name(ucsdet_getName(matches[i], &code));
        size_t faults;
        if (encoding == NULL || ucsdet_getConfidence(matches[i], &code) < 5 ||
            !reader_count_faults(sample, encoding, &faults) || faults >= fewest)
            continue;
        /* a sample may end within a character */
        fewest = faults <= 1 ? 0 : faults;
        best = encoding;
    }
    return best;
}

const char *reader_guess_encoding(TfSlice bytes)
{
    TfSlice sample = telling_part(bytes);
    if (is_windows_1258(sample))
        return "windows-1258";
    if (is_windows_874(sample))
        return "windows-874";
    const char *encoding = "windows-1252";
    UErrorCode code = U_ZERO_ERROR;
    UCharsetDetector *detector = ucsdet_open(&code);
    if (U_SUCCESS(code)) {
        int32_t count = 0;
        ucsdet_setText(detector, sample.bytes, (int32_t)sample.length, &code);
        const UCharsetMatch **matches = ucsdet_detectAll(detector, &count, &code);
        if (U_SUCCESS(code) && matches != NULL)
            encoding = best_of(matches, count, sample);
    }
    ucsdet_close(detector);
    return encoding;
}
