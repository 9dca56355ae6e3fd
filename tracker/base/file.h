/* Whole files in and out. Names may be any bytes; errors say which file and what to do. */
#ifndef TRACKER_BASE_FILE_H
#define TRACKER_BASE_FILE_H

#include "tracker/base/arena.h"

#include <stddef.h>

/* Reads a file, or standard input when `path` is "-", into the arena (NUL byte behind it).
 *
 * limit   most bytes accepted; reading stops there
 * Errors  TF_IO cannot be opened or read, or is a folder; TF_LIMIT larger than `limit`; TF_NO_MEMORY */
TF_CHECKED TfStatus file_read(const char *path, size_t limit, TfArena *arena, TfSlice *bytes, TfError *error);

/* Writes `bytes` under a temporary name beside `path`, syncs and renames, so that `path` is the old file or
 * the whole new one at any moment. An old file's permissions are kept, a new one gets the process's usual
 * ones. A link stays, and what it points to is replaced; a pipe or device is written into.
 *
 * Errors  TF_IO with the cause in words (no space, no such folder, not permitted); TF_NO_MEMORY */
TF_CHECKED TfStatus file_write_whole(const char *path, TfSlice bytes, TfError *error);

/* Makes the folder and its missing parents. */
TF_CHECKED TfStatus file_make_folder(const char *path, TfError *error);

#endif
