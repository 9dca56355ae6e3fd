/* Every value of the lexicons is one that the rules know: a slip in one would hide its words in silence. */
#include "importers/extract/reading.h"
#include "importers/language/automaton.h"
#include "tests/support/support.h"

static void every_value_has_a_role(void **state)
{
    (void)state;
    size_t wrong = 0;
    for (uint32_t i = 0; i < automaton_entry_count; i++) {
        const LexEntry *entry = &automaton_entries[i];
        bool has_role = entry->kind >= LEX_MONTH;
        if (!has_role || strcmp(entry->value, "none") == 0 || mark_role_of(entry) != ROLE_NONE)
            continue;
        print_error("%s: no rule knows the value '%s'\n", entry->place, entry->value);
        wrong++;
    }
    assert_int_equal(wrong, 0);
}

static void a_slip_has_none(void **state)
{
    (void)state;
    LexEntry slip = {LEX_STATUS, "potential before", "xx", "xx/status.tsv:1"};
    LexEntry good = {LEX_STATUS, "potential after", "xx", "xx/status.tsv:2"};
    assert_int_equal(mark_role_of(&slip), ROLE_NONE);
    assert_int_equal(mark_role_of(&good), ROLE_POTENTIAL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_value_has_a_role),
                                       cmocka_unit_test(a_slip_has_none)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
