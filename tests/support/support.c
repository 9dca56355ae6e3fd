/* Helpers of the unit tests. */
#define _GNU_SOURCE /* mkdtemp, nftw */
#include "tests/support/support.h"

#include <ftw.h>
#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <unistd.h>

void support_close(double got, double want, double relative, const char *what, const char *file, int line)
{
    if (got == want || fabs(got - want) <= relative * fabs(want))
        return;
    print_error("%s is %.17g, wanted %.17g within %g\n", what, got, want, relative);
    _fail(file, line);
}

void support_slice(TfSlice got, const char *want, const char *file, int line)
{
    if (tf_slice_is(got, want))
        return;
    print_error("got \"%.*s\", wanted \"%s\"\n", TF_SLICE_ARG(got), want);
    _fail(file, line);
}

void support_ok(TfStatus status, const TfError *error, const char *file, int line)
{
    if (status == TF_OK)
        return;
    print_error("%s: %s\n", tf_status_name(status), error->message);
    _fail(file, line);
}

const char *shared_path(const char *name)
{
    static char path[1024];
    (void)snprintf(path, sizeof path, "%s/%s", TEST_SHARED_DIR, name);
    return access(path, R_OK) == 0 ? path : NULL;
}

TfSlice shared_file(const char *name, TfArena *arena)
{
    TfSlice bytes = {NULL, 0};
    const char *path = shared_path(name);
    if (path == NULL) {
        print_message("skipped: shared/%s is not here\n", name);
        skip();
    } else {
        TfError error;
        assert_ok(file_read(path, (size_t)1 << 28, arena, &bytes, &error), &error);
    }
    return bytes;
}

static char scratch[256];

const char *scratch_folder(void)
{
    const char *base = getenv("TMPDIR");
    (void)snprintf(scratch, sizeof scratch, "%s/tradefig-test-XXXXXX", base != NULL ? base : "/tmp");
    if (mkdtemp(scratch) == NULL)
        fail_msg("cannot make a folder %s", scratch);
    return scratch;
}

static int remove_entry(const char *path, const struct stat *about, int kind, struct FTW *place)
{
    (void)about;
    (void)kind;
    (void)place;
    return remove(path);
}

void scratch_remove(void)
{
    if (scratch[0] != '\0')
        (void)nftw(scratch, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
}

void use_comma_locale(void)
{
    char command[1024];
    const char *folder = scratch_folder();
    /* the locale has numbers only, so localedef complains of the rest and ends with 1; what counts is whether
     * it loads */
    (void)snprintf(
        command, sizeof command,
        "localedef -c -i '%s/tests/support/comma.locale' -f '%s/tests/support/comma.charmap' '%s/comma' "
        ">/dev/null 2>&1",
        TEST_SOURCE_DIR, TEST_SOURCE_DIR, folder);
    int ended = system(command);
    (void)setenv("LOCPATH", folder, 1);
    const char *locale = setlocale(LC_NUMERIC, "comma");
    (void)unsetenv("LOCPATH");
    scratch_remove();
    if (locale != NULL)
        return;
    print_message("skipped: localedef made no locale with a decimal comma (it ended with %d)\n", ended);
    skip();
}

void use_plain_locale(void)
{
    (void)setlocale(LC_NUMERIC, "C");
}
