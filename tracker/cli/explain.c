/* tradefig extract --explain: for each claim its place in the text and what it was read from, and then the
 * amounts that were seen and left, with the reason. */
#include "tracker/cli/explain.h"

#include <string.h>

/* Bytes of the text that are shown on either side of an amount. */
#define SHOWN_BYTES 70

/* What the parts of a claim's rule mean: "level measure:near pair:half-named period:explicit ...". */
static const struct {
    const char *part;
    const char *words;
} rule_words[] = {
    {"measure:near", "measure: the sentence says it"},
    {"measure:named", "measure: the sentence says it, some words away"},
    {"measure:far", "measure: the sentence says it, far from the amount"},
    {"measure:carried", "measure: carried over from the sentences before"},
    {"pair:named", "parties: both stand in the sentence"},
    {"pair:half-named", "parties: one stands in the sentence, the other is the page's"},
    {"pair:carried", "parties: carried over from the sentences before"},
    {"pair:headline", "parties: those of the headline or of the page as a whole"},
    {"pair:unknown", "parties: not known"},
    {"period:explicit", "period: the sentence says it"},
    {"period:relative", "period: counted from the day of publication"},
    {"period:inferred", "period: carried over from the sentences before"},
    {"period:none", "period: none is said"},
    {"currency:inferred", "currency: not at the figure, taken from another"},
    {"currency:none", "currency: none is said"},
    {"parties:many", "doubt: more than two parties stand in the sentence"},
    {"amounts:many", "doubt: many amounts stand in the sentence"},
    {"trap:near", "doubt: words of other money stand near"},
};

static bool is_continuation(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

/* The text around a span, within its line. */
static TfSpan window_of(TfSlice text, TfSpan span)
{
    TfSpan window = span;
    while (window.start > 0 && span.start - window.start < SHOWN_BYTES &&
           text.bytes[window.start - 1] != '\n')
        window.start--;
    while (window.end < text.length && window.end - span.end < SHOWN_BYTES && text.bytes[window.end] != '\n')
        window.end++;
    while (window.start < span.start && is_continuation(text.bytes[window.start]))
        window.start++;
    while (window.end > span.end && window.end < text.length && is_continuation(text.bytes[window.end]))
        window.end--;
    return window;
}

static void print_place(const TfArticle *article, TfSpan span, TextBuilder *out)
{
    TfSlice text = article->text;
    TfSpan window = window_of(text, span);
    bool cut_front = window.start > 0 && text.bytes[window.start - 1] != '\n';
    bool cut_back = window.end < text.length && text.bytes[window.end] != '\n';
    text_add(out, cut_front ? "      \xE2\x80\xA6" : "      ");
    text_add_shown(out, tf_slice_range(text, window.start, span.start));
    text_add(out, "[");
    text_add_shown(out, tf_slice_range(text, span.start, span.end));
    text_add(out, "]");
    text_add_shown(out, tf_slice_range(text, span.end, window.end));
    text_add(out, cut_back ? "\xE2\x80\xA6\n" : "\n");
}

static void print_rule(TfSlice rule, TextBuilder *out)
{
    while (rule.bytes != NULL) {
        TfSlice part = tf_slice_split(&rule, ' ');
        for (size_t i = 0; i < sizeof rule_words / sizeof rule_words[0]; i++)
            if (tf_slice_is(part, rule_words[i].part))
                text_addf(out, "      %s\n", rule_words[i].words);
    }
}

static void print_claim(const TfArticle *article, const TfClaim *claim, TfArena *arena, TextBuilder *out)
{
    char pair[TF_PAIR_CHARS];
    text_addf(out, "  %s  %.*s  %.*s  %.*s  (sure %.2f)\n", tf_pair_short(pair, tf_claim_pair(claim)),
              TF_SLICE_ARG(tf_claim_when_text(claim, arena)), TF_SLICE_ARG(tf_claim_value_text(claim, arena)),
              TF_SLICE_ARG(tf_claim_about_text(claim, arena)), claim->confidence);
    if (claim->has_span)
        print_place(article, claim->span, out);
    print_rule(claim->rule, out);
    if (claim->attribution.length > 0) {
        text_add(out, "      said by: ");
        text_add_shown(out, claim->attribution);
        text_add(out, "\n");
    }
    if (claim->entries.length > 0)
        text_addf(out, "      words of: %.*s\n", TF_SLICE_ARG(claim->entries));
}

static void print_left(const TfArticle *article, const TfLeftAmount *left, TextBuilder *out)
{
    text_addf(out, "    %s", left->reason);
    if (left->word.end > left->word.start) {
        text_add(out, ": \"");
        text_add_shown(out, tf_article_span(article, left->word));
        text_add(out, "\"");
    }
    if (left->entry != NULL)
        text_addf(out, " (%s)", left->entry);
    text_add(out, "\n");
    print_place(article, left->span, out);
}

void explain_article(const TfArticle *article, const TfClaimList *claims, const TfLeftAmounts *left,
                     TfArena *arena, TextBuilder *out)
{
    for (size_t i = 0; i < claims->count; i++)
        print_claim(article, &claims->items[i], arena, out);
    if (left->count > 0)
        text_addf(out, "  seen and left: %zu amount%s\n", left->count, left->count == 1 ? "" : "s");
    for (size_t i = 0; i < left->count; i++)
        print_left(article, &left->items[i], out);
}
