/* From the bytes of a file to UTF-8 text with LF line ends.
 *
 * Read are: UTF-8, UTF-16 and UTF-32 with or without a byte order mark (UTF-32 only with one), the Windows,
 * ISO 8859, KOI8, IBM and Macintosh encodings of one byte a letter, GB 18030, Big5, Shift_JIS, EUC-JP, EUC-KR
 * and ISO-2022-JP/KR: those of the WHATWG standard. */
#ifndef IMPORTERS_READERS_CHARSET_H
#define IMPORTERS_READERS_CHARSET_H

#include "tracker/base/arena.h"
#include "tracker/base/text.h"

typedef struct ReaderDecoded {
    TfSlice text;         /* UTF-8, LF line ends, no byte order mark; lives in the arena */
    const char *encoding; /* "UTF-8", "windows-1251", "UTF-8 (twice)": static storage */
    size_t bad_bytes;     /* bytes that stand for nothing in that encoding; U+FFFD is put in their place */
} ReaderDecoded;

/* Finds the encoding and decodes. Valid UTF-8 is UTF-8 whatever else it could be; windows-1258 text is
 * composed (NFC), since it keeps Vietnamese tone marks apart from their letters.
 *
 * Errors   TF_BAD_INPUT nothing in it, binary (named when the kind is known), or cut off inside a character;
 * TF_NO_MEMORY */
TF_CHECKED TfStatus reader_decode(TfSlice bytes, TfArena *arena, ReaderDecoded *decoded, TfError *error);

typedef struct ReaderDecodeHints {
    TfSlice charset; /* as the transport or the container says; need not be true */
    bool is_html;    /* a web page: markup is no reason to refuse it, and it may say its encoding itself */
} ReaderDecodeHints;

/* The same with what is known beforehand (NULL: nothing). In this order: a byte order mark; UTF-8 when the
 * bytes are valid UTF-8, whatever else is said; what the page says; what the transport says; the guess. What
 * is said is believed as long as the bytes then read as text: when many of them stand for nothing, or words
 * mix scripts, turn from small letters to capitals or hold signs, the one that reads best is taken.
 *
 * A page that ends inside a character is not refused: archives cut pages off. */
TF_CHECKED TfStatus reader_decode_as(TfSlice bytes, const ReaderDecodeHints *hints, TfArena *arena,
                                     ReaderDecoded *decoded, TfError *error);

/* How badly the bytes read as text of `encoding`, in thousandths of the places where a character beyond ASCII
 * stands beside a letter: 0 is faultless; 1000 also when ICU has no such converter. */
unsigned reader_oddness(TfSlice bytes, const char *encoding);

/* Undoes one of two encodings: text that was UTF-8, taken for windows-1252, and encoded again. True when all
 * characters of `text` (UTF-8) beyond ASCII are of that kind; what it was goes to `once`, which holds
 * something else on false. */
bool reader_undo_twice(TfSlice text, TextBuilder *once);

/* The encoding of text that is not valid UTF-8, by its bytes; windows-1252 when nothing speaks for another.
 * Static storage. */
const char *reader_guess_encoding(TfSlice bytes);

/* The part of the bytes that tells the encoding: from shortly before the first one beyond ASCII on, at most
 * 64 KB. */
TfSlice reader_telling_part(TfSlice bytes);

/* Whether the bytes are UTF-16 without a mark: "UTF-16LE", "UTF-16BE" or NULL. */
const char *reader_guess_utf16(TfSlice bytes);

/* What kind of file the bytes are when they are no plain text: "PDF document", "Word document (DOCX)", "web
 * page (HTML)"; NULL when no known mark stands at their start. Static storage. */
const char *reader_file_kind(TfSlice bytes);

#endif
