/* From the bytes of a file to UTF-8 text with LF line ends.
 *
 * Read are: UTF-8, UTF-16 and UTF-32 with or without a byte order mark (UTF-32 only with one), windows-1250
 * to windows-1258, ISO 8859, KOI8-R, GB 18030, Big5, Shift_JIS, EUC-JP, EUC-KR and
 * ISO-2022-JP/CN/KR to the extent that ICU can tell them apart, and Vietnamese windows-1258 by a check of our
 * own. */
#ifndef IMPORTERS_READERS_CHARSET_H
#define IMPORTERS_READERS_CHARSET_H

#include "tracker/base/arena.h"

typedef struct ReaderDecoded {
    TfSlice text;         /* UTF-8, LF line ends, no byte order mark; lives in the arena */
    const char *encoding; /* "UTF-8", "windows-1251": static storage */
    size_t bad_bytes;     /* bytes that stand for nothing in that encoding; U+FFFD is put in their place */
} ReaderDecoded;

/* Finds the encoding and decodes. Valid UTF-8 is UTF-8 whatever else it could be; windows-1258 text is
 * composed (NFC), since it keeps Vietnamese tone marks apart from their letters.
 *
 * Errors   TF_BAD_INPUT nothing in it, binary (named when the kind is known), or cut off inside a character;
 * TF_NO_MEMORY */
TF_CHECKED TfStatus reader_decode(TfSlice bytes, TfArena *arena, ReaderDecoded *decoded, TfError *error);

/* The encoding of text that is not valid UTF-8, by its bytes; windows-1252 when nothing speaks for another.
 * Static storage. */
const char *reader_guess_encoding(TfSlice bytes);

/* Whether the bytes are UTF-16 without a mark: "UTF-16LE", "UTF-16BE" or NULL. */
const char *reader_guess_utf16(TfSlice bytes);

/* What kind of file the bytes are when they are no plain text: "PDF document", "Word document (DOCX)", "web
 * page (HTML)"; NULL when no known mark stands at their start. Static storage. */
const char *reader_file_kind(TfSlice bytes);

#endif
