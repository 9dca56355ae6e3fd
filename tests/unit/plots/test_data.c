/* The plotted numbers as JSON and as CSV: the same ones, as given. */
#include "tests/unit/plots/chart_bench.h"
#include "tests/unit/plots/kind_examples.h"

/* The fields of a CSV line, quotes undone. */
static size_t split_csv(TfSlice *rest, TfSlice *fields, size_t most)
{
    size_t count = 0;
    bool is_open = true;
    while (is_open) {
        TextBuilder out;
        text_init(&out, 0);
        bool is_quoted = rest->length > 0 && rest->bytes[0] == '"';
        size_t at = is_quoted ? 1 : 0;
        for (; at < rest->length; at++) {
            char byte = rest->bytes[at];
            if (is_quoted && byte == '"') {
                at++;
                if (at == rest->length || rest->bytes[at] != '"')
                    break;
            } else if (!is_quoted && (byte == ',' || byte == '\n')) {
                break;
            }
            text_add_byte(&out, byte);
        }
        assert_true(count < most && at < rest->length);
        fields[count++] = tf_arena_copy(&arena, text_slice(&out));
        text_done(&out);
        is_open = rest->bytes[at] == ',';
        assert_true(is_open || rest->bytes[at] == '\n');
        *rest = tf_slice_range(*rest, at + 1, rest->length);
    }
    return count;
}

static TfSlice written(const Chart *chart, bool is_json)
{
    TextBuilder out;
    TfError error;
    text_init(&out, 0);
    if (is_json)
        chart_json(chart, &out);
    else
        chart_csv(chart, &out);
    assert_ok(text_check(&out, &error), &error);
    TfSlice copy = tf_arena_copy(&arena, text_slice(&out));
    text_done(&out);
    return copy;
}

/* Every line has the header's fields, and each field of a row stands in the JSON under its name. */
static void json_and_csv_say_the_same(void **state)
{
    (void)state;
    for (size_t n = 0; n < COUNT_(kind_examples); n++) {
        TfSlice json = written(kind_examples[n].chart, true);
        TfSlice csv = written(kind_examples[n].chart, false);
        TfSlice names[40];
        TfSlice fields[40];
        size_t columns = split_csv(&csv, names, 40);
        assert_slice(names[0], "list");
        size_t rows = 0;
        while (csv.length > 0) {
            assert_int_equal(split_csv(&csv, fields, 40), columns);
            rows++;
            for (size_t i = 1; i < columns; i++) {
                if (fields[i].length == 0)
                    continue;
                TextBuilder want;
                text_init(&want, 0);
                text_addf(&want, "\"%.*s\":", TF_SLICE_ARG(names[i]));
                TfSlice key = tf_arena_copy(&arena, text_slice(&want));
                text_add_slice(&want, fields[i]);
                TfSlice bare = tf_arena_copy(&arena, text_slice(&want));
                text_clear(&want);
                text_add_slice(&want, key);
                jsonw_escape(&want, fields[i]);
                TfSlice quoted = tf_arena_copy(&arena, text_slice(&want));
                text_done(&want);
                if (count_of(json, bare.bytes) == 0 && count_of(json, quoted.bytes) == 0)
                    fail_msg("%s: %s is not in the JSON", kind_examples[n].name, quoted.bytes);
            }
        }
        assert_true(rows > 0);
        assert_int_equal(rows, count_of(json, "{") - 1);
    }
}

static void numbers_are_as_given_and_unknown_ones_are_empty(void **state)
{
    (void)state;
    TfSlice csv = written(&balance_turns_chart, false);
    const char *lines[] = {
        "list,year,part,measure,value,relation,href,evidence\n",
        "years,2017,,balance,-0.4,eq,#c1,what an article says\n",
        "years,2018,,balance,0.3,eq,#c1,what an article says\n",
    };
    for (size_t i = 0; i < COUNT_(lines); i++)
        assert_int_equal(count_of(csv, lines[i]), 1);
    assert_int_equal(count_of(csv, "nan"), 0);
    TfSlice odds = written(&odds_chart, false);
    assert_int_equal(count_of(odds, "steps,2024-03-14,0.29,record 2023 total,#c3,14 Mar 2024: 29%\n"), 1);
    TfSlice targets = written(&targets_chart, true);
    assert_int_equal(count_of(targets, "\"median\":null"), 2);
    assert_int_equal(count_of(targets, "\"kind\":\"targets\""), 1);
    assert_int_equal(count_of(targets, "nan"), 0);
}

static void a_trajectory_has_its_lists_under_one_header(void **state)
{
    (void)state;
    TfSlice csv = written(&seed_chart, false);
    assert_true(tf_slice_starts_with(csv, "list,year,"));
    assert_int_equal(count_of(csv, "\npoints,"), 2);
    assert_int_equal(count_of(csv, "\nprojection,"), 2);
    assert_int_equal(count_of(csv, "\ntargets,"), 1);
}

static void words_with_commas_quotes_and_line_ends_are_quoted(void **state)
{
    (void)state;
    const OddsStep step = {{2024, 1, 2}, 0.5, S("a,b \"c\"\nd"), S("#x"), S("")};
    const Chart chart = {.kind = CHART_ODDS, .odds = {&step, 1, {0, 0, 0}}};
    TfSlice csv = written(&chart, false);
    assert_int_equal(count_of(csv, "steps,2024-01-02,0.5,\"a,b \"\"c\"\"\nd\",#x,\n"), 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(json_and_csv_say_the_same),
        TEST(numbers_are_as_given_and_unknown_ones_are_empty),
        TEST(a_trajectory_has_its_lists_under_one_header),
        TEST(words_with_commas_quotes_and_line_ends_are_quoted),
    };
    fill_kind_examples();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
