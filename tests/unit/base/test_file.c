/* Files are written whole or not at all. */
// WRAP: write rename umask fsync
#define _GNU_SOURCE /* symlink, mkfifo, lstat */
#include "tests/support/support.h"

#include "tracker/base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
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

static int umask_calls;
static int folders_synced;
mode_t __real_umask(mode_t mask);
mode_t __wrap_umask(mode_t mask);
int __real_fsync(int descriptor);
int __wrap_fsync(int descriptor);

mode_t __wrap_umask(mode_t mask)
{
    umask_calls++;
    return __real_umask(mask);
}

int __wrap_fsync(int descriptor)
{
    struct stat about;
    folders_synced += fstat(descriptor, &about) == 0 && S_ISDIR(about.st_mode);
    return __real_fsync(descriptor);
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

static mode_t mode_of(const char *path)
{
    struct stat about;
    assert_int_equal(stat(path, &about), 0);
    return about.st_mode & 07777;
}

static void a_file_has_the_usual_permissions_or_keeps_its_own(void **state)
{
    (void)state;
    char path[512];
    TfError error;
    (void)snprintf(path, sizeof path, "%s/out.svg", scratch_folder());
    mode_t before = __real_umask(027);
    assert_ok(file_write_whole(path, tf_slice("new"), &error), &error);
    assert_int_equal(mode_of(path), 0640);
    assert_int_equal(chmod(path, 0606), 0);
    assert_ok(file_write_whole(path, tf_slice("newer"), &error), &error);
    assert_int_equal(mode_of(path), 0606);
    (void)__real_umask(before);
    assert_int_equal(umask_calls, 0); /* other threads would see it */
    scratch_remove();
}

static void the_folder_is_synced_after_the_rename(void **state)
{
    (void)state;
    char path[512];
    TfError error;
    (void)snprintf(path, sizeof path, "%s/out.svg", scratch_folder());
    folders_synced = 0;
    assert_ok(file_write_whole(path, tf_slice("new"), &error), &error);
    assert_int_equal(folders_synced, 1);
    scratch_remove();
}

static void a_link_stays_and_its_target_is_replaced(void **state)
{
    (void)state;
    char link[512];
    char target[512];
    char lost[512];
    struct stat about;
    TfArena arena;
    TfError error;
    TfSlice bytes;
    const char *folder = scratch_folder();
    (void)snprintf(link, sizeof link, "%s/link", folder);
    (void)snprintf(target, sizeof target, "%s/target", folder);
    (void)snprintf(lost, sizeof lost, "%s/lost", folder);
    tf_arena_init(&arena, 0);
    assert_ok(file_write_whole(target, tf_slice("old"), &error), &error);
    assert_int_equal(symlink("target", link), 0);
    assert_int_equal(symlink("nowhere", lost), 0);
    assert_ok(file_write_whole(link, tf_slice("new"), &error), &error);
    assert_int_equal(lstat(link, &about), 0);
    assert_true(S_ISLNK(about.st_mode));
    assert_ok(file_read(target, 100, &arena, &bytes, &error), &error);
    assert_slice(bytes, "new");
    assert_int_equal(count_entries(folder), 3);
    assert_int_equal(file_write_whole(lost, tf_slice("x"), &error), TF_IO);
    assert_non_null(strstr(error.message, "link to nowhere"));
    assert_int_equal(file_write_whole(folder, tf_slice("x"), &error), TF_IO);
    assert_non_null(strstr(error.message, "is a folder"));
    tf_arena_done(&arena);
    scratch_remove();
}

static void a_pipe_is_written_into_and_not_replaced(void **state)
{
    (void)state;
    char path[512];
    char got[8] = "";
    struct stat about;
    TfError error;
    (void)snprintf(path, sizeof path, "%s/pipe", scratch_folder());
    assert_int_equal(mkfifo(path, 0600), 0);
    int reader = open(path, O_RDONLY | O_NONBLOCK);
    assert_true(reader >= 0);
    assert_ok(file_write_whole(path, tf_slice("new"), &error), &error);
    assert_int_equal(read(reader, got, sizeof got), 3);
    assert_string_equal(got, "new");
    assert_int_equal(stat(path, &about), 0);
    assert_true(S_ISFIFO(about.st_mode));
    (void)close(reader);
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
    assert_int_equal(file_make_folder("", &error), TF_IO);
    assert_ok(file_make_folder("/", &error), &error);
    (void)snprintf(path, sizeof path, "%s/file", folder);
    assert_ok(file_write_whole(path, tf_slice("x"), &error), &error);
    assert_int_equal(file_make_folder(path, &error), TF_IO);
    scratch_remove();
}

static void a_program_is_found_in_the_first_folder_that_has_it(void **state)
{
    (void)state;
    char path[FILE_PATH_CHARS];
    char list[512];
    char wanted[512];
    TfError error;
    const char *folder = scratch_folder();
    const char *old = getenv("PATH");
    char *kept = strdup(old != NULL ? old : "");
    (void)snprintf(wanted, sizeof wanted, "%s/own-program", folder);
    (void)snprintf(list, sizeof list, "/nowhere::%s:/usr/bin", folder);
    assert_int_equal(setenv("PATH", list, 1), 0);
    assert_false(file_find_program("own-program", path));
    assert_ok(file_write_whole(wanted, tf_slice("x"), &error), &error);
    assert_int_equal(chmod(wanted, 0600), 0);
    assert_false(file_find_program("own-program", path));
    assert_int_equal(chmod(wanted, 0700), 0);
    assert_true(file_find_program("own-program", path));
    assert_string_equal(path, wanted);
    assert_int_equal(setenv("PATH", kept, 1), 0);
    free(kept);
    scratch_remove();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_old_file_stays_when_writing_fails),
        cmocka_unit_test(a_file_has_the_usual_permissions_or_keeps_its_own),
        cmocka_unit_test(the_folder_is_synced_after_the_rename),
        cmocka_unit_test(a_link_stays_and_its_target_is_replaced),
        cmocka_unit_test(a_pipe_is_written_into_and_not_replaced),
        cmocka_unit_test(folders_are_made_with_their_parents),
        cmocka_unit_test(a_program_is_found_in_the_first_folder_that_has_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
