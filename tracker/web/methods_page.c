/* How figures come about, for somebody who is to rely on them. The words are methods.html; the statuses and
 * their rules are those the program goes by. */
#include "tracker/web/overview.h"

extern const unsigned char embedded_methods_html[];
extern const unsigned long embedded_methods_html_length;

static void add_statuses(TextBuilder *out)
{
    static const char *const columns[] = {"Status", "Rule", NULL};
    page_table_open(out, tf_slice("How a target stands: the first rule that fits"), columns);
    for (TfTargetStatus status = TF_TARGET_OPEN; status <= TF_TARGET_NOT_RATED; status++) {
        html_add(out, "<tr><th scope=\"row\">");
        page_status(out, status);
        html(out, "</th><td data-label=\"Rule\">{rule}</td></tr>\n",
             {"rule", tf_slice(tf_target_status_rule(status))});
    }
    page_table_close(out);
}

void methods_page(const Overview *all, TextBuilder *out)
{
    static const char place[] = "<!--statuses-->\n";
    Page page = {.title = tf_slice("Methods"), .section = WEB_AT_METHODS, .as_of = all->as_of};
    TfSlice words = tf_slice_of((const char *)embedded_methods_html, embedded_methods_html_length);
    size_t at = tf_slice_find(words, 0, place);
    page_open(out, &page);
    text_add_slice(out, tf_slice_range(words, 0, at));
    add_statuses(out);
    text_add_slice(out, tf_slice_range(words, at + sizeof place - 1, words.length));
    page_close(out, &page);
}
