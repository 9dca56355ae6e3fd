/* Charts as text: what every kind looks like, that lines keep their width, that no word commands the
 * terminal. */
#include "tests/unit/plots/chart_bench.h"
#include "tests/unit/plots/kind_examples.h"

static TfSlice shown(const Chart *chart, size_t width, bool has_utf8, bool has_colour)
{
    const ChartTerminal terminal = {width, has_utf8, has_colour};
    TextBuilder out;
    TfError error;
    text_init(&out, 0);
    assert_ok(chart_show(chart, &terminal, &out, &error), &error);
    TfSlice copy = tf_arena_copy(&arena, text_slice(&out));
    text_done(&out);
    return copy;
}

static void assert_text(TfSlice got, const char *want)
{
    if (!tf_slice_is(got, want))
        fail_msg("got:\n%.*s\nwanted:\n%s", TF_SLICE_ARG(got), want);
}

static void the_trajectory_has_bars_a_bound_a_range_and_its_target(void **state)
{
    (void)state;
    assert_text(shown(&seed_chart, 72, true, false),
                "Kazakhstan–Russia trade is close to, but not yet on, the path to $30bn\n"
                "Turnover of goods as stated in articles, billion US dollars\n"
                "\n"
                "2023  ████████████████████████████████▊                28.0\n"
                "2024  ███████████████████████▸           ┊           > 20.0  Jan–Sep\n"
                "                                   ┄░░▓░┄┊             27.7  (26.2–29.2)\n"
                "2025                           ┄┄░░░░░░▓░◆░░░░┄┄┄┄     28.4  (23.7–34.1)\n"
                "\n"
                "◆ Target: $30bn by 2025, stated Nov 2024 · 34% likely\n"
                "█ exact  ┄ 95% range  ░ 80% range  ▓ median  ▸ or more  ◆ target\n"
                "Source: 3 claims in 1 article. As of 27 Nov 2024.\n");
}

static void without_utf8_the_same_is_plain_ascii(void **state)
{
    (void)state;
    assert_text(shown(&seed_chart, 72, false, false),
                "Kazakhstan-Russia trade is close to, but not yet on, the path to $30bn\n"
                "Turnover of goods as stated in articles, billion US dollars\n"
                "\n"
                "2023  #################################                28.0\n"
                "2024  #######################>           |           > 20.0  Jan-Sep\n"
                "                                   -..+.-|             27.7  (26.2-29.2)\n"
                "2025                           --......+.*....----     28.4  (23.7-34.1)\n"
                "\n"
                "* Target: $30bn by 2025, stated Nov 2024 - 34% likely\n"
                "# exact  - 95% range  . 80% range  + median  > or more  * target\n"
                "Source: 3 claims in 1 article. As of 27 Nov 2024.\n");
}

static void pace_compares_the_same_months(void **state)
{
    (void)state;
    assert_text(shown(&pace_chart, 72, true, false),
                "2024 is level with 2023; $30bn in 2025 needs about 7% growth\n"
                "Kazakhstan–Russia turnover, cumulative from January, billion US dollars\n"
                "\n"
                "Jan–Mar  ◆ 6.9\n"
                "2021  ▄▄▄▄▄▄▄▄  ┊                                       5.1\n"
                "2022  ▄▄▄▄▄▄▄▄  ┊                                       5.4\n"
                "2024  █████████▏◆                                       6.2\n"
                "\n"
                "Jan–Jun  ◆ 14.4\n"
                "2021  ▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄    ┊                           11.3\n"
                "2022  ▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄    ┊                           11.8\n"
                "2023  ▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄ ┊                           13.4\n"
                "2024  ███████████████████▏ ◆                           13.0\n"
                "\n"
                "Jan–Sep  ◆ 21.6\n"
                "2021  ▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄     ┊                 17.6\n"
                "2022  ▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄    ┊                 18.3\n"
                "2023  ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒ ┊               ~ 20.2\n"
                "2024  █████████████████████████████▸ ◆               > 20.0\n"
                "\n"
                "Jan–Dec  ◆ 30.0\n"
                "2021  ▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄        ┊    24.5\n"
                "2022  ▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄      ┊    26.0\n"
                "2023  ▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄   ┊    28.0\n"
                "2024                                        ░░▓░░ ◆    27.5  (26.1–29.1)\n"
                "\n"
                "█ exact  ▒ about  ▄ earlier years  ░ 80% range  ▓ median  ▸ or more\n"
                "◆ needed in 2025: 30\n"
                "Dashed orange: path that reaches the target with the shape of earlier\n"
                "years. Band: 80% of simulated paths. Dotted: months between stated\n"
                "totals. Source: claims in 4 articles. As of 27 Nov 2024.\n");
}

static void imports_go_the_other_way(void **state)
{
    (void)state;
    assert_text(shown(&balance_chart, 72, true, false),
                "Kazakhstan sells Russia half of what it buys from it\n"
                "Goods trade of Kazakhstan with Russia, billion US dollars; imports are\n"
                "drawn downwards\n"
                "\n"
                "2018      ▄▄▄▄●▄▄▄▄▄▄│████         −7.8  exports 5.2 · imports 13.0\n"
                "2019     ▄▄▄▄▄●▄▄▄▄▄▄│████▍        −8.4  exports 5.6 · imports 14.0\n"
                "2020     ▄▄▄▄●▄▄▄▄▄▄▄│███▊         −9.0  exports 5.0 · imports 14.0\n"
                "2021  ▄▄▄▄▄▄●▄▄▄▄▄▄▄▄│█████▌      −10.6  exports ~ 7.0 · imports 17.6\n"
                "2022  ▄▄▄▄▄▄▄●▄▄▄▄▄▄▄│███████▏     −8.5  exports 8.8 · imports 17.3\n"
                "2023   ◂▄▄▄▄▄▄▄▄●▄▄▄▄│████████   < −6.0  exports 9.8 · imports > 16.0\n"
                "2024     ▄▄▄▄▄▄●▄▄▄▄▄│█████▌       −6.2  Jan–Sep · exports 6.9 · import…\n"
                "\n"
                "█ exports  ▄ imports  ● balance  ◂ a bound\n"
                "Outlined bars: about, a bound or part of a year. Source: 19 claims in 7\n"
                "articles.\n");
}

static void targets_are_shares_with_their_chance(void **state)
{
    (void)state;
    assert_text(shown(&targets_chart, 72, true, false),
                "One of six stated trade targets is likely to be met\n"
                "Latest full year, outlook for the deadline year, and probability of\n"
                "reaching the target\n"
                "\n"
                "Kazakhstan–Russia · $30bn by 2025 · 27% likely\n"
                "  █████████████████▊ ◆                       93%  28.0 in 2023\n"
                "                  ░░▓◆                       95%  (85%–106%)\n"
                "\n"
                "Russia–Vietnam · $10bn by 2025 · <1% likely\n"
                "  ██████▉            ◆                       36%  3.6 in 2023\n"
                "         ░▓░         ◆                       44%  (37%–53%)\n"
                "\n"
                "Kazakhstan–China · $40bn by 2026 · 66% likely\n"
                "  ██████████████▸    ◆                      >79%  more than 31.5 in 2023\n"
                "                   ░░◆░░                    104%  (93%–117%)\n"
                "\n"
                "Vietnam–United States of America · $100bn by 2020 · missed\n"
                "  █████████████████▎ ◆                       91%  90.8 in 2020\n"
                "\n"
                "The Democratic Republic of the Congo–Bosnia and Herzegovina · $1bn by\n"
                "2030 · >99% likely\n"
                "  ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒◆▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▸  ~320%  about 3.2 in 2024\n"
                "                     ◆                  ▸   340%  (240%–450%)\n"
                "\n"
                "Kazakhstan–Korea · $10bn by 2027 · not known\n"
                "\n"
                "█ reached  ▒ about  ░ 80% range  ▓ median  ▸ or more  ◆ target\n"
                "Narrow bar: latest full year; open: about or a bound. Wide bar: 80% of\n"
                "simulated outcomes in the deadline year, with their median. Source: 31\n"
                "claims. As of 27 Nov 2024.\n");
}

static void claims_stand_at_their_figures(void **state)
{
    (void)state;
    assert_text(shown(&claims_chart, 72, true, false),
                "Nine statements about 2023 do not agree, and the spread is 8%\n"
                "Kazakhstan–Russia turnover in 2023 as stated on each date, billion US\n"
                "dollars (the axis does not start at zero)\n"
                "\n"
                "2023-12-28          ▸░░░░░░░░░░░░░░       > 26.5  Minister\n"
                "2024-01-25            ░░○░░░░░░░          ~ 27.0  News agency A\n"
                "2024-02-10             ░░░●░░░░             27.2  Statistics office\n"
                "2024-03-14              ░░░░░░░░░●          28.2  Newspaper C\n"
                "2024-06-08               ░░░░░░░░░░ ●       28.5  News agency B\n"
                "2024-06-08               ░░░░░░░░░░○      ~ 28.4  News agency D, which …\n"
                "2024-07-01      ▒▒×▒▒    ░░░░░░░░░░    25.9–26.5  Blog\n"
                "2024-09-12              ▸░░░░░░░░░░       > 27.0  Ambassador\n"
                "2024-11-27                ░░░░░░●░░         28.0  Newspaper A\n"
                "2024-12-31                ░░░░▓░░░░         27.8  (27.2–28.4)\n"
                "\n"
                "▒ about  ░ 80% range  ▓ median  ● exact  ○ about  × doubted  ▸ or more\n"
                "Filled: exact. Open: about. Arrow: a bound. Square: official statistics.\n"
                "Grey: takes no part. Line and band: what was believed on that day (80%).\n"
                "Source: 9 claims.\n");
}

/* Columns of a line of Latin, Cyrillic and block characters: one a code point. */
static size_t code_points(TfSlice line)
{
    size_t count = 0;
    for (size_t i = 0; i < line.length; i++)
        count += ((unsigned char)line.bytes[i] & 0xC0) != 0x80;
    return count;
}

static void assert_fits(const char *name, TfSlice text, size_t width, bool has_utf8)
{
    while (text.length > 0) {
        TfSlice line = tf_slice_split(&text, '\n');
        if (code_points(line) > width)
            fail_msg("%s: %zu columns where there are %zu: %.*s", name, code_points(line), width,
                     TF_SLICE_ARG(line));
        for (size_t i = 0; i < line.length; i++)
            if ((!has_utf8 && (unsigned char)line.bytes[i] >= 0x80) || (unsigned char)line.bytes[i] < 0x20)
                fail_msg("%s: byte 0x%02x in: %.*s", name, (unsigned char)line.bytes[i], TF_SLICE_ARG(line));
    }
}

static void every_kind_keeps_to_the_width_and_to_ascii(void **state)
{
    (void)state;
    static const size_t widths[] = {40, 57, 80, 200};
    for (size_t i = 0; i < COUNT_(kind_examples); i++)
        for (size_t w = 0; w < COUNT_(widths); w++)
            for (int utf8 = 0; utf8 < 2; utf8++) {
                Chart chart = *kind_examples[i].chart;
                chart.words.language = (ChartLanguage)(i % CHART_LANGUAGES);
                assert_fits(kind_examples[i].name, shown(&chart, widths[w], utf8 == 1, false), widths[w],
                            utf8 == 1);
            }
}

static void a_width_out_of_bounds_is_brought_into_them(void **state)
{
    (void)state;
    assert_true(tf_slice_equal(shown(&seed_chart, 0, true, false), shown(&seed_chart, 40, true, false)));
    assert_true(
        tf_slice_equal(shown(&seed_chart, 1000000, true, false), shown(&seed_chart, 200, true, false)));
}

static void colour_is_there_when_asked_and_always_ends(void **state)
{
    (void)state;
    TfSlice text = shown(&seed_chart, 72, true, true);
    assert_true(count_of(text, "\x1B[36m") > 0 && count_of(text, "\x1B[35m") > 0);
    TfSlice rest = text;
    while (rest.length > 0) {
        TfSlice line = tf_slice_split(&rest, '\n');
        size_t last = TF_NOWHERE;
        for (size_t at = 0; (at = tf_slice_find(line, at, "\x1B[")) != TF_NOWHERE; at++)
            last = at;
        assert_true(last == TF_NOWHERE ||
                    tf_slice_starts_with(tf_slice_range(line, last, line.length), "\x1B[0m"));
    }
    assert_int_equal(count_of(shown(&seed_chart, 72, true, false), "\x1B"), 0);
}

static void no_word_commands_the_terminal(void **state)
{
    (void)state;
    static const TfSlice hostile = S("\x1B]0;title\x07 \xC2\x9B"
                                     "31m red\r\n\xE2\x80\xAE turned \xFF");
    static const ChartTarget target = {2025,          30.0,  2024.9, S("\x1B[2J\x1B[H wiped"),
                                       S("\x08\x08"), S(""), S("")};
    Chart chart = seed_chart;
    chart.words.title = chart.words.subtitle = chart.words.footnote = hostile;
    chart.trajectory.targets = &target;
    for (int utf8 = 0; utf8 < 2; utf8++) {
        TfSlice text = shown(&chart, 80, utf8 == 1, false);
        assert_fits("hostile", text, 80, utf8 == 1);
        assert_int_equal(count_of(text, "\xC2\x9B"), 0);
        assert_int_equal(count_of(text, "\xE2\x80\xAE"), 0);
        assert_int_equal(count_of(text, "title"), 3);
    }
}

static void other_scripts_are_written_in_latin_letters(void **state)
{
    (void)state;
    Chart chart = seed_chart;
    chart.words.title = (TfSlice)S("Товарооборот России и Казахстана: 28 млрд");
    chart.words.subtitle = (TfSlice)S("Kim ngạch Việt Nam – Đức, ≥ 5 tỷ €");
    TfSlice text = shown(&chart, 80, false, false);
    assert_int_equal(count_of(text, "Tovarooborot Rossii i Kazahstana: 28 mlrd\n"), 1);
    assert_int_equal(count_of(text, "Kim ngach Viet Nam - Duc, >= 5 ty EUR\n"), 1);
}

static void wide_letters_count_twice(void **state)
{
    (void)state;
    Chart chart = seed_chart;
    chart.words.title =
        (TfSlice)S("中国日报中国日报中国日报中国日报中国日报中国日报"); /* 24 letters, 48 columns */
    TfSlice text = shown(&chart, 40, true, false);
    assert_int_equal(tf_slice_find(text, 0, "\n"), (size_t)20 * 3);
}

static void bad_figures_are_refused_as_in_pictures(void **state)
{
    (void)state;
    static const ChartPoint bad[] = {{.year = 2023, .value = (double)INFINITY}};
    const ChartTerminal terminal = {80, true, false};
    Chart chart = {.trajectory = {.points = bad, .point_count = 1}};
    TextBuilder out;
    TfError error;
    text_init(&out, 0);
    assert_int_equal(chart_show(&chart, &terminal, &out, &error), TF_BAD_INPUT);
    text_done(&out);
}

int main(void)
{
    fill_kind_examples();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_trajectory_has_bars_a_bound_a_range_and_its_target, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(without_utf8_the_same_is_plain_ascii, set_up, tear_down),
        cmocka_unit_test_setup_teardown(pace_compares_the_same_months, set_up, tear_down),
        cmocka_unit_test_setup_teardown(imports_go_the_other_way, set_up, tear_down),
        cmocka_unit_test_setup_teardown(targets_are_shares_with_their_chance, set_up, tear_down),
        cmocka_unit_test_setup_teardown(claims_stand_at_their_figures, set_up, tear_down),
        cmocka_unit_test_setup_teardown(every_kind_keeps_to_the_width_and_to_ascii, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_width_out_of_bounds_is_brought_into_them, set_up, tear_down),
        cmocka_unit_test_setup_teardown(colour_is_there_when_asked_and_always_ends, set_up, tear_down),
        cmocka_unit_test_setup_teardown(no_word_commands_the_terminal, set_up, tear_down),
        cmocka_unit_test_setup_teardown(other_scripts_are_written_in_latin_letters, set_up, tear_down),
        cmocka_unit_test_setup_teardown(wide_letters_count_twice, set_up, tear_down),
        cmocka_unit_test_setup_teardown(bad_figures_are_refused_as_in_pictures, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
