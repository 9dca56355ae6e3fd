/* robots.txt by RFC 9309. */
#include "tests/support/support.h"

#include "importers/fetch/robots.h"

static bool allows(const char *text, const char *path)
{
    TfArena arena;
    TfError error;
    Robots robots;
    tf_arena_init(&arena, 0);
    assert_ok(robots_read(tf_slice(text), tf_slice("tradefig"), &arena, &robots, &error), &error);
    bool answer = robots_allow(&robots, tf_slice(path));
    tf_arena_done(&arena);
    return answer;
}

static void answers_as_the_standard_says(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *path;
        bool is_allowed;
    } rows[] = {
        {"", "/a", true},
        {"User-agent: *\nDisallow: /", "/a", false},
        {"User-agent: *\nDisallow:", "/a", true},
        {"Disallow: /", "/a", true},
        {"User-agent: *\nDisallow: /\n\nUser-agent: TradeFig\nAllow: /", "/a", true},
        {"User-agent: tradefig/2.0\nDisallow: /a", "/a", false},
        {"User-agent: tradefigbot\nDisallow: /", "/a", true},
        {"User-agent: other\nUser-agent: tradefig\nDisallow: /a", "/a/b", false},
        {"User-agent: tradefig\nSitemap: x\nUser-agent: other\nDisallow: /a", "/a", false},
        {"User-agent: tradefig\nDisallow: /b\nUser-agent: other\nDisallow: /a", "/a", true},
        {"User-agent: tradefig\nDisallow: /a\nUser-agent: x\nDisallow: /\nUser-agent: tradefig\nDisallow: /b",
         "/b", false},
        {"User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", true},
        {"User-agent: *\nAllow: /a\nDisallow: /a", "/a", true},
        {"User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf", false},
        {"User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf?z", true},
        {"User-agent: *\nDisallow: /a$", "/ab", true},
        {"User-agent: *\nDisallow: /*print=", "/n?id=1&print=1", false},
        {"User-agent: *\nDisallow: /%7Ejoe/a%2fb", "/~joe/a%2Fb", false},
        {"User-agent: *\nDisallow: /\xD1\x82", "/%D1%82", false},
        {"User-agent: * # all\r\nDisallow: /a # this\r\n", "/a", false},
        {"\xEF\xBB\xBFuser-AGENT : *\rdisallow : /a", "/a", false},
        {"<html>no robots: here</html>", "/a", true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (allows(rows[i].text, rows[i].path) != rows[i].is_allowed)
            fail_msg("row %zu: %s is %s", i, rows[i].path, rows[i].is_allowed ? "refused" : "allowed");
}

static void keeps_the_delay_and_takes_many_stars_in_bounded_time(void **state)
{
    (void)state;
    TfArena arena;
    TfError error;
    Robots robots;
    char text[3000] = "User-agent: *\nCrawl-delay: 2.5\nDisallow: /";
    size_t length = strlen(text);
    for (; length < 2000; length += 2)
        memcpy(text + length, "*a", 3);
    memcpy(text + length, "b$", 3);
    tf_arena_init(&arena, 0);
    assert_ok(robots_read(tf_slice(text), tf_slice("tradefig"), &arena, &robots, &error), &error);
    assert_close(robots.delay_seconds, 2.5, 1e-9);
    memset(text, 'a', 2040);
    text[0] = '/';
    assert_true(robots_allow(&robots, tf_slice_of(text, 2040)));
    tf_arena_done(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(answers_as_the_standard_says),
        cmocka_unit_test(keeps_the_delay_and_takes_many_stars_in_bounded_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
