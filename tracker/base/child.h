/* Runs another program and reads what it writes, within limits: no shell, nothing inherited but the
 * environment, its whole process group ended when the call returns. */
#ifndef TRACKER_BASE_CHILD_H
#define TRACKER_BASE_CHILD_H

#include "tracker/base/text.h"

typedef struct ChildJob {
    const char *const *arguments; /* the program, looked up on the PATH, first; NULL at the end */
    const char *package;          /* to install when the program is missing: "poppler-utils" */
    TfSlice input;                /* its standard input */
    int limit_ms;                 /* longest run by the clock */
    unsigned most_cpu_seconds;    /* 0: no limit */
    size_t most_memory;           /* bytes of address space; 0: no limit */
} ChildJob;

typedef struct ChildEnd {
    int exit_status; /* 0..255; 128 + its number when a signal ended it */
    char said[256];  /* the last line of its standard error, "" when it said nothing */
} ChildEnd;

/* output  what it wrote, appended; more than the builder's limit ends the program
 * Errors  TF_TOOL the program is missing, cannot be started, or took too long; TF_LIMIT it wrote too much;
 *         TF_NO_MEMORY. A status other than 0 is no error here: `end` tells it. */
TF_CHECKED TfStatus child_run(const ChildJob *job, TextBuilder *output, ChildEnd *end, TfError *error);

#endif
