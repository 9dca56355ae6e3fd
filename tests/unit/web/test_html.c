/* Values are escaped for the place they stand in, whatever they hold. */
#include "tests/support/support.h"
#include "tracker/web/html.h"

static TextBuilder out;

static TfSlice printed(const char *template, const char *value)
{
    text_clear(&out);
    html(&out, template, {"x", tf_slice(value)});
    return text_slice(&out);
}

static void words_between_tags_stay_words(void **state)
{
    (void)state;
    static const struct {
        const char *value, *want;
    } rows[] = {
        {"28 billion", "<p>28 billion</p>"},
        {"<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"},
        {"A & B &amp; C", "<p>A &amp; B &amp;amp; C</p>"},
        {"]]>", "<p>]]&gt;</p>"},
        {"{x}", "<p>{x}</p>"},
        {"a\x01\x1b[2Jb\x7F", "<p>a  [2Jb </p>"},
        {"tab\tand\nline", "<p>tab\tand\nline</p>"},
        {"bad \xff byte", "<p>bad \xEF\xBF\xBD byte</p>"},
        {"\xEF\xBF\xBF\xC2\x85", "<p>\xEF\xBF\xBD\xEF\xBF\xBD</p>"},
        {"Тұрсынбек · Việt Nam", "<p>Тұрсынбек · Việt Nam</p>"},
        {"", "<p></p>"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_slice(printed("<p>{x}</p>", rows[i].value), rows[i].want);
}

static void a_value_cannot_leave_its_attribute(void **state)
{
    (void)state;
    assert_slice(printed("<b title=\"{x}\">", "\" onclick=\"f()"), "<b title=\"&quot; onclick=&quot;f()\">");
    assert_slice(printed("<b title='{x}'>", "' onclick='f()"), "<b title='&#39; onclick=&#39;f()'>");
}

static void links_lead_only_where_a_click_does_no_harm(void **state)
{
    (void)state;
    static const struct {
        const char *address, *want;
    } rows[] = {
        {"https://example.org/?a=1&b=2", "<a href=\"https://example.org/?a=1&amp;b=2\">"},
        {"HTTP://example.org", "<a href=\"HTTP://example.org\">"},
        {"../articles/1.html#c2", "<a href=\"../articles/1.html#c2\">"},
        {"javascript:alert(1)", "<a href=\"#\">"},
        {"JaVaScRiPt:alert(1)", "<a href=\"#\">"},
        {"java\tscript:alert(1)", "<a href=\"#\">"},
        {" javascript:alert(1)", "<a href=\"#\">"},
        {"data:text/html,x", "<a href=\"#\">"},
        {"file:///etc/passwd", "<a href=\"#\">"},
        {"//example.org/x", "<a href=\"#\">"},
        {"", "<a href=\"#\">"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_slice(printed("<a href=\"{x}\">", rows[i].address), rows[i].want);
    assert_slice(printed("<a href=\"page.html#c{x}\">", "7"), "<a href=\"page.html#c7\">");
    assert_slice(printed("<a href=\"{x}{x}page.html\">", ""), "<a href=\"page.html\">");
    assert_slice(printed("<a href=\"{x}alert(1)\">", "javascript:"), "<a href=\"#alert(1)\">");
    assert_slice(printed("<b title=\"{x}\">", "javascript:no link"), "<b title=\"javascript:no link\">");
}

static void html_of_ours_and_braces_pass(void **state)
{
    (void)state;
    assert_slice(printed("<p>{!x}</p>", "<b>bold</b>"), "<p><b>bold</b></p>");
    assert_slice(printed("a{{color:red}{x}", "1"), "a{color:red}1");
}

static int start(void **state)
{
    (void)state;
    text_init(&out, 0);
    return 0;
}

static int end(void **state)
{
    (void)state;
    text_done(&out);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_between_tags_stay_words),
        cmocka_unit_test(a_value_cannot_leave_its_attribute),
        cmocka_unit_test(links_lead_only_where_a_click_does_no_harm),
        cmocka_unit_test(html_of_ours_and_braces_pass),
    };
    return cmocka_run_group_tests(tests, start, end);
}
