/* Names of encodings, after the table of the WHATWG Encoding Standard, and the places where a page puts them.
 */
#include "importers/readers/charset_label.h"

#include <string.h>
#include <unicode/ucnv.h>

/* Where a declaration has to stand; browsers look at the first kilobyte, pages are less strict. */
#define DECLARED_WITHIN 4096
#define LONGEST_LABEL   40

/* Labels without "_", "-" and ":", so that one row serves all ways of writing them; by encoding. Those that
 * ICU knows by the same name need no row. */
static const struct {
    const char *encoding;
    const char *labels; /* a blank before and behind each */
} known[] = {
    {"UTF-8", " utf8 unicode11utf8 unicode20utf8 xunicode20utf8 utf "},
    {"windows-1252", " iso88591 isoir100 latin1 l1 iso885911987 ibm819 cp819 csisolatin1 ascii usascii "
                     "ansix3.41968 windows1252 cp1252 xcp1252 win1252 ansi "},
    {"windows-1254", " iso88599 iso885991989 isoir148 latin5 l5 csisolatin5 windows1254 cp1254 xcp1254 "},
    {"windows-874", " iso885911 tis620 tis6202533 dos874 windows874 cp874 "},
    {"windows-1250", " windows1250 cp1250 xcp1250 win1250 "},
    {"windows-1251", " windows1251 cp1251 xcp1251 win1251 1251 "},
    {"windows-1253", " windows1253 cp1253 xcp1253 win1253 "},
    {"windows-1255", " windows1255 cp1255 xcp1255 iso88598 iso88598i iso88598e iso885981988 isoir138 hebrew "
                     "csisolatinhebrew logical visual "},
    {"windows-1256", " windows1256 cp1256 xcp1256 win1256 "},
    {"windows-1257", " windows1257 cp1257 xcp1257 "},
    {"windows-1258", " windows1258 cp1258 xcp1258 "},
    {"ISO-8859-2", " iso88592 iso885921987 isoir101 latin2 l2 csisolatin2 "},
    {"ISO-8859-3", " iso88593 iso885931988 isoir109 latin3 l3 csisolatin3 "},
    {"ISO-8859-4", " iso88594 iso885941988 isoir110 latin4 l4 csisolatin4 "},
    {"ISO-8859-5", " iso88595 iso885951988 isoir144 cyrillic csisolatincyrillic "},
    {"ISO-8859-6", " iso88596 iso88596e iso88596i iso885961987 isoir127 arabic ecma114 asmo708 "
                   "csisolatinarabic "},
    {"ISO-8859-7", " iso88597 iso885971987 isoir126 greek greek8 ecma118 elot928 suneugreek "
                   "csisolatingreek "},
    {"ISO-8859-10", " iso885910 isoir157 latin6 l6 csisolatin6 "},
    {"ISO-8859-13", " iso885913 latin7 "},
    {"ISO-8859-14", " iso885914 latin8 "},
    {"ISO-8859-15", " iso885915 latin9 l9 csisolatin9 "},
    {"KOI8-R", " koi koi8 koi8r cskoi8r "},
    {"KOI8-U", " koi8u koi8ru "},
    {"IBM866", " ibm866 cp866 866 csibm866 dos866 "},
    {"macintosh", " macintosh mac xmacroman csmacintosh "},
    {"x-mac-cyrillic", " xmaccyrillic xmacukrainian "},
    {"GB18030", " gb18030 gbk xgbk gb2312 gb231280 csgb2312 chinese csiso58gb231280 isoir58 euccn cp936 "
                "ms936 windows936 xeuccn "},
    {"Big5", " big5 big5hkscs cnbig5 csbig5 xxbig5 cp950 windows950 "},
    {"EUC-JP", " eucjp xeucjp cseucpkdfmtjapanese ujis "},
    {"windows-31j", " shiftjis sjis xsjis mskanji csshiftjis windows31j ms932 cp932 windows932 "},
    {"ISO-2022-JP", " iso2022jp csiso2022jp "},
    {"windows-949", " euckr cseuckr ksc5601 ksc56011987 ksc56011989 csksc56011987 korean isoir149 "
                    "windows949 cp949 ms949 uhc "},
    {"ISO-2022-KR", " iso2022kr "},
    {"UTF-16LE", " utf16 utf16le unicode ucs2 csunicode unicodefeff iso10646ucs2 "},
    {"UTF-16BE", " utf16be unicodefffe "},
};

/* " label " in small letters without the marks that writers vary; false when it is none. */
static bool normal_label(TfSlice label, char normal[LONGEST_LABEL + 3])
{
    size_t length = 0;
    label = tf_slice_trim(label);
    if (label.length == 0 || label.length > LONGEST_LABEL)
        return false;
    normal[length++] = ' ';
    for (size_t i = 0; i < label.length; i++) {
        char byte = label.bytes[i];
        if (byte >= 'A' && byte <= 'Z')
            byte = (char)(byte | 0x20);
        if (byte == ' ' || byte == '\0' || (unsigned char)byte >= 0x7F)
            return false;
        if (strchr("-_:()'\"", byte) == NULL)
            normal[length++] = byte;
    }
    normal[length++] = ' ';
    normal[length] = '\0';
    return length > 2;
}

const char *reader_encoding_of_label(TfSlice label)
{
    char normal[LONGEST_LABEL + 3];
    if (!normal_label(label, normal))
        return NULL;
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (strstr(known[i].labels, normal) != NULL)
            return known[i].encoding;
    return NULL;
}

/* --- where a page says it --- */

static bool is_blank(char byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

static size_t skip_blanks(TfSlice text, size_t at)
{
    while (at < text.length && is_blank(text.bytes[at]))
        at++;
    return at;
}

static size_t find_any_case(TfSlice text, size_t from, TfSlice word)
{
    for (size_t at = from; at + word.length <= text.length; at++)
        if (tf_slice_equal_ascii_case(tf_slice_range(text, at, at + word.length), word))
            return at;
    return TF_NOWHERE;
}

/* The value behind `name`, "=" and perhaps a quote; bytes NULL without one. */
static TfSlice value_behind(TfSlice tag, TfSlice name)
{
    for (size_t at = 0; (at = find_any_case(tag, at, name)) != TF_NOWHERE;) {
        at = skip_blanks(tag, at + name.length);
        if (at >= tag.length || tag.bytes[at] != '=')
            continue;
        at = skip_blanks(tag, at + 1);
        if (at < tag.length && (tag.bytes[at] == '"' || tag.bytes[at] == '\''))
            at = skip_blanks(tag, at + 1);
        size_t end = at;
        while (end < tag.length && !is_blank(tag.bytes[end]) && strchr("\"';/>?", tag.bytes[end]) == NULL)
            end++;
        return tf_slice_range(tag, at, end);
    }
    return (TfSlice){NULL, 0};
}

/* Bytes that could be read as ASCII as far as the declaration are no UTF-16. */
static const char *as_ascii_shows(const char *encoding)
{
    return encoding != NULL && strncmp(encoding, "UTF-16", 6) == 0 ? "UTF-8" : encoding;
}

/* The tag that starts at `at`, up to its ">" or the end. */
static TfSlice tag_at(TfSlice head, size_t at)
{
    size_t end = tf_slice_find_byte(head, at, '>');
    return tf_slice_range(head, at, end == TF_NOWHERE ? head.length : end);
}

const char *reader_declared_encoding(TfSlice page)
{
    static const TfSlice charset = TF_SLICE("charset");
    static const TfSlice encoding = TF_SLICE("encoding");
    static const TfSlice meta = TF_SLICE("<meta");
    TfSlice head = tf_slice_range(page, 0, DECLARED_WITHIN);
    size_t start = skip_blanks(head, 0);
    if (tf_slice_starts_with(tf_slice_range(head, start, head.length), "<?xml")) {
        const char *found = reader_encoding_of_label(value_behind(tag_at(head, start), encoding));
        if (found != NULL)
            return as_ascii_shows(found);
    }
    for (size_t at = 0; at < head.length; at++) {
        at = tf_slice_find_byte(head, at, '<');
        if (at == TF_NOWHERE)
            break;
        if (tf_slice_starts_with(tf_slice_range(head, at, head.length), "<!--")) {
            at = tf_slice_find(head, at, "-->"); /* a declaration in a comment is none */
            if (at == TF_NOWHERE)
                break;
            continue;
        }
        if (!tf_slice_equal_ascii_case(tf_slice_range(head, at, at + meta.length), meta))
            continue;
        const char *found = reader_encoding_of_label(value_behind(tag_at(head, at), charset));
        if (found != NULL)
            return as_ascii_shows(found);
    }
    return NULL;
}
