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

/* Writes the report about everything stored into `folder`, which is made when it is not there. Each file is
 * the old one or the whole new one at any moment; one that would stay the same is left alone.
 *
 * ask      as_of and scope; its pair is not looked at
 * Errors   TF_NOT_FOUND nothing is stored; TF_TOOL gnuplot is missing or failed; TF_IO, TF_STORE,
 * TF_NO_MEMORY */
TF_CHECKED TfStatus web_report(Tradefig *tradefig, const TfAsk *ask, const char *folder, WebReport *report,
                               TfError *error);

#endif
