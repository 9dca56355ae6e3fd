/* fts walks without recursion and without following a link in a circle. */
#define _GNU_SOURCE /* fts */
#include "tracker/intake/folder.h"

#include <errno.h>
#include <fts.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static int by_name(const FTSENT **a, const FTSENT **b)
{
    return strcmp((*a)->fts_name, (*b)->fts_name);
}

static TfStatus visit(FTS *tree, FTSENT *entry, const FolderWalk *walk, TfError *error)
{
    if (entry->fts_level > 0 && entry->fts_name[0] == '.') {
        (void)fts_set(tree, entry, FTS_SKIP);
        return TF_OK;
    }
    if (entry->fts_info == FTS_F)
        return walk->on_file(walk->context, entry->fts_path, error);
    if (entry->fts_info != FTS_DNR && entry->fts_info != FTS_ERR && entry->fts_info != FTS_NS)
        return TF_OK;
    TfError failure;
    (void)tf_fail_at(&failure, TF_IO, entry->fts_path, 0, "cannot read: %s", strerror(entry->fts_errno));
    return walk->on_unreadable(walk->context, entry->fts_path, &failure, error);
}

TfStatus folder_walk(const char *path, const FolderWalk *walk, TfError *error)
{
    char *name = strdup(path);
    if (name == NULL)
        return tf_fail_memory(error);
    char *roots[] = {name, NULL};
    FTS *tree = fts_open(roots, FTS_PHYSICAL | FTS_COMFOLLOW | FTS_NOCHDIR, by_name);
    TfStatus status = TF_OK;
    if (tree == NULL)
        status = tf_fail_at(error, TF_IO, path, 0, "cannot read the folder: %s", strerror(errno));
    for (FTSENT *entry; status == TF_OK && (errno = 0, entry = fts_read(tree)) != NULL;)
        status = visit(tree, entry, walk, error);
    if (tree != NULL && status == TF_OK && errno != 0)
        status = tf_fail_at(error, TF_IO, path, 0, "cannot read on in the folder: %s", strerror(errno));
    if (tree != NULL)
        (void)fts_close(tree);
    free(name);
    return status;
}
