/* The changes of all pairs, as entries. For the feed and the page of changes only. */
#ifndef TRACKER_WEB_CHANGES_ENTRY_H
#define TRACKER_WEB_CHANGES_ENTRY_H

#include "tracker/web/changes.h"

#define CHANGES_UUID_CHARS 37

typedef struct ChangeEntry {
    TfDate day;
    TfSlice pair;
    TfSlice pair_name;
    TfSlice article; /* number of its page, */
    TfSlice claim;   /* and of a claim in it */
    TfSlice id;
    TfSlice lang; /* of the title */
    TfSlice title;
    TfSlice outlet; /* or empty */
    TfSlice text;
} ChangeEntry;

/* A UUID made of the parts. */
void changes_uuid(const TfSlice *parts, size_t count, char text[CHANGES_UUID_CHARS]);
/* Newest first, at most MOST_NEWS, each id once; NULL when memory ran out. */
ChangeEntry *changes_entries(const Overview *all, TfArena *arena, size_t *count);

#endif
