/* What can be asked of the stored articles and claims, and the rows that answer. */
#ifndef TRACKER_MODEL_QUERY_H
#define TRACKER_MODEL_QUERY_H

#include "tracker/model/series.h"

/* What is asked of a pair, and of which of its claims. */
typedef struct TfAsk {
    TfPair pair;
    TfDate as_of;           /* as it was known on that day; unset: everything stored */
    TfSlice scope;          /* trade in what; empty: all goods */
    const int64_t *without; /* claims that take no part, for seeing what hangs on them */
    size_t without_count;
    TfParty only_side;   /* figures of that side's books alone; code "": of all */
    const TfPair *pairs; /* of a chart of several pairs, instead of `pair` */
    size_t pair_count;   /* 0: all that have a dated target */
    int year;            /* of a chart of one year; 0: the one of which most is said */
    TfSlice lang;        /* of a chart's words: "en", "ru", "vi"; empty: English */
} TfAsk;

/* Which claims; a zeroed filter means all of them. */
typedef struct TfClaimFilter {
    bool has_pair;
    TfPair pair;
    TfDate as_of; /* only what was published on or before that day; unset: everything */
    bool has_status;
    TfClaimStatus status;
    TfSlice outlet; /* part of the outlet's name or address, any case; empty: any */
    double min_confidence;
    bool with_rejected; /* default: rejected claims are left out */
    int64_t claim_id;   /* 0: any */
} TfClaimFilter;

typedef struct TfClaimRows {
    const TfClaimRecord
        *items; /* by publication day, then id; the corrected claim where a person edited it */
    size_t count;
} TfClaimRows;

typedef struct TfArticleRow {
    int64_t id;
    TfSlice doc;
    TfSlice title;
    TfSlice outlet;
    TfSlice lang;
    TfDate date;
    TfSlice imported_at; /* UTC, "2024-11-27T10:00:00Z" */
    size_t claim_count;
    TfSlice first_url; /* bytes NULL when there is none */
    int64_t copy_of;   /* the article whose text it carries with small changes; 0: none */
} TfArticleRow;

/* An address that a feed or sitemap told of. */
typedef struct TfLinkRow {
    TfSlice url;
    TfSlice title; /* bytes NULL when not told */
    TfDate date;
    TfSlice source;  /* the feed or sitemap */
    int64_t article; /* what was fetched from there; 0: nothing yet */
} TfLinkRow;

typedef struct TfLinkRows {
    const TfLinkRow *items; /* in the order they were found */
    size_t count;
} TfLinkRows;

typedef struct TfArticleRows {
    const TfArticleRow *items; /* by id */
    size_t count;
} TfArticleRows;

typedef struct TfPairRow {
    TfPair pair;
    size_t claims;
} TfPairRow;

typedef struct TfPairRows {
    const TfPairRow *items; /* most claims first */
    size_t count;
} TfPairRows;

/* A sentence found by its words. */
typedef struct TfSearchRow {
    int64_t article_id;
    TfSlice title;
    TfSlice outlet;
    TfDate date;
    TfSlice snippet;
} TfSearchRow;

typedef struct TfSearchRows {
    const TfSearchRow *items; /* newest article first */
    size_t count;
} TfSearchRows;

/* State of the database: counts and the result of its own checks. */
typedef struct TfStoreSummary {
    size_t articles;
    size_t claims;
    int schema_version;
    bool integrity_ok;
    TfSlice integrity_message;
} TfStoreSummary;

#endif
