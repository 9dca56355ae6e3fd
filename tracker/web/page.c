/* The frame of a page. The style travels in each page, so that one may be sent alone. */
#include "tracker/web/page.h"

#include <math.h>
#include <nettle/base64.h>
#include <nettle/sha2.h>

extern const unsigned char embedded_page_css[];
extern const unsigned long embedded_page_css_length;

static const struct {
    const char *file;
    const char *place; /* in a report of one file */
    const char *name;
} sections[] = {
    [WEB_AT_PAIRS] = {"index.html", "#index", "Pairs"},
    [WEB_AT_CONFLICTS] = {"conflicts.html", "#conflicts", "Contradictions"},
    [WEB_AT_CHANGES] = {"changes.html", "#changes", "What is new"},
    [WEB_AT_METHODS] = {"methods.html", "#methods", "Methods"},
};

static void add_navigation(TextBuilder *out, const Page *page)
{
    html_add(out, "<nav aria-label=\"Main\">");
    for (size_t i = 0; i < sizeof sections / sizeof sections[0]; i++)
        html(out, "<a href=\"{up}{file}\"{!current}>{name}</a>",
             {"up", tf_slice(page->is_single  ? ""
                             : page->is_below ? "../"
                                              : "")},
             {"file", tf_slice(page->is_single ? sections[i].place : sections[i].file)},
             {"current", tf_slice(page->section == i ? " aria-current=\"page\"" : "")},
             {"name", tf_slice(sections[i].name)});
    html_add(out, "</nav>");
}

/* The style as it stands in the page: the policy lets in what has exactly its hash, so not a word of a page
 * can bring a style of its own. */
#define STYLE_HASH_CHARS (BASE64_ENCODE_RAW_LENGTH(SHA256_DIGEST_SIZE) + 1)

static void hash_style(TfSlice style, char hash[STYLE_HASH_CHARS])
{
    uint8_t bytes[SHA256_DIGEST_SIZE];
    struct sha256_ctx sha;
    sha256_init(&sha);
    sha256_update(&sha, style.length, (const uint8_t *)style.bytes);
    sha256_digest(&sha, sizeof bytes, bytes);
    base64_encode_raw(hash, sizeof bytes, bytes);
    hash[STYLE_HASH_CHARS - 1] = '\0';
}

void page_open(TextBuilder *out, const Page *page)
{
    char day[TF_DATE_CHARS];
    char hash[STYLE_HASH_CHARS];
    TfSlice style = tf_slice_of((const char *)embedded_page_css, embedded_page_css_length);
    hash_style(style, hash);
    html(out,
         "<!DOCTYPE html>\n<html lang=\"en\" xmlns=\"http://www.w3.org/1999/xhtml\">\n<head>\n"
         "<meta charset=\"utf-8\"/>\n"
         "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
         "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
         "'sha256-{hash}'; form-action 'none'; base-uri 'none'\"/>\n"
         "<meta name=\"generator\" content=\"tradefig {version}\"/>\n"
         "<title>{title} \u00b7 tradefig</title>\n<style>{!style}</style>\n",
         {"hash", tf_slice(hash)}, {"version", tf_slice(tf_version())}, {"title", page->title},
         {"style", style});
    if (!page->is_single)
        html(out,
             "<link rel=\"alternate\" type=\"application/atom+xml\" title=\"What is new\" "
             "href=\"{up}changes.xml\"/>\n",
             {"up", tf_slice(page->is_below ? "../" : "")});
    html_add(out, "</head>\n<body>\n<a class=\"skip\" href=\"#main\">Skip to content</a>\n"
                  "<header><b>tradefig</b>");
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

void page_citation(TextBuilder *out, TfPair pair, const char *what, TfDate as_of)
{
    char name[TF_PAIR_CHARS];
    char day[TF_DATE_CHARS];
    html(out, "<code>tradefig:{pair}/{what}, as of {day}, tradefig {version}</code>",
         {"pair", tf_slice(tf_pair_short(name, pair))}, {"what", tf_slice(what)},
         {"day", tf_slice(tf_date_write(day, as_of))}, {"version", tf_slice(tf_version())});
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
    char text[TF_CHANCE_CHARS];
    return isfinite(chance) ? tf_arena_copy(arena, tf_slice(tf_chance_text(text, chance)))
                            : tf_slice("\u2013");
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
