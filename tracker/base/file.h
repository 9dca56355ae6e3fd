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

/* The same for one of many files that can be made again: by way of `temporary`, a name in the same file
 * system that is the caller's alone, and without waiting for the disk. A power cut may leave it empty or
 * mixed until file_sync_all was called. The new file has the process's usual permissions.
 *
 * Errors  TF_IO with the cause in words; `path` is as it was then */
TF_CHECKED TfStatus file_put(const char *path, const char *temporary, TfSlice bytes, TfError *error);
/* Waits until all that was written into the file system of `folder` is on the disk, as far as the system
 * tells. */
void file_sync_all(const char *folder);

/* Makes the folder and its missing parents. */
TF_CHECKED TfStatus file_make_folder(const char *path, TfError *error);

#define FILE_PATH_CHARS 4096

/* Where a program of that name stands, by $PATH (/usr/bin and /bin without one). False: nowhere, and `path`
 * says nothing. */
bool file_find_program(const char *name, char path[FILE_PATH_CHARS]);

#endif
