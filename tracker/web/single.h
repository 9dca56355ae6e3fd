/* The report as one file, for sending: its pages become sections, links between them fragments, downloads
 * part of the page. */
#ifndef TRACKER_WEB_SINGLE_H
#define TRACKER_WEB_SINGLE_H

#include "tracker/base/text.h"
#include "tracker/web/report.h"

/* What a file may hold: with what mail adds to it, it still passes the usual 25 MB. */
#define SINGLE_MOST_BYTES ((size_t)16 << 20)

/* A file of a report. */
typedef struct SingleFile {
    TfSlice name; /* "pairs/KZ-RU.html" */
    TfSlice bytes;
} SingleFile;

/* Joins the files of a report, sorted by name.
 * Errors  TF_LIMIT more than SINGLE_MOST_BYTES; TF_NO_MEMORY */
TF_CHECKED TfStatus single_join(const SingleFile *files, size_t count, TfDate as_of, TfArena *arena,
                                TextBuilder *out, TfError *error);

/* Writes the report into `file`; it is made in a folder for temporary files, which is removed.
 * options  their folder is not looked at
 * Errors   as of web_report; TF_LIMIT longer than SINGLE_MOST_BYTES */
TF_CHECKED TfStatus web_report_single(const WebOptions *options, const char *file, WebReport *report,
                                      TfError *error);

#endif
