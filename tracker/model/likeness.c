/* Signatures: one-permutation MinHash over runs of words, and a sample of the figures. */
#include "tracker/model/likeness.h"

#include <math.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

/* A run is this many words; in scripts that set no blanks a letter is about half a word. */
#define RUN_WEIGHT  6
#define WORD_WEIGHT 2
#define SIGN_WEIGHT 1
#define WINDOW      8 /* a power of two, at least RUN_WEIGHT */

/* With fewer runs than this a text is no more than a line, as many pages carry it. */
#define FEWEST_RUNS 12

/* Bins that make a band. */
#define BAND_ROWS 3

/* Every text has figures below this: they count together with the word in front. */
#define SMALL_FIGURE 100

#define YEAR_FIRST 1900
#define YEAR_LAST  2100

_Static_assert(BAND_ROWS *LIKENESS_BANDS <= LIKENESS_BINS, "a band is made of its own bins");
_Static_assert(sizeof(TfSignature) == 248, "signatures are stored as they lie in memory");

/* ---- characters ---- */

typedef enum CharKind { KIND_GAP = 0, KIND_LETTER, KIND_DIGIT, KIND_SIGN, KIND_SILENT } CharKind;

typedef struct Char {
    uint32_t code; /* folded; of a digit, its value */
    CharKind kind;
} Char;

/* Scripts whose words follow each other without blanks. */
static bool is_sign(UChar32 code)
{
    if (code < 0x0E00)
        return false;
    return code <= 0x0EFF || (code >= 0x1000 && code <= 0x109F) || (code >= 0x1780 && code <= 0x17FF) ||
           (code >= 0x3040 && code <= 0x30FF) || (code >= 0x3400 && code <= 0x9FFF) ||
           (code >= 0xF900 && code <= 0xFAFF) || code >= 0x20000;
}

static Char classify(UChar32 code)
{
    int8_t type = u_charType(code);
    if (type == U_DECIMAL_DIGIT_NUMBER)
        return (Char){(uint32_t)u_charDigitValue(code), KIND_DIGIT};
    if (type == U_NON_SPACING_MARK || type == U_FORMAT_CHAR)
        return (Char){0, KIND_SILENT};
    if (!u_isalpha(code) && type != U_COMBINING_SPACING_MARK)
        return (Char){0, KIND_GAP};
    if (is_sign(code))
        return (Char){(uint32_t)code, KIND_SIGN};
    return (Char){(uint32_t)u_foldCase(code, U_FOLD_CASE_DEFAULT), KIND_LETTER};
}

static Char next_char(TfSlice text, size_t *at)
{
    uint8_t byte = (uint8_t)text.bytes[*at];
    if (byte < 0x80) {
        (*at)++;
        uint32_t lower = byte | 0x20u;
        if (lower >= 'a' && lower <= 'z')
            return (Char){lower, KIND_LETTER};
        if (byte >= '0' && byte <= '9')
            return (Char){(uint32_t)(byte - '0'), KIND_DIGIT};
        return (Char){0, KIND_GAP};
    }
    const uint8_t *bytes = (const uint8_t *)text.bytes;
    UChar32 code;
    U8_NEXT(bytes, *at, text.length, code);
    return code < 0 ? (Char){0, KIND_GAP} : classify(code);
}

/* ---- hashes ---- */

static uint64_t mix(uint64_t x)
{
    x ^= x >> 33;
    x *= 0xFF51AFD7ED558CCDu;
    x ^= x >> 33;
    x *= 0xC4CEB9FE1A85EC53u;
    return x ^ x >> 33;
}

static uint64_t add_code(uint64_t hash, uint32_t code)
{
    return (hash ^ code) * 0x9E3779B97F4A7C15u ^ hash >> 29;
}

/* ---- runs of words and figures ---- */

typedef struct Sketch {
    uint64_t words[WINDOW]; /* the last words, by their number */
    uint8_t weights[WINDOW];
    size_t word_count;
    uint32_t run_count;
    uint64_t least[LIKENESS_BINS]; /* UINT64_MAX: none */
    uint32_t figures[LIKENESS_FIGURES];
    size_t figure_count; /* kept */
} Sketch;

/* Puts the run that ends at the last word into its bin. */
static void add_run(Sketch *sketch)
{
    uint64_t hash = 0;
    unsigned weight = 0;
    for (size_t back = 1; back <= sketch->word_count && back <= WINDOW && weight < RUN_WEIGHT; back++) {
        size_t place = (sketch->word_count - back) & (WINDOW - 1);
        hash = mix(hash ^ sketch->words[place]);
        weight += sketch->weights[place];
    }
    if (weight < RUN_WEIGHT)
        return;
    sketch->run_count++;
    uint64_t *least = &sketch->least[hash % LIKENESS_BINS];
    if (hash < *least)
        *least = hash;
}

static void add_word(Sketch *sketch, uint64_t hash, uint8_t weight)
{
    size_t place = sketch->word_count++ & (WINDOW - 1);
    sketch->words[place] = hash;
    sketch->weights[place] = weight;
    add_run(sketch);
}

static uint64_t last_word(const Sketch *sketch)
{
    return sketch->word_count == 0 ? 0 : sketch->words[(sketch->word_count - 1) & (WINDOW - 1)];
}

/* Keeps the least hashes, sorted and each once. */
static void add_figure(Sketch *sketch, uint64_t digits)
{
    uint32_t hash = (uint32_t)(mix(digits + 1) >> 32) | 1u;
    size_t at = sketch->figure_count;
    while (at > 0 && sketch->figures[at - 1] > hash)
        at--;
    if ((at > 0 && sketch->figures[at - 1] == hash) || at == LIKENESS_FIGURES)
        return;
    if (sketch->figure_count < LIKENESS_FIGURES)
        sketch->figure_count++;
    memmove(&sketch->figures[at + 1], &sketch->figures[at],
            (sketch->figure_count - at - 1) * sizeof sketch->figures[0]);
    sketch->figures[at] = hash;
}

/* Whether the digit behind a gap of one character goes on with the figure: "28,000", "1.5", "28 000". A blank
 * (also a no-break or thin one) only joins groups of three. */
static bool joins(TfSlice text, size_t gap, size_t behind, size_t group)
{
    unsigned char byte = (unsigned char)text.bytes[gap];
    bool is_point = byte == '.' || byte == ',' || byte == '\'';
    bool is_blank = byte == ' ' || (byte == 0xC2 && behind - gap == 2) || (byte == 0xE2 && behind - gap == 3);
    size_t count = 0;
    for (size_t at = behind; at < text.length && count < 4; count++)
        if (next_char(text, &at).kind != KIND_DIGIT)
            break;
    return is_point ? count > 0 : is_blank && group <= 3 && count == 3;
}

/* Reads the figure whose first digit stands at `at`, and returns where it ends. A year is a word like any
 * other: bulletins on one year have it in common. */
static size_t read_figure(Sketch *sketch, TfSlice text, size_t at)
{
    uint64_t digits = 0;
    size_t group = 0; /* digits since the last separator */
    size_t groups = 1;
    for (size_t next = at; next < text.length; at = next) {
        Char here = next_char(text, &next);
        if (here.kind == KIND_DIGIT) {
            digits = digits * 10 + here.code;
            group++;
        } else if (here.kind == KIND_GAP && joins(text, at, next, group)) {
            groups++;
            group = 0;
        } else {
            break;
        }
    }
    if (groups > 1 || digits < YEAR_FIRST || digits > YEAR_LAST)
        add_figure(sketch, digits < SMALL_FIGURE ? digits ^ last_word(sketch) : digits);
    add_word(sketch, mix(digits), WORD_WEIGHT);
    return at;
}

static void read_text(Sketch *sketch, TfSlice text)
{
    uint64_t word = 0;
    for (size_t at = 0; at < text.length;) {
        size_t start = at;
        Char here = next_char(text, &at);
        if (here.kind == KIND_LETTER)
            word = add_code(word, here.code);
        if (here.kind == KIND_LETTER || here.kind == KIND_SILENT)
            continue;
        if (word != 0)
            add_word(sketch, word, WORD_WEIGHT);
        word = 0;
        if (here.kind == KIND_SIGN)
            add_word(sketch, add_code(0, here.code), SIGN_WEIGHT);
        else if (here.kind == KIND_DIGIT)
            at = read_figure(sketch, text, start);
    }
    if (word != 0)
        add_word(sketch, word, WORD_WEIGHT);
}

/* ---- signatures ---- */

void likeness_signature(const TfArticle *article, TfSignature *signature)
{
    Sketch sketch = {.word_count = 0};
    memset(sketch.least, 0xFF, sizeof sketch.least);
    for (size_t i = 0; i < article->body_count; i++)
        read_text(&sketch, tf_article_span(article, article->body[i]));
    if (article->body_count == 0)
        read_text(&sketch, article->text);
    *signature = (TfSignature){.version = LIKENESS_VERSION, .figure_count = (uint16_t)sketch.figure_count};
    signature->run_count = sketch.run_count;
    memcpy(signature->figures, sketch.figures, sizeof signature->figures);
    for (size_t i = 0; i < LIKENESS_BINS; i++) /* the bits that did not choose the least */
        if (sketch.least[i] != UINT64_MAX)
            signature->bins[i] = (uint16_t)(sketch.least[i] >> 6 | 1u);
}

/* Share of the runs that both have among those that either has. */
static double resemblance(const TfSignature *a, const TfSignature *b)
{
    unsigned equal = 0;
    unsigned used = 0;
    for (size_t i = 0; i < LIKENESS_BINS; i++) {
        equal += a->bins[i] != 0 && a->bins[i] == b->bins[i];
        used += a->bins[i] != 0 || b->bins[i] != 0;
    }
    return used == 0 ? 0 : (double)equal / used;
}

/* How much of the shorter text stands in the longer one, by the sizes of both and what they share. */
static double containment(double shared, const TfSignature *a, const TfSignature *b)
{
    double shorter = a->run_count < b->run_count ? a->run_count : b->run_count;
    double both = (double)a->run_count + b->run_count;
    double part = shared / (1 + shared) * both / shorter;
    return part < 1 ? part : 1;
}

static bool has_figure(const TfSignature *signature, uint32_t figure)
{
    for (size_t i = 0; i < signature->figure_count; i++)
        if (signature->figures[i] == figure)
            return true;
    return false;
}

/* Up to here a sample is all there is. */
static uint32_t sample_end(const TfSignature *signature)
{
    return signature->figure_count < LIKENESS_FIGURES ? UINT32_MAX : signature->figures[LIKENESS_FIGURES - 1];
}

/* Share of the figures of the text with fewer of them that the other one has; one more counts as found, so
 * that a single figure that was corrected does not decide. */
static double agreement(const TfSignature *a, const TfSignature *b)
{
    uint32_t end = sample_end(a) < sample_end(b) ? sample_end(a) : sample_end(b);
    unsigned in_a = 0;
    unsigned in_b = 0;
    unsigned common = 0;
    for (size_t i = 0; i < a->figure_count; i++) {
        in_a += a->figures[i] <= end;
        common += a->figures[i] <= end && has_figure(b, a->figures[i]);
    }
    for (size_t i = 0; i < b->figure_count; i++)
        in_b += b->figures[i] <= end;
    unsigned fewer = in_a < in_b ? in_a : in_b;
    return (common + 1.0) / (fewer + 1.0);
}

static bool is_readable(const TfSignature *signature)
{
    return signature->version == LIKENESS_VERSION && signature->figure_count <= LIKENESS_FIGURES;
}

double likeness(const TfSignature *a, const TfSignature *b)
{
    if (!is_readable(a) || !is_readable(b))
        return 0;
    if (a->run_count < FEWEST_RUNS || b->run_count < FEWEST_RUNS)
        return a->run_count > 0 && memcmp(a, b, sizeof *a) == 0 ? 1 : 0;
    double shared = resemblance(a, b);
    return sqrt(shared * containment(shared, a, b)) * agreement(a, b);
}

/* What stands for a bin: an empty one borrows from the next that is not, and says from how far. */
static uint64_t bin_value(const TfSignature *signature, size_t bin)
{
    size_t far = 0;
    while (far < LIKENESS_BINS && signature->bins[(bin + far) % LIKENESS_BINS] == 0)
        far++;
    return far << 16 | signature->bins[(bin + far) % LIKENESS_BINS];
}

size_t likeness_bands(const TfSignature *signature, uint64_t bands[LIKENESS_BANDS])
{
    if (!is_readable(signature) || signature->run_count < FEWEST_RUNS)
        return 0;
    for (size_t band = 0; band < LIKENESS_BANDS; band++) {
        bands[band] = mix(band + 1);
        for (size_t row = 0; row < BAND_ROWS; row++)
            bands[band] = mix(bands[band] ^ bin_value(signature, band * BAND_ROWS + row));
    }
    return LIKENESS_BANDS;
}
