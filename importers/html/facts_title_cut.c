/* A title without the name of its site: the parts of "Title | Section - Site" told apart. */
#include "importers/html/facts_internal.h"

#include "importers/readers/page_words.h"

#include <string.h>

static const TfSlice separators[] = {
    TF_SLICE(" | "),
    TF_SLICE(" - "),
    TF_SLICE(" \xE2\x80\x93 "),
    TF_SLICE(" \xE2\x80\x94 "),
    TF_SLICE(" \xC2\xB7 "),
    TF_SLICE(" \xE2\x80\xA2 "),
    TF_SLICE(" \xC2\xBB "),
    TF_SLICE(" \xC2\xAB "),
    TF_SLICE(" :: "),
    TF_SLICE(" / "),
    TF_SLICE(" > "),
    TF_SLICE(" < "),
    TF_SLICE(" \xE2\x80\xBA "),
    TF_SLICE(" \xE2\x80\xB9 "),
    TF_SLICE("|"),
    TF_SLICE("_"),
    TF_SLICE("\xEF\xBD\x9C"),
    TF_SLICE("\xE4\xB8\xA8"),
    TF_SLICE(" -- "),
    TF_SLICE(" : "),
    TF_SLICE(": "),
    TF_SLICE(" \xE2\x88\x92 "),
    TF_SLICE(" ~ "),
    TF_SLICE(" \xE2\x97\x8F "),
    TF_SLICE(", "),
    TF_SLICE(" @ "),
    TF_SLICE("-"),
    TF_SLICE("\xE2\x80\x94"),
};
/* Rows from here on are only taken before a name that is surely the site's. */
#define SURE_SEPARATORS 20
/* A part between bars that may be a section's name. */
#define SHORT_PART 18

/* Its length, 0 when none stands there; *sure is set for marks that are seldom part of a title. */
static size_t separator_at(TfSlice title, size_t at, bool *sure)
{
    unsigned char first = (unsigned char)title.bytes[at];
    if (first < 0xE2 && strchr(" |_:,-", first) == NULL) /* most characters */
        return 0;
    for (size_t i = 0; i < sizeof separators / sizeof separators[0]; i++)
        if (tf_slice_equal(tf_slice_range(title, at, at + separators[i].length), separators[i]))
            return *sure = i < SURE_SEPARATORS, separators[i].length;
    return 0;
}

/* Cuts the site's name off the end, or the front, once. */
static bool cut_site(const FactScan *scan, const HtmlFacts *facts, TfSlice *title)
{
    for (size_t at = title->length; at-- > 1;) {
        bool sure = false;
        size_t width = separator_at(*title, at, &sure);
        TfSlice part =
            width > 0 ? tf_slice_trim(tf_slice_range(*title, at + width, title->length)) : (TfSlice){NULL, 0};
        if (part.length > 0 && part.length <= 80 && fact_is_site_name(scan, facts, part, sure)) {
            *title = tf_slice_trim(tf_slice_range(*title, 0, at));
            return true;
        }
    }
    for (size_t at = 1; at < title->length && at <= 60; at++) {
        bool sure = false;
        size_t width = separator_at(*title, at, &sure);
        TfSlice part = width > 0 ? tf_slice_trim(tf_slice_range(*title, 0, at)) : (TfSlice){NULL, 0};
        if (part.length > 0 && fact_is_site_name(scan, facts, part, sure) && at + width < title->length) {
            *title = tf_slice_trim(tf_slice_range(*title, at + width, title->length));
            return true;
        }
    }
    return false;
}

/* "Title: ..." */
static TfSlice strip_label(TfSlice title)
{
    size_t length;
    if (tf_slice_find_byte(title, 0, ':') == TF_NOWHERE ||
        page_prefix_kinds(title, PAGE_TITLE, &length) == 0 || length >= title.length ||
        title.bytes[length] != ':')
        return title;
    return tf_slice_trim(tf_slice_range(title, length + 1, title.length));
}

/* The next mark between parts, TF_NOWHERE when there is none; its bytes in *width. */
static size_t find_bar(TfSlice title, size_t *width)
{
    static const TfSlice bars[] = {TF_SLICE(" | "), TF_SLICE(" \xC2\xBB "), TF_SLICE(" \xE2\x80\xBA "),
                                   TF_SLICE(" :: ")};
    size_t first = TF_NOWHERE;
    for (size_t i = 0; i < sizeof bars / sizeof bars[0]; i++) {
        size_t at = tf_slice_find(title, 0, bars[i].bytes);
        if (at < first) {
            first = at;
            *width = bars[i].length;
        }
    }
    return first;
}

/* No title has bars; what stands beside it, a short section before or anything behind, is none. */
static TfSlice part_between_bars(TfSlice title)
{
    TfSlice best = {NULL, 0};
    while (title.bytes != NULL) {
        size_t width = 0;
        size_t bar = find_bar(title, &width);
        TfSlice part = tf_slice_trim(tf_slice_range(title, 0, bar == TF_NOWHERE ? title.length : bar));
        title = bar == TF_NOWHERE ? (TfSlice){NULL, 0} : tf_slice_range(title, bar + width, title.length);
        if (best.bytes == NULL || (best.length < SHORT_PART && part.length > 2 * best.length))
            best = part;
    }
    return best;
}

TfSlice fact_without_site(const FactScan *scan, const HtmlFacts *facts, TfSlice title)
{
    TfSlice cut = title;
    for (int times = 0; times < 3 && cut_site(scan, facts, &cut); times++)
        continue;
    cut = part_between_bars(strip_label(cut));
    return cut.length > 0 && !fact_is_site_name(scan, facts, cut, false) ? cut : (TfSlice){NULL, 0};
}
