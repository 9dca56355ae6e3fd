/* Lines of credit over an article, "By Amina Otieno", "27 November 2024": facts, and no part of the text. */
#include "importers/html/html_blocks.h"

#include "importers/readers/character.h"
#include "importers/readers/date_find.h"
#include "importers/readers/page_words.h"

#include <string.h>

#define MOST_CREDIT 160 /* bytes; a sentence that names author and day is longer */
/* Letters beside the known parts that say nothing: "at", "pm", "UTC". */
#define LITTLE_REST 4

#define CREDIT_WORDS (PAGE_BYLINE | PAGE_PUBLISHED | PAGE_UPDATED)

static size_t count_letters(TfSlice text)
{
    size_t letters = 0;
    for (size_t at = 0; at < text.length;)
        letters += character_is_letter(character_next(text, &at));
    return letters;
}

/* Letters that are left when the words of credits are taken off; `words` gains what kinds they were. */
static size_t count_rest(TfSlice text, unsigned *words)
{
    size_t length = 0;
    for (int times = 0; times < 2; times++) {
        text = tf_slice_trim(text);
        while (text.length > 0 && strchr(":|-,.(/", text.bytes[0]) != NULL)
            text = tf_slice_range(text, 1, text.length);
        unsigned kinds = page_prefix_kinds(tf_slice_trim(text), CREDIT_WORDS, &length);
        if (kinds == 0)
            break;
        *words |= kinds;
        text = tf_slice_trim(text);
        text = tf_slice_range(text, length, text.length);
    }
    return count_letters(text);
}

static size_t find_name(TfSlice text, TfSlice name)
{
    for (size_t at = 0; name.length > 0 && at + name.length <= text.length; at++)
        if (tf_slice_equal_ascii_case(tf_slice_range(text, at, at + name.length), name))
            return at;
    return TF_NOWHERE;
}

/* Letters that are left beside the day of publication; *dated whether it stands there. */
static size_t count_beside_date(TfSlice text, const HtmlFacts *facts, unsigned *words, bool *dated)
{
    ReaderDate found;
    if (!tf_date_is_set(facts->date) || !reader_date_find(text, 0, false, &found) ||
        found.date.year != facts->date.year)
        return count_rest(text, words);
    *dated = true;
    return count_rest(tf_slice_range(text, 0, found.start), words) +
           count_rest(tf_slice_range(text, found.end, text.length), words);
}

bool html_is_credit(const HtmlFacts *facts, TfSlice text)
{
    unsigned words = 0;
    bool dated = false;
    if (text.length > MOST_CREDIT)
        return false;
    size_t name = find_name(text, facts->author);
    if (name == TF_NOWHERE)
        return count_beside_date(text, facts, &words, &dated) <= LITTLE_REST && dated;
    size_t rest = count_beside_date(tf_slice_range(text, 0, name), facts, &words, &dated) +
                  count_beside_date(tf_slice_range(text, name + facts->author.length, text.length), facts,
                                    &words, &dated);
    return rest <= LITTLE_REST && (rest == 0 || dated || (words & PAGE_BYLINE) != 0);
}
