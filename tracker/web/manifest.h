/* What a report was made of and which files it has, in the file manifest.json of its folder: so that what
 * stays the same need not be made again, and what is gone can be taken away. Private to this folder. */
#ifndef TRACKER_WEB_MANIFEST_H
#define TRACKER_WEB_MANIFEST_H

#include "tracker/model/digest.h"
#include "tracker/web/overview.h"

#define MANIFEST_FILE "manifest.json"

/* Files of the report's, by their names seen from its folder. */
typedef struct FileList {
    struct ReportFile {
        TfSlice name;
        size_t size; /* bytes */
    } * items;
    size_t count;
    size_t capacity;
} FileList;
bool file_list_add(FileList *files, TfArena *arena, TfSlice name, size_t size);

typedef struct PairEntry {
    char key[DIGEST_CHARS]; /* of what its pages are made of; "": not to be trusted */
    PairCard card;
    FileList files;
} PairEntry;

typedef struct ArticleEntry {
    int64_t id;
    char key[DIGEST_CHARS];
    size_t size; /* of its page */
} ArticleEntry;

typedef struct Manifest {
    FileList pages;   /* those about all pairs */
    PairEntry *pairs; /* most claims first */
    size_t pair_count;
    ArticleEntry *articles; /* by id */
    size_t article_count;
    bool is_whole; /* false: the report was being written, so that its files may be other than it says */
} Manifest;

/* The manifest of a report, in the arena. One that is missing, damaged, or says of a file what no report of
 * ours would, is empty; of one that is not whole, no key is told. Errors  TF_NO_MEMORY */
TF_CHECKED TfStatus manifest_read(const char *folder, TfArena *arena, Manifest *manifest, TfError *error);
void manifest_write(const Manifest *manifest, TextBuilder *out);

/* One pair as a JSON object, which is also how a process of the report tells another of its pair. */
void manifest_write_pair(const PairEntry *entry, TextBuilder *out);
/* False when it is not one. */
bool manifest_read_pair(TfSlice line, TfArena *arena, PairEntry *entry);

/* NULL when it has none. `at` is where to look first. */
const PairEntry *manifest_pair(const Manifest *manifest, TfPair pair, size_t at);
const ArticleEntry *manifest_article(const Manifest *manifest, int64_t id);

#endif
