/* The pages about all pairs, made of what each pair adds: orders, limits, and a feed that hostile words
 * cannot break. */
#include "tests/support/support.h"
#include "tracker/web/changes.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static TfArena arena;
static TextBuilder out;

static PairCard card(const char *a, const char *b, double chance, double size_usd, TfDate newest)
{
    PairCard made = {.claims = 1, .newest = newest, .chance = chance, .size_usd = size_usd};
    assert_true(tf_party_from_code(tf_slice(a), &made.pair.a));
    assert_true(tf_party_from_code(tf_slice(b), &made.pair.b));
    made.row = tf_arena_format(&arena, "<tr>%s</tr>", a);
    made.conflicts = made.news = tf_slice("");
    return made;
}

static Overview overview(const PairCard *cards, size_t count)
{
    return (Overview){.cards = cards, .count = count, .as_of = {2024, 12, 31}};
}

/* ---- orders ---- */

static void pairs_stand_in_the_order_of_the_page(void **state)
{
    (void)state;
    const PairCard cards[] = {card("VNM", "ZAF", (double)NAN, 5e9, (TfDate){2024, 1, 1}),
                              card("ARM", "BRA", 0.2, (double)NAN, (TfDate){2024, 3, 1}),
                              card("KAZ", "RUS", 0.7, 28e9, (TfDate){2024, 2, 1})};
    static const struct {
        PairOrder order;
        const char *want[3];
    } rows[] = {{PAIRS_BY_CLAIMS, {"VNM", "ARM", "KAZ"}},
                {PAIRS_BY_NAME, {"ARM", "KAZ", "VNM"}},
                {PAIRS_BY_CHANCE, {"KAZ", "ARM", "VNM"}},
                {PAIRS_BY_SIZE, {"KAZ", "VNM", "ARM"}},
                {PAIRS_BY_NEWS, {"ARM", "KAZ", "VNM"}}};
    Overview all = overview(cards, 3);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char want[64];
        text_clear(&out);
        index_page(&all, rows[i].order, &arena, &out);
        (void)snprintf(want, sizeof want, "<tr>%s</tr><tr>%s</tr><tr>%s</tr>", rows[i].want[0],
                       rows[i].want[1], rows[i].want[2]);
        assert_non_null(strstr(out.bytes, want));
        (void)snprintf(want, sizeof want, "href=\"%s\" aria-current", index_file(rows[i].order));
        assert_non_null(strstr(out.bytes, want));
    }
}

/* ---- contradictions ---- */

static void pairs_without_room_are_named_with_their_count(void **state)
{
    (void)state;
    size_t length = (size_t)5 << 20;
    char *long_part = malloc(length);
    assert_non_null(long_part);
    memset(long_part, 'a', length);
    PairCard cards[] = {card("ARM", "BRA", 0, 0, (TfDate){0, 0, 0}),
                        card("KAZ", "RUS", 0, 0, (TfDate){0, 0, 0}),
                        card("VNM", "ZAF", 0, 0, (TfDate){0, 0, 0})};
    for (size_t i = 0; i < 2; i++) {
        cards[i].conflicts = tf_slice_of(long_part, length);
        cards[i].conflict_count = 7;
    }
    Overview all = overview(cards, 3);
    text_clear(&out);
    conflicts_page(&all, &arena, &out);
    assert_true(out.length > length && out.length < length + 100000);
    assert_non_null(strstr(out.bytes, "14 periods of 2 pairs"));
    assert_non_null(strstr(out.bytes, "<section id=\"KZ-RU\""));
    assert_non_null(strstr(out.bytes, "7 periods, left out for length"));
    assert_null(strstr(out.bytes, "id=\"VN-ZA\""));
    free(long_part);
}

/* ---- changes ---- */

static size_t count_of(const char *word)
{
    size_t count = 0;
    for (const char *at = out.bytes; (at = strstr(at, word)) != NULL; at += strlen(word))
        count++;
    return count;
}

static void the_feed_tells_the_newest_first_each_once(void **state)
{
    (void)state;
    PairCard cards[] = {card("ARM", "BRA", 0, 0, (TfDate){0, 0, 0}),
                        card("KAZ", "RUS", 0, 0, (TfDate){0, 0, 0})};
    cards[0].news = tf_slice("2024-11-02\tAM-BR\t1\t2\tid-1\ten\tFirst\tOutlet\tturnover.\n"
                             "2024-11-01\tAM-BR\t9\t8\tid-1\ten\tThe same again\tOutlet\tturnover.\n");
    cards[1].news = tf_slice("2024-11-03\tKZ-RU\t10\t20\tid-2\tru\t<b>&\"]]>{up}\t\tbold </summary>.\n"
                             "no day\tKZ-RU\t1\t2\tid-3\ten\tBroken\t\tx\n"
                             "2024-11-04\tKZ-RU\t1\n\n");
    Overview all = overview(cards, 2);
    text_clear(&out);
    changes_feed(&all, &arena, &out);
    assert_int_equal(count_of("<entry>"), 2);
    assert_true(strstr(out.bytes, "urn:uuid:id-2") < strstr(out.bytes, "urn:uuid:id-1"));
    assert_non_null(strstr(out.bytes, "Russia: &lt;b&gt;&amp;&quot;]]&gt;{up}</title>"));
    assert_non_null(strstr(out.bytes, "bold &lt;/summary&gt;."));
    assert_non_null(
        strstr(out.bytes, "<title>Trade as stated</title><updated>2024-11-03T00:00:00Z</updated>"));
    assert_null(strstr(out.bytes, "The same again"));
    text_clear(&out);
    changes_page(&all, &arena, &out);
    assert_int_equal(count_of("<li>"), 2);
    assert_int_equal(count_of("<h2>"), 2);
}

static void the_feed_is_no_longer_than_it_says(void **state)
{
    (void)state;
    TextBuilder lines;
    text_init(&lines, 0);
    for (int i = 0; i < 2 * MOST_NEWS; i++)
        text_addf(&lines, "2024-11-02\tAM-BR\t%d\t2\tid-%d\ten\tTitle\tOutlet\tturnover.\n", i, i);
    PairCard cards[] = {card("ARM", "BRA", 0, 0, (TfDate){0, 0, 0})};
    cards[0].news = text_slice(&lines);
    Overview all = overview(cards, 1);
    text_clear(&out);
    changes_feed(&all, &arena, &out);
    assert_int_equal(count_of("<entry>"), MOST_NEWS);
    text_done(&lines);
}

static void addresses_of_a_published_report_are_whole(void **state)
{
    (void)state;
    PairCard cards[] = {card("ARM", "BRA", 0, 0, (TfDate){0, 0, 0})};
    cards[0].news = tf_slice("2024-11-02\tAM-BR\t1\t2\tid-1\ten\tFirst\tOutlet\tturnover.\n");
    Overview all = overview(cards, 1);
    text_clear(&out);
    changes_feed(&all, &arena, &out);
    assert_non_null(strstr(out.bytes, "href=\"articles/1.html#c2\""));
    assert_null(strstr(out.bytes, "rel=\"self\""));
    all.base_url = "https://example.org/a&b/";
    text_clear(&out);
    changes_feed(&all, &arena, &out);
    assert_non_null(strstr(out.bytes, "href=\"https://example.org/a&amp;b/articles/1.html#c2\""));
    assert_non_null(strstr(out.bytes, "rel=\"self\""));
}

/* ---- all ---- */

static void every_page_has_its_name_once(void **state)
{
    (void)state;
    size_t count = 0;
    for (; overview_file(count) != NULL; count++)
        for (size_t k = 0; k < count; k++)
            assert_string_not_equal(overview_file(count), overview_file(k));
    assert_int_equal(count, 9);
}

static int start(void **state)
{
    (void)state;
    tf_arena_init(&arena, 0);
    text_init(&out, 0);
    return 0;
}

static int end(void **state)
{
    (void)state;
    text_done(&out);
    tf_arena_done(&arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pairs_stand_in_the_order_of_the_page),
        cmocka_unit_test(pairs_without_room_are_named_with_their_count),
        cmocka_unit_test(the_feed_tells_the_newest_first_each_once),
        cmocka_unit_test(the_feed_is_no_longer_than_it_says),
        cmocka_unit_test(addresses_of_a_published_report_are_whole),
        cmocka_unit_test(every_page_has_its_name_once),
    };
    return cmocka_run_group_tests(tests, start, end);
}
