/* The end of the pipeline: what was read is stored and told, in the order of the input, many pages a
 * transaction. */
#ifndef TRACKER_INTAKE_WRITER_H
#define TRACKER_INTAKE_WRITER_H

#include "tracker/intake/import.h"
#include "tracker/intake/wire.h"

/* A row of the log of imports, of one path given: made before anything of the path is written, and ended
 * when everything is. */
typedef struct Run {
    struct Run *next; /* the one made after it */
    bool is_done;     /* nothing refers to it any longer */
    char *source;
    int64_t id;
    TfImportReport before; /* the report at its start */
} Run;

/* A file that is read. It outlives its source until the last of its pages is written. */
typedef struct Input {
    struct Input *next;
    bool is_done;
    char *path; /* as it was given */
    char *full; /* the same from the root on */
    char *key;  /* of its checkpoint; NULL: it has none (standard input) */
    SourceKind kind;
    Run *run;
    StoreFailures known; /* its failures in earlier imports */
    size_t failures;     /* told in this one */
    bool is_address;     /* of a page, by HTTP: a link of that address is done with its article */
    bool is_missing;     /* there is no such file: nothing to try again */
    bool has_checkpoint; /* the store has one */
    size_t last_number;  /* the page written last, */
    uint64_t last_place; /* and where it is */
    SourceCounts counts; /* when it was read to its end */
} Input;

typedef enum ItemKind {
    ITEM_PAGE = 0, /* has an answer of a worker */
    ITEM_FAILED,   /* its container could not hand it on */
    ITEM_CLAIM,
    ITEM_LINK,
    ITEM_DATABASE,
    ITEM_INPUT_END, /* the input is read: it is done with this item */
    ITEM_RUN_START,
    ITEM_RUN_END,
} ItemKind;

/* What goes through the pool as a tag: what the writer needs to know of a document. */
typedef struct Item {
    ItemKind kind;
    Input *input;
    Run *run;           /* of ITEM_RUN_START and ITEM_RUN_END */
    TfError *failure;   /* of ITEM_FAILED; the item's own */
    TextBuilder packed; /* the document: of a page without its bytes */
} Item;

/* Whether the failure is this page's. Pages of archives are known by where they begin, which their names end
 * with, others by their number. */
bool is_same_page(const StoreFailure *failure, const Document *document);

/* NULL when memory is short. */
Item *item_create(ItemKind kind, Input *input, const Document *document);
void item_free(Item *item);
void input_free(Input *input);
void run_free(Run *run);

typedef struct Writer Writer;
TF_CHECKED TfStatus writer_create(Store *store, const IntakeOptions *options, TfImportReport *report,
                                  Writer **writer, TfError *error);
/* Drops what was not committed. NULL is allowed. */
void writer_free(Writer *writer);

/* A PoolTake: context is the Writer, tag the Item, which is freed. */
TfStatus writer_take(void *writer, void *tag, TfSlice answer, const TfError *failure, TfError *error);
/* Commits when a batch is open for long, or when it must not wait (`now`). */
TF_CHECKED TfStatus writer_commit(Writer *writer, bool now, TfError *error);
/* Stores what was read until now and ends the run that is under way: why says what stopped it. */
TF_CHECKED TfStatus writer_stop(Writer *writer, const char *why, TfError *error);

#endif
