/* The frame of a page. The style travels in each page, so that one may be sent alone. */
#include "tracker/web/page.h"

#include <math.h>

extern const unsigned char embedded_page_css[];
extern const unsigned long embedded_page_css_length;

static const struct {
    const char *file;
    const char *name;
} sections[] = {
    [WEB_AT_PAIRS] = {"index.html", "Pairs"},
    [WEB_AT_CONFLICTS] = {"conflicts.html", "Contradictions"},
    [WEB_AT_CHANGES] = {"changes.html", "What is new"},
    [WEB_AT_METHODS] = {"methods.html", "Methods"},
};

static void add_navigation(TextBuilder *out, const Page *page)
{
    html_add(out, "<nav aria-label=\"Main\">");
    for (size_t i = 0; i < sizeof sections / sizeof sections[0]; i++)
        html(out, "<a href=\"{up}{file}\"{!current}>{name}</a>",
             {"up", tf_slice(page->is_below ? "../" : "")}, {"file", tf_slice(sections[i].file)},
             {"current", tf_slice(page->section == i ? " aria-current=\"page\"" : "")},
             {"name", tf_slice(sections[i].name)});
    html_add(out, "</nav>");
}

void page_open(TextBuilder *out, const Page *page)
{
    char day[TF_DATE_CHARS];
    TfSlice style = tf_slice_of((const char *)embedded_page_css, embedded_page_css_length);
    html(out,
         "<!DOCTYPE html>\n<html lang=\"en\" xmlns=\"http://www.w3.org/1999/xhtml\">\n<head>\n"
         "<meta charset=\"utf-8\"/>\n"
         "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
         "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
         "'unsafe-inline'; form-action 'none'; base-uri 'none'\"/>\n"
         "<meta name=\"generator\" content=\"tradefig {version}\"/>\n"
         "<link rel=\"alternate\" type=\"application/atom+xml\" title=\"What is new\" "
         "href=\"{up}changes.xml\"/>\n"
         "<title>{title} \u00b7 tradefig</title>\n<style>\n{!style}</style>\n</head>\n<body>\n"
         "<a class=\"skip\" href=\"#main\">Skip to content</a>\n<header><b>tradefig</b>",
         {"version", tf_slice(tf_version())}, {"up", tf_slice(page->is_below ? "../" : "")},
         {"title", page->title}, {"style", style});
    add_navigation(out, page);
    html(out, "<p>As of {day}</p></header>\n<main id=\"main\">\n",
         {"day", tf_slice(tf_date_write_short(day, page->as_of))});
}

void page_close(TextBuilder *out, const Page *page)
{
    char day[TF_DATE_CHARS];
    html(out,
         "</main>\n<footer><p>tradefig {version}, as of {day}. Figures are what the cited pages say; quotes "
         "are theirs.</p></footer>\n</body>\n</html>\n",
         {"version", tf_slice(tf_version())}, {"day", tf_slice(tf_date_write_short(day, page->as_of))});
}

void page_table_open(TextBuilder *out, TfSlice caption, const char *const *columns)
{
    html(out, "<table class=\"stack\"><caption>{caption}</caption>\n<thead><tr>", {"caption", caption});
    for (; *columns != NULL; columns++) {
        bool is_number = (*columns)[0] == '#';
        html(out, "<th scope=\"col\"{!class}>{name}</th>",
             {"class", tf_slice(is_number ? " class=\"n\"" : "")}, {"name", tf_slice(*columns + is_number)});
    }
    html_add(out, "</tr></thead>\n<tbody>\n");
}

void page_table_close(TextBuilder *out)
{
    html_add(out, "</tbody></table>\n");
}

TfSlice page_chance(double chance, TfArena *arena)
{
    if (!isfinite(chance))
        return tf_slice("\u2013");
    if (chance > 0 && chance < 0.005)
        return tf_slice("<1%");
    if (chance < 1 && chance > 0.995)
        return tf_slice(">99%");
    return tf_arena_format(arena, "%d%%", (int)lround(100 * chance));
}

TfSlice page_day(TfDate date, TfArena *arena)
{
    char day[TF_DATE_CHARS];
    return tf_arena_copy(arena, tf_slice(tf_date_write_short(day, date)));
}

TfSlice page_number(int64_t number, TfArena *arena)
{
    return tf_arena_format(arena, "%lld", (long long)number);
}

void page_status(TextBuilder *out, TfTargetStatus status)
{
    static const char *const tones[] = {
        [TF_TARGET_OPEN] = "b",         [TF_TARGET_ON_PATH] = "b good", [TF_TARGET_UNCLEAR] = "b mid",
        [TF_TARGET_OFF_PATH] = "b bad", [TF_TARGET_MET] = "b good",     [TF_TARGET_MISSED] = "b bad",
        [TF_TARGET_REPLACED] = "b",     [TF_TARGET_NOT_RATED] = "b",
    };
    html(out, "<span class=\"{tone}\">{name}</span>", {"tone", tf_slice(tones[status])},
         {"name", tf_slice(tf_target_status_name(status))});
}

TfSlice page_source(const TfClaimRecord *record)
{
    return record->claim.outlet.length > 0 ? record->claim.outlet : record->claim.doc;
}

void page_quote(TextBuilder *out, const TfClaimRecord *record)
{
    const TfClaim *claim = &record->claim;
    TfSlice sentence = record->sentence;
    if (sentence.length == 0)
        return;
    size_t start = record->sentence_start;
    bool is_inside = claim->has_span && claim->span.start >= start && claim->span.end >= claim->span.start &&
                     claim->span.end - start <= sentence.length;
    size_t from = is_inside ? claim->span.start - start : sentence.length;
    size_t to = is_inside ? claim->span.end - start : sentence.length;
    html(out, "<q lang=\"{lang}\" dir=\"auto\">{before}",
         {"lang", claim->lang.length > 0 ? claim->lang : tf_slice("und")},
         {"before", tf_slice_range(sentence, 0, from)});
    if (is_inside)
        html(out, "<mark>{amount}</mark>", {"amount", tf_slice_range(sentence, from, to)});
    html(out, "{after}</q>", {"after", tf_slice_range(sentence, to, sentence.length)});
}
