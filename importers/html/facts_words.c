/* What the words of class and id say an element is. English names most of the web's classes; the others are
 * those that editors of other languages use. */
#include "importers/html/facts_internal.h"

#include "importers/readers/character.h"

#include <string.h>
#include <threads.h>

#define MOST_WORD 24

typedef struct ClassWord {
    const char *word;
    unsigned bits;
} ClassWord;

/* Sorted by word. */
static const ClassWord class_words[] = {
    {"archive", WORD_OUT},
    {"articleinfo", WORD_DATE},
    {"aside", WORD_OUT},
    {"auteur", WORD_AUTHOR},
    {"author", WORD_AUTHOR},
    {"authorname", WORD_AUTHOR},
    {"authors", WORD_AUTHOR},
    {"autor", WORD_AUTHOR},
    {"autore", WORD_AUTHOR},
    {"autoren", WORD_AUTHOR},
    {"banner", WORD_HEADER},
    {"breadcrumb", WORD_OUT},
    {"byline", WORD_DATE | WORD_AUTHOR},
    {"calendar", WORD_OUT},
    {"carousel", WORD_OUT},
    {"comment", WORD_OUT},
    {"comments", WORD_OUT},
    {"contributor", WORD_AUTHOR},
    {"cookie", WORD_OUT},
    {"copyright", WORD_OUT},
    {"created", WORD_DATE | WORD_PUBLISHED},
    {"creator", WORD_AUTHOR},
    {"data", WORD_DATE},
    {"date", WORD_DATE},
    {"dateline", WORD_DATE},
    {"dates", WORD_DATE},
    {"datetime", WORD_DATE},
    {"dato", WORD_DATE},
    {"datum", WORD_DATE},
    {"day", WORD_DATE},
    {"details", WORD_DATE},
    {"disqus", WORD_OUT},
    {"edited", WORD_UPDATED},
    {"entrydate", WORD_DATE},
    {"erstellt", WORD_DATE | WORD_PUBLISHED},
    {"fecha", WORD_DATE},
    {"fn", WORD_AUTHOR},
    {"footer", WORD_OUT},
    {"header", WORD_HEADER},
    {"info", WORD_DATE},
    {"issued", WORD_PUBLISHED},
    {"journalist", WORD_AUTHOR},
    {"lastmod", WORD_UPDATED},
    {"latest", WORD_OUT},
    {"masthead", WORD_HEADER},
    {"menu", WORD_OUT},
    {"meta", WORD_DATE},
    {"modified", WORD_UPDATED},
    {"modify", WORD_UPDATED},
    {"mostread", WORD_OUT},
    {"nav", WORD_OUT},
    {"navbar", WORD_OUT},
    {"newest", WORD_OUT},
    {"newsletter", WORD_OUT},
    {"popular", WORD_OUT},
    {"postdate", WORD_DATE},
    {"posted", WORD_DATE | WORD_PUBLISHED},
    {"postmeta", WORD_DATE},
    {"promo", WORD_OUT},
    {"pubdate", WORD_DATE | WORD_PUBLISHED},
    {"publication", WORD_DATE | WORD_PUBLISHED},
    {"publish", WORD_DATE | WORD_PUBLISHED},
    {"published", WORD_DATE | WORD_PUBLISHED},
    {"recent", WORD_OUT},
    {"recommendations", WORD_OUT},
    {"recommended", WORD_OUT},
    {"redakteur", WORD_AUTHOR},
    {"related", WORD_OUT},
    {"relateds", WORD_OUT},
    {"released", WORD_DATE | WORD_PUBLISHED},
    {"reporter", WORD_AUTHOR},
    {"respond", WORD_OUT},
    {"sidebar", WORD_OUT},
    {"similar", WORD_OUT},
    {"slider", WORD_OUT},
    {"suggested", WORD_OUT},
    {"teaser", WORD_OUT},
    {"teasers", WORD_OUT},
    {"ticker", WORD_OUT},
    {"time", WORD_DATE},
    {"timestamp", WORD_DATE},
    {"top", WORD_HEADER},
    {"topbar", WORD_HEADER},
    {"trending", WORD_OUT},
    {"upcoming", WORD_OUT},
    {"update", WORD_UPDATED},
    {"updated", WORD_UPDATED},
    {"verfasser", WORD_AUTHOR},
    {"weather", WORD_OUT},
    {"widget", WORD_OUT},
    {"widgets", WORD_OUT},
    {"writer", WORD_AUTHOR},
};

#define WORD_COUNT (sizeof class_words / sizeof class_words[0])

/* Of each letter the first row that begins with it or a later one: pages have thousands of such words, and
 * most of them are none of these. */
static size_t first_rows[27];
static once_flag rows_are_known = ONCE_FLAG_INIT;

static void find_first_rows(void)
{
    size_t row = 0;
    for (int letter = 0; letter < 27; letter++) {
        while (row < WORD_COUNT && class_words[row].word[0] < 'a' + letter)
            row++;
        first_rows[letter] = row;
    }
}

static unsigned bits_of(const char word[MOST_WORD])
{
    size_t letter = (size_t)(word[0] - 'a');
    for (size_t row = first_rows[letter]; row < first_rows[letter + 1]; row++)
        if (word[1] == class_words[row].word[1] && strcmp(word, class_words[row].word) == 0)
            return class_words[row].bits;
    return 0;
}

/* Words end at whatever is no letter, and before a capital behind a small letter: "entryDate". */
unsigned fact_class_bits(TfSlice words)
{
    char word[MOST_WORD];
    unsigned bits = 0;
    size_t at = 0;
    if (words.length == 0)
        return 0;
    call_once(&rows_are_known, find_first_rows);
    while (at < words.length) {
        size_t length = 0;
        bool small = false;
        for (; at < words.length; at++) {
            unsigned char byte = (unsigned char)words.bytes[at];
            unsigned char lower = byte | 0x20;
            if (lower < 'a' || lower > 'z' || (byte != lower && small))
                break;
            small = byte == lower;
            if (length + 1 < MOST_WORD)
                word[length++] = (char)lower;
        }
        word[length] = '\0';
        if (length > 1) /* no word of the table is shorter */
            bits |= bits_of(word);
        else if (length == 0)
            at++;
    }
    return bits;
}
