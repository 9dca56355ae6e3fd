/* Reading and writing whole files. */
#define _GNU_SOURCE /* realpath, O_CLOEXEC */
#include "tracker/base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

/* Reads a descriptor to its end into a heap buffer; the caller frees *buffer also on failure. */
static TfStatus read_all(int descriptor, const char *path, size_t limit, char **buffer, size_t *length,
                         TfError *error)
{
    size_t capacity = 0;
    *length = 0;
    for (;;) {
        if (*length == capacity) {
            capacity = capacity == 0 ? 65536 : capacity * 2;
            char *larger = realloc(*buffer, capacity);
            if (larger == NULL)
                return tf_fail_memory(error);
            *buffer = larger;
        }
        ssize_t got = read(descriptor, *buffer + *length, capacity - *length);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return tf_fail_at(error, TF_IO, path, *length, "cannot read: %s", strerror(errno));
        if (got == 0)
            return TF_OK;
        *length += (size_t)got;
        if (*length > limit)
            return tf_fail_at(error, TF_LIMIT, path, limit,
                              "longer than the limit of %zu MB for one file; split it into articles",
                              limit >> 20);
    }
}

static TfStatus open_for_reading(const char *path, int *descriptor, TfError *error)
{
    if (strcmp(path, "-") == 0) {
        *descriptor = STDIN_FILENO;
        return TF_OK;
    }
    *descriptor = open(path, O_RDONLY | O_CLOEXEC);
    if (*descriptor < 0)
        return tf_fail_at(error, TF_IO, path, 0, "cannot open: %s", strerror(errno));
    struct stat about;
    if (fstat(*descriptor, &about) == 0 && S_ISDIR(about.st_mode)) {
        close(*descriptor);
        return tf_fail_at(error, TF_IO, path, 0, "is a folder, a file was needed");
    }
    return TF_OK;
}

TfStatus file_read(const char *path, size_t limit, TfArena *arena, TfSlice *bytes, TfError *error)
{
    int descriptor;
    TfStatus status = open_for_reading(path, &descriptor, error);
    if (status != TF_OK)
        return status;
    char *buffer = NULL;
    size_t length = 0;
    status = read_all(descriptor, path, limit, &buffer, &length, error);
    if (descriptor != STDIN_FILENO)
        close(descriptor);
    if (status == TF_OK) {
        TfSlice copy = tf_arena_copy(arena, tf_slice_of(buffer, length));
        if (copy.bytes == NULL)
            status = tf_fail_memory(error);
        else
            *bytes = copy;
    }
    free(buffer);
    return status;
}

static TfStatus write_all(int descriptor, TfSlice bytes)
{
    while (bytes.length > 0) {
        ssize_t put = write(descriptor, bytes.bytes, bytes.length);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return TF_IO;
        bytes.bytes += put;
        bytes.length -= (size_t)put;
    }
    return TF_OK;
}

static TfStatus fail_to_write(const char *path, const char *comfort, TfError *error)
{
    return tf_fail_at(error, TF_IO, path, 0, "cannot write: %s%s", strerror(errno), comfort);
}

/* A new file beside `target` under a name that nobody has; its name goes to `name`. The process's umask
 * applies. */
static int open_temporary(const char *target, char *name, size_t size)
{
    for (int attempt = 0; attempt < 100; attempt++) {
        uint64_t number = (uint64_t)getpid();
        (void)getrandom(&number, sizeof number, GRND_NONBLOCK); /* without it: pid and attempt */
        (void)snprintf(name, size, "%s.%08" PRIx32, target, (uint32_t)number + (uint32_t)attempt);
        int descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
        if (descriptor >= 0 || errno != EEXIST)
            return descriptor;
    }
    return -1;
}

/* So that the new name is on the disk too. Some file systems refuse it; the file itself is written by then.
 */
static void sync_folder_of(char *path)
{
    char *slash = strrchr(path, '/');
    if (slash != NULL)
        slash[slash == path ? 1 : 0] = '\0';
    int descriptor = open(slash != NULL ? path : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return;
    (void)fsync(descriptor);
    (void)close(descriptor);
}

/* Writes the temporary file `name` and puts it in the place of `target`. `mode` 0 leaves what the umask gave.
 */
static bool replace_by(int descriptor, const char *name, const char *target, mode_t mode, TfSlice bytes)
{
    bool written = (mode == 0 || fchmod(descriptor, mode) == 0) && write_all(descriptor, bytes) == TF_OK &&
                   fsync(descriptor) == 0;
    int cause = errno;
    if (close(descriptor) != 0 && written) {
        written = false;
        cause = errno;
    }
    if (written && rename(name, target) == 0)
        return true;
    cause = written ? errno : cause;
    (void)unlink(name);
    errno = cause;
    return false;
}

static TfStatus replace_file(const char *path, mode_t mode, TfSlice bytes, TfError *error)
{
    size_t size = strlen(path) + sizeof ".01234567";
    char *temporary = malloc(size);
    if (temporary == NULL)
        return tf_fail_memory(error);
    TfStatus status = TF_OK;
    int descriptor = open_temporary(path, temporary, size);
    if (descriptor < 0)
        status = fail_to_write(path, "", error);
    else if (!replace_by(descriptor, temporary, path, mode, bytes))
        status = fail_to_write(path, "; the old file, if any, is as it was", error);
    else
        sync_folder_of(temporary);
    free(temporary);
    return status;
}

/* A pipe or device has no old content to keep and must not be replaced: the bytes go straight into it. */
static TfStatus write_into(const char *path, TfSlice bytes, TfError *error)
{
    int descriptor = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    bool written = descriptor >= 0 && write_all(descriptor, bytes) == TF_OK;
    TfStatus status = written ? TF_OK : fail_to_write(path, "", error);
    if (descriptor >= 0)
        (void)close(descriptor);
    return status;
}

TfStatus file_write_whole(const char *path, TfSlice bytes, TfError *error)
{
    struct stat about;
    bool exists = stat(path, &about) == 0;
    if (exists && S_ISDIR(about.st_mode))
        return tf_fail_at(error, TF_IO, path, 0, "cannot write: is a folder, the name of a file was needed");
    if (exists && !S_ISREG(about.st_mode))
        return write_into(path, bytes, error);
    if (!exists && lstat(path, &about) == 0)
        return tf_fail_at(error, TF_IO, path, 0, "cannot write: is a link to nowhere");
    if (!exists)
        return replace_file(path, 0, bytes, error);
    char *target = realpath(path, NULL); /* a link stays a link; what it points to is replaced */
    if (target == NULL)
        return fail_to_write(path, "", error);
    TfStatus status = replace_file(target, about.st_mode & 0777, bytes, error);
    free(target);
    return status;
}

TfStatus file_put(const char *path, const char *temporary, TfSlice bytes, TfError *error)
{
    (void)unlink(temporary); /* of a program that was killed */
    int descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
    if (descriptor < 0)
        return fail_to_write(path, "", error);
    bool written = write_all(descriptor, bytes) == TF_OK;
    int cause = errno;
    if (close(descriptor) != 0 && written) {
        written = false;
        cause = errno;
    }
    if (written && rename(temporary, path) == 0)
        return TF_OK;
    errno = written ? errno : cause;
    TfStatus status = fail_to_write(path, "; the old file, if any, is as it was", error);
    (void)unlink(temporary);
    return status;
}

void file_sync_all(const char *folder)
{
    int descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return;
    (void)syncfs(descriptor);
    (void)close(descriptor);
}

static bool is_folder(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

TfStatus file_make_folder(const char *path, TfError *error)
{
    char *copy = strdup(path);
    if (copy == NULL)
        return tf_fail_memory(error);
    TfStatus status = TF_OK;
    size_t length = strlen(copy);
    for (size_t at = 0; at <= length && status == TF_OK; at++) {
        bool at_root = at == 0 && copy[at] == '/';
        if (at_root || (copy[at] != '/' && copy[at] != '\0'))
            continue;
        char kept = copy[at];
        copy[at] = '\0';
        if (mkdir(copy, 0777) != 0 && !(errno == EEXIST && is_folder(copy)))
            status = tf_fail_at(error, TF_IO, path, 0, "cannot make the folder: %s", strerror(errno));
        copy[at] = kept;
    }
    free(copy);
    return status;
}

bool file_find_program(const char *name, char path[FILE_PATH_CHARS])
{
    const char *list = getenv("PATH");
    TfSlice rest = tf_slice(list != NULL ? list : "/usr/bin:/bin");
    while (rest.bytes != NULL) {
        TfSlice folder = tf_slice_split(&rest, ':');
        int length = snprintf(path, FILE_PATH_CHARS, "%.*s/%s", TF_SLICE_ARG(folder), name);
        if (length > 0 && length < FILE_PATH_CHARS && access(path, X_OK) == 0)
            return true;
    }
    return false;
}
