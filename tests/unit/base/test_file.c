/* Files are written whole or not at all. */
// WRAP: write rename
#include "tests/support/support.h"

#include "tracker/base/file.h"

#include <dirent.h>
#include <errno.h>
#include <unistd.h>

static bool disk_is_full;
static bool rename_fails;
ssize_t __real_write(int descriptor, const void *bytes, size_t length);
ssize_t __wrap_write(int descriptor, const void *bytes, size_t length);
int __real_rename(const char *from, const char *to);
int __wrap_rename(const char *from, const char *to);

ssize_t __wrap_write(int descriptor, const void *bytes, size_t length)
{
    if (disk_is_full && descriptor > 2) {
        errno = ENOSPC;
        return -1;
    }
    return __real_write(descriptor, bytes, length);
}

int __wrap_rename(const char *from, const char *to)
{
    if (rename_fails) {
        errno = EACCES;
        return -1;
    }
    return __real_rename(from, to);
}

static size_t count_entries(const char *folder)
{
    size_t count = 0;
    DIR *listing = opendir(folder);
    assert_non_null(listing);
    for (struct dirent *entry; (entry = readdir(listing)) != NULL;)
        count += entry->d_name[0] != '.';
    (void)closedir(listing);
    return count;
}

static void the_old_file_stays_when_writing_fails(void **state)
{
    (void)state;
    char path[512];
    TfArena arena;
    TfError error;
    TfSlice bytes;
    const char *folder = scratch_folder();
    (void)snprintf(path, sizeof path, "%s/out.svg", folder);
    tf_arena_init(&arena, 0);
    assert_ok(file_write_whole(path, tf_slice("old"), &error), &error);
    disk_is_full = true;
    assert_int_equal(file_write_whole(path, tf_slice("new"), &error), TF_IO);
    disk_is_full = false;
    assert_non_null(strstr(error.message, "No space left"));
    rename_fails = true;
    assert_int_equal(file_write_whole(path, tf_slice("new"), &error), TF_IO);
    rename_fails = false;
    assert_int_equal(count_entries(folder), 1);
    assert_ok(file_read(path, 100, &arena, &bytes, &error), &error);
    assert_slice(bytes, "old");
    assert_ok(file_write_whole(path, tf_slice("new"), &error), &error);
    assert_ok(file_read(path, 100, &arena, &bytes, &error), &error);
    assert_slice(bytes, "new");
    assert_int_equal(file_read(path, 2, &arena, &bytes, &error), TF_LIMIT);
    tf_arena_done(&arena);
    scratch_remove();
}

static void folders_are_made_with_their_parents(void **state)
{
    (void)state;
    char path[512];
    TfError error;
    const char *folder = scratch_folder();
    (void)snprintf(path, sizeof path, "%s/a/b/c", folder);
    assert_ok(file_make_folder(path, &error), &error);
    assert_ok(file_make_folder(path, &error), &error);
    assert_int_equal(access(path, W_OK), 0);
    (void)snprintf(path, sizeof path, "%s/nowhere/x", folder);
    assert_int_equal(file_write_whole(path, tf_slice("x"), &error), TF_IO);
    scratch_remove();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_old_file_stays_when_writing_fails),
        cmocka_unit_test(folders_are_made_with_their_parents),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
