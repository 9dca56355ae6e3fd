/* The report: a folder of pages that open from disk, each whole without any other file. */
#ifndef TRACKER_WEB_REPORT_H
#define TRACKER_WEB_REPORT_H

#include "tracker/tradefig.h"

typedef struct WebReport {
    size_t pairs;
    size_t articles;
    size_t files;   /* of the report */
    size_t written; /* of them new or other than they were */
} WebReport;

typedef struct WebOptions {
    TfAsk ask;            /* as_of, scope; its pairs, all when there are none; its pair is not looked at */
    const char *folder;   /* made when it is not there */
    const char *base_url; /* where the report will lie on the web, http or https; NULL: not told */
} WebOptions;

/* Writes the report about everything stored into the folder. Each file is the old one or the whole new one at
 * any moment; one that would stay the same is left alone.
 *
 * Errors   TF_NOT_FOUND nothing is stored; TF_BAD_USAGE the base is no address; TF_TOOL gnuplot is missing or
 * failed; TF_IO, TF_STORE, TF_NO_MEMORY */
TF_CHECKED TfStatus web_report(Tradefig *tradefig, const WebOptions *options, WebReport *report,
                               TfError *error);

#endif
