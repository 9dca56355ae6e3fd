/* Telling encodings apart when the bytes are no valid UTF-8: UTF-16 by its blanks, the rest by libuchardet,
 * which measured better than ICU's detector with rules of our own (README.md). */
#include "importers/readers/charset.h"

#include "importers/readers/charset_label.h"

#include <string.h>
#include <uchardet.h>
#include <unicode/uchar.h>

/* Bytes looked at; a page says in its first lines what it is written in. */
#define SAMPLE_BYTES ((size_t)64 << 10)
/* Letters beyond ASCII that are evidence enough for a rare encoding. */
#define ENOUGH_LETTERS 40

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

/* --- the rest --- */

/* Pairs that differ in a few letters, which the detector does not look at. */
static const struct {
    const char *guessed;
    const char *better; /* if it reads better */
} nearly[] = {
    {"KOI8-R", "KOI8-U"},
    {"ISO-8859-13", "windows-1257"},
    {"ISO-8859-6", "windows-1256"},
    {"ISO-8859-2", "windows-1250"},
};

/* Encodings of Latin letters that are common; any other needs evidence. */
static bool is_common(const char *encoding)
{
    static const char *const common[] = {"windows-1252", "windows-1250", "ISO-8859-2",
                                         "windows-1254", "windows-1257", "windows-1258"};
    for (size_t i = 0; i < sizeof common / sizeof common[0]; i++)
        if (strcmp(encoding, common[i]) == 0)
            return true;
    return false;
}

/* A rare encoding guessed from few letters, while the commonest reads as well. */
static bool is_far_fetched(TfSlice sample, const char *encoding)
{
    size_t foreign = 0;
    for (size_t at = 0; at < sample.length; at++)
        foreign += (unsigned char)sample.bytes[at] >= 0x80;
    return foreign > 0 && foreign < ENOUGH_LETTERS && !is_common(encoding) &&
           reader_oddness(sample, "windows-1252") <= reader_oddness(sample, encoding);
}

TfSlice reader_telling_part(TfSlice bytes)
{
    size_t at = 0;
    while (at < bytes.length && (unsigned char)bytes.bytes[at] < 0x80 && bytes.bytes[at] != '\x1B')
        at++;
    size_t lead = at < 512 ? at : 512;
    return tf_slice_range(bytes, at - lead, at - lead + SAMPLE_BYTES);
}

/* libuchardet's name for the sample in our words, NULL when it gives none or one that ICU cannot read. */
static const char *by_uchardet(TfSlice sample)
{
    uchardet_t detector = uchardet_new();
    if (detector == NULL)
        return NULL;
    const char *encoding = NULL;
    if (uchardet_handle_data(detector, sample.bytes, sample.length) == 0) {
        uchardet_data_end(detector);
        encoding = reader_encoding_of_label(tf_slice(uchardet_get_charset(detector)));
    }
    uchardet_delete(detector);
    return encoding;
}

/* Of the commonest encodings of one byte a letter the one that reads best, for texts the detector knows
 * nothing of. */
static const char *least_odd(TfSlice sample)
{
    static const char *const common[] = {"windows-1252", "windows-1251", "windows-1250", "KOI8-U",
                                         "windows-1256"};
    const char *best = common[0];
    unsigned least = 1001;
    for (size_t i = 0; i < sizeof common / sizeof common[0]; i++) {
        unsigned oddness = reader_oddness(sample, common[i]);
        if (oddness < least) {
            least = oddness;
            best = common[i];
        }
    }
    return best;
}

const char *reader_guess_encoding(TfSlice bytes)
{
    TfSlice sample = reader_telling_part(bytes);
    const char *encoding = by_uchardet(sample);
    if (encoding == NULL || strncmp(encoding, "UTF-", 4) == 0)
        return least_odd(sample);
    for (size_t i = 0; i < sizeof nearly / sizeof nearly[0]; i++)
        if (strcmp(encoding, nearly[i].guessed) == 0 &&
            reader_oddness(sample, nearly[i].better) < reader_oddness(sample, encoding))
            return nearly[i].better;
    return is_far_fetched(sample, encoding) ? "windows-1252" : encoding;
}
