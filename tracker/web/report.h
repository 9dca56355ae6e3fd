/* The report: a folder of pages that open from disk, each whole without any other file. */
#ifndef TRACKER_WEB_REPORT_H
#define TRACKER_WEB_REPORT_H

#include "tracker/tradefig.h"

typedef struct WebReport {
    size_t pairs;
    size_t articles;
    size_t files;   /* of the report, its manifest apart */
    size_t written; /* of them new or other than they were */
} WebReport;

typedef struct WebOptions {
    TfAsk ask;            /* as_of, scope; its pairs, all when there are none; its pair is not looked at */
    const char *database; /* path; */
    const char *folder;   /* made when it is not there */
    const char *base_url; /* where the report will lie on the web, http or https; NULL: not told */
    unsigned jobs;        /* processes that draw pairs; 0 and 1: this one */
} WebOptions;

/* Writes the report about everything stored into the folder, the same with any number of jobs. Each file is
 * the old one or the whole new one at any moment. What the folder's manifest says was made of the same claims
 * by the same program for the same day stays as it is, unless a file of it is missing or has another size;
 * files that it lists and that are no longer of the report are removed, and no others are. Call it while the
 * process has one thread.
 *
 * Errors   TF_NOT_FOUND no database, or nothing is stored; TF_BAD_USAGE the base is no address; TF_TOOL
 * gnuplot is missing or failed; TF_INTERRUPTED after web_interrupt: pages that are made stay, the next report
 * goes on from there; TF_IO the folder cannot be written, holds other things than a report, or another
 * process is writing there; TF_STORE, TF_NO_MEMORY */
TF_CHECKED TfStatus web_report(const WebOptions *options, WebReport *report, TfError *error);

/* Makes the running report stop after the pages it is at; safe in a signal handler. */
void web_interrupt(void);

#endif
