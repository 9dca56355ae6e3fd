/* Reading and writing whole files. */
#define _GNU_SOURCE /* mkostemp */
#include "tracker/base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
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

/* mkostemp makes files that only the owner reads; a chart or report is for the user's usual audience. */
static mode_t usual_mode(void)
{
    mode_t mask = umask(0);
    (void)umask(mask);
    return 0666 & ~mask;
}

TfStatus file_write_whole(const char *path, TfSlice bytes, TfError *error)
{
    size_t size = strlen(path) + sizeof ".XXXXXX";
    char *temporary = malloc(size);
    if (temporary == NULL)
        return tf_fail_memory(error);
    (void)snprintf(temporary, size, "%s.XXXXXX", path);
    int descriptor = mkostemp(temporary, O_CLOEXEC);
    if (descriptor < 0) {
        free(temporary);
        return tf_fail_at(error, TF_IO, path, 0, "cannot write: %s", strerror(errno));
    }
    TfStatus status = TF_OK;
    if (fchmod(descriptor, usual_mode()) != 0 || write_all(descriptor, bytes) != TF_OK ||
        fsync(descriptor) != 0)
        status = tf_fail_at(error, TF_IO, path, 0, "cannot write: %s; the old file, if any, is as it was",
                            strerror(errno));
    if (close(descriptor) != 0 && status == TF_OK)
        status = tf_fail_at(error, TF_IO, path, 0, "cannot write: %s", strerror(errno));
    if (status == TF_OK && rename(temporary, path) != 0)
        status = tf_fail_at(error, TF_IO, path, 0, "cannot write: %s", strerror(errno));
    if (status != TF_OK)
        (void)unlink(temporary);
    free(temporary);
    return status;
}

TfStatus file_make_folder(const char *path, TfError *error)
{
    char *copy = strdup(path);
    if (copy == NULL)
        return tf_fail_memory(error);
    TfStatus status = TF_OK;
    for (char *at = copy + 1; status == TF_OK; at++) {
        if (*at != '/' && *at != '\0')
            continue;
        char kept = *at;
        *at = '\0';
        if (mkdir(copy, 0777) != 0 && errno != EEXIST)
            status = tf_fail_at(error, TF_IO, path, 0, "cannot make the folder: %s", strerror(errno));
        *at = kept;
        if (kept == '\0')
            break;
    }
    free(copy);
    return status;
}
