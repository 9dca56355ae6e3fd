/* What is new: a page for people, and the same as an Atom feed for readers of news. */
#include "tracker/web/changes_entry.h"

static TfSlice base_of(const Overview *all)
{
    return tf_slice(all->base_url != NULL ? all->base_url : "");
}

static ChangeEntry *entries_or_fail(const Overview *all, TfArena *arena, size_t *count, TextBuilder *out)
{
    ChangeEntry *entries = changes_entries(all, arena, count);
    if (entries == NULL)
        out->failed = out->out_of_memory = true;
    return entries;
}

/* ---- for people ---- */

static void add_item(const ChangeEntry *entry, TextBuilder *out)
{
    html(out,
         "<li><a href=\"" WEB_PAIRS "{pair}.html\">{name}</a>: <a href=\"" WEB_ARTICLES
         "{article}.html#c{claim}\"><bdi lang=\"{lang}\">{title}</bdi></a>",
         {"pair", entry->pair}, {"name", entry->pair_name}, {"article", entry->article},
         {"claim", entry->claim}, {"lang", entry->lang}, {"title", entry->title});
    if (entry->outlet.length > 0)
        html(out, " <span class=\"mute\"><bdi>{outlet}</bdi></span>", {"outlet", entry->outlet});
    html(out, "<p>{text}</p></li>\n", {"text", entry->text});
}

void changes_page(const Overview *all, TfArena *arena, TextBuilder *out)
{
    Page page = {.title = tf_slice("What is new"), .section = WEB_AT_CHANGES, .as_of = all->as_of};
    size_t count = 0;
    const ChangeEntry *entries = entries_or_fail(all, arena, &count, out);
    page_open(out, &page);
    html(out,
         "<h1>What is new</h1>\n<p class=\"sub\">Articles with claims by the day they came out, the newest "
         "{most} at most, and what each did to the chances of targets. As a feed: <a "
         "href=\"changes.xml\">Atom</a></p>\n",
         {"most", page_number(MOST_NEWS, arena)});
    for (size_t i = 0; entries != NULL && i < count; i++) {
        bool is_first = i == 0 || tf_date_compare(entries[i].day, entries[i - 1].day) != 0;
        bool is_last = i + 1 == count || tf_date_compare(entries[i].day, entries[i + 1].day) != 0;
        if (is_first)
            html(out, "<h2>{day}</h2>\n<ul class=\"news\">\n", {"day", page_day(entries[i].day, arena)});
        add_item(&entries[i], out);
        html_add(out, is_last ? "</ul>\n" : "");
    }
    page_close(out, &page);
}

/* ---- for readers of news ---- */

static TfSlice moment_of(TfDate day, TfArena *arena)
{
    char text[TF_DATE_CHARS];
    return tf_arena_format(arena, "%sT00:00:00Z", tf_date_write(text, day));
}

static void add_entry(const Overview *all, const ChangeEntry *entry, TfArena *arena, TextBuilder *out)
{
    html(out,
         "<entry><id>urn:uuid:{id}</id><title>{pair}: {title}</title><updated>{moment}</updated>"
         "<published>{moment}</published><link rel=\"alternate\" type=\"text/html\" "
         "href=\"{base}" WEB_ARTICLES "{article}.html#c{claim}\"/><category term=\"{code}\"/>",
         {"id", entry->id}, {"pair", entry->pair_name}, {"title", entry->title},
         {"moment", moment_of(entry->day, arena)}, {"base", base_of(all)}, {"article", entry->article},
         {"claim", entry->claim}, {"code", entry->pair});
    if (entry->outlet.length > 0)
        html(out, "<author><name>{outlet}</name></author>", {"outlet", entry->outlet});
    html(out, "<summary>{text}</summary></entry>\n", {"text", entry->text});
}

void changes_feed(const Overview *all, TfArena *arena, TextBuilder *out)
{
    size_t count = 0;
    char id[CHANGES_UUID_CHARS];
    const ChangeEntry *entries = entries_or_fail(all, arena, &count, out);
    const TfSlice parts[] = {tf_slice("tradefig changes"), base_of(all)};
    changes_uuid(parts, sizeof parts / sizeof parts[0], id);
    html(out,
         "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" "
         "xml:lang=\"en\">\n<id>urn:uuid:{id}</id><title>Trade as stated</title><updated>{moment}</updated>"
         "<author><name>tradefig</name></author><generator version=\"{version}\">tradefig</generator>"
         "<link rel=\"alternate\" type=\"text/html\" href=\"{base}changes.html\"/>\n",
         {"id", tf_slice(id)}, {"moment", moment_of(count > 0 ? entries[0].day : all->as_of, arena)},
         {"version", tf_slice(tf_version())}, {"base", base_of(all)});
    if (all->base_url != NULL)
        html(out, "<link rel=\"self\" type=\"application/atom+xml\" href=\"{base}changes.xml\"/>\n",
             {"base", base_of(all)});
    for (size_t i = 0; entries != NULL && i < count; i++)
        add_entry(all, &entries[i], arena, out);
    html_add(out, "</feed>\n");
}
