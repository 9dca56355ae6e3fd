/* How a target stands, in words. */
#include "tests/support/support.h"

#include "tracker/model/target.h"

static void every_status_has_its_own_word(void **state)
{
    (void)state;
    static const char *const words[] = {"open", "on path", "unclear",  "off path",
                                        "met",  "missed",  "replaced", "not rated"};
    for (int i = TF_TARGET_OPEN; i <= TF_TARGET_NOT_RATED; i++)
        assert_string_equal(tf_target_status_name((TfTargetStatus)i), words[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_status_has_its_own_word),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
