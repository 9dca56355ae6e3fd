/* Every file of a folder, in the order of their names. */
#ifndef TRACKER_INTAKE_FOLDER_H
#define TRACKER_INTAKE_FOLDER_H

#include "tracker/base/status.h"

typedef struct FolderWalk {
    /* Any other status than TF_OK ends the walk with it. */
    TfStatus (*on_file)(void *context, const char *path, TfError *error);
    TfStatus (*on_unreadable)(void *context, const char *path, const TfError *failure, TfError *error);
    void *context;
} FolderWalk;

/* Files in folders of the folder too; hidden ones and symbolic links in it are left out.
 * Errors  TF_IO the folder itself; TF_NO_MEMORY */
TF_CHECKED TfStatus folder_walk(const char *path, const FolderWalk *walk, TfError *error);

#endif
