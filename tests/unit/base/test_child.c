/* Child processes: what they write comes back, and every limit ends them. */
#include "tests/support/support.h"

#include "tracker/base/child.h"

static TfStatus run(const ChildJob *job, size_t most_output, TextBuilder *output, ChildEnd *end,
                    TfError *error)
{
    text_init(output, most_output);
    return child_run(job, output, end, error);
}

static void hands_on_input_output_and_the_last_word(void **state)
{
    (void)state;
    TextBuilder output;
    ChildEnd end;
    TfError error;
    static const char *const arguments[] = {"sh", "-c", "cat; echo one >&2; echo two >&2; exit 3", NULL};
    const ChildJob job = {.arguments = arguments, .input = TF_SLICE("12 \0 34"), .limit_ms = 60000};
    assert_ok(run(&job, 0, &output, &end, &error), &error);
    assert_int_equal(output.length, 7);
    assert_memory_equal(output.bytes, "12 \0 34", 7);
    assert_int_equal(end.exit_status, 3);
    assert_string_equal(end.said, "two");
    text_done(&output);
}

static void passes_more_than_a_pipe_holds(void **state)
{
    (void)state;
    static char many[1 << 20];
    TextBuilder output;
    ChildEnd end;
    TfError error;
    static const char *const arguments[] = {"cat", NULL};
    memset(many, 'x', sizeof many);
    const ChildJob job = {.arguments = arguments, .input = tf_slice_of(many, sizeof many), .limit_ms = 60000};
    assert_ok(run(&job, 0, &output, &end, &error), &error);
    assert_int_equal(output.length, sizeof many);
    assert_int_equal(end.exit_status, 0);
    text_done(&output);
}

static void ends_what_passes_a_limit(void **state)
{
    (void)state;
    static const char *const endless[] = {"sh", "-c", "while :; do echo again; done", NULL};
    static const char *const asleep[] = {"sh", "-c", "sleep 600 & sleep 600", NULL};
    static const char *const missing[] = {"tradefig-no-such-program", NULL};
    const struct {
        ChildJob job;
        size_t most_output;
        TfStatus status;
        const char *message;
    } rows[] = {
        {{.arguments = endless, .limit_ms = 60000}, 1000, TF_LIMIT, ""},
        {{.arguments = asleep, .limit_ms = 100}, 0, TF_TOOL, "took longer than"},
        {{.arguments = missing, .package = "some-package", .limit_ms = 60000},
         0,
         TF_TOOL,
         "apt-get install some-package"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        TextBuilder output;
        ChildEnd end;
        TfError error;
        assert_int_equal(run(&rows[i].job, rows[i].most_output, &output, &end, &error), rows[i].status);
        assert_non_null(strstr(error.message, rows[i].message));
        text_done(&output);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hands_on_input_output_and_the_last_word),
        cmocka_unit_test(passes_more_than_a_pipe_holds),
        cmocka_unit_test(ends_what_passes_a_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
