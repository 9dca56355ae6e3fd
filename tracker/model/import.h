/* What an import tells while it runs and when it is done. */
#ifndef TRACKER_MODEL_IMPORT_H
#define TRACKER_MODEL_IMPORT_H

#include "tracker/model/article.h"

/* What a database brought that was merged into this one. */
typedef struct TfMerged {
    size_t articles;   /* new here */
    size_t claims;     /* new here */
    size_t duplicates; /* articles that both have */
    size_t decisions;  /* new here */
} TfMerged;

/* One page of an import, told to the sink. The pointers are valid during the call only. */
typedef struct TfImported {
    const char *file;         /* the input; of a page in an archive or a feed, its name there */
    const TfArticle *article; /* NULL for pages of a claims file, databases and failures */
    const TfClaim *claims;
    size_t claim_count;
    bool was_new;           /* false: stored before */
    bool was_redated;       /* stored before with another day, which the one given replaced */
    const TfError *failure; /* NULL, or why this page was left out */
    const TfMerged *merged; /* NULL, or what a database brought */
} TfImported;
typedef void TfImportSink(void *context, const TfImported *imported);

typedef struct TfImportReport {
    size_t pages;      /* read well */
    size_t claims;     /* newly stored */
    size_t duplicates; /* pages that were stored before */
    size_t failures;   /* pages left out, each told to the sink */
    size_t unread;     /* pages of archives whose bytes show that they hold no claim */
    size_t claimless;  /* pages of archives that were read, hold no claim and are not kept */
    size_t others;     /* records of archives that hold no page */
    size_t links;      /* addresses that feeds and sitemaps told of, newly kept */
    size_t left;       /* of those, whose pages were not fetched yet because one run fetches only so many */
    size_t decisions;  /* of merged databases, new here; their articles and claims count with the others */
    size_t mended;     /* failures of earlier imports that are read now */
    size_t resumed;    /* inputs that went on where an earlier import was interrupted */
} TfImportReport;

/* How far an import is. */
typedef struct TfImportProgress {
    uint64_t bytes_read;
    uint64_t bytes_total; /* of all inputs as they are stored; 0 when that cannot be known */
    size_t documents;     /* looked at */
    double seconds;       /* since the start */
} TfImportProgress;
typedef void TfImportWatch(void *context, const TfImportProgress *progress);

#endif
