/* One process of gnuplot and its private folder, for the two ways of drawing in gnuplot.h. */
#ifndef PLOTS_GNUPLOT_CHILD_H
#define PLOTS_GNUPLOT_CHILD_H

#include "plots/gnuplot.h"

#include <sys/types.h>

#define GNUPLOT_MOST_PATH 1024
#define GNUPLOT_MOST_TALK 4096 /* bytes of standard error that are kept */
#define GNUPLOT_TAIL      32   /* its last bytes, kept whatever went before */

typedef struct GnuplotChild {
    char folder[GNUPLOT_MOST_PATH]; /* "" when there is none */
    pid_t id;                       /* 0 when none runs */
    int orders;                     /* its standard input, -1 when that is empty */
    int talk;                       /* read end of its standard error, -1 when closed */
    int exit_status;
    char said[GNUPLOT_MOST_TALK + 1];
    size_t said_length;
    char tail[GNUPLOT_TAIL];
    size_t tail_length;
} GnuplotChild;

void gnuplot_child_init(GnuplotChild *child);
/* Ends the process and removes the folder; a child that was only initialised is allowed. */
void gnuplot_child_done(GnuplotChild *child);

/* A fresh folder under TMPDIR. Errors  TF_IO */
TF_CHECKED TfStatus gnuplot_child_make_folder(GnuplotChild *child, TfError *error);
/* Removes what the folder holds and writes the files. Errors  TF_IO */
TF_CHECKED TfStatus gnuplot_child_fill(const GnuplotChild *child, const GnuplotFile *files, size_t count,
                                       TfError *error);
/* Starts gnuplot in the folder with a script of it, or, `script` NULL, to take orders on its standard input.
 * Errors  TF_TOOL missing, or cannot be started; TF_NO_MEMORY */
TF_CHECKED TfStatus gnuplot_child_start(GnuplotChild *child, const char *script, TfArena *arena,
                                        TfError *error);
/* Sends an order; false when nobody reads it. */
bool gnuplot_child_order(const GnuplotChild *child, TfSlice order);
/* Waits up to `wait_ms` for something it says, and keeps the first GNUPLOT_MOST_TALK bytes and the tail. */
void gnuplot_child_listen(GnuplotChild *child, int wait_ms);
void gnuplot_child_forget(GnuplotChild *child); /* what it said */
/* Also true when the host ignores SIGCHLD and the child was reaped at once. */
bool gnuplot_child_has_ended(GnuplotChild *child);
void gnuplot_child_stop(GnuplotChild *child);

/* What is said at the end of an order of the engine, with a number behind it; no complaint. */
#define GNUPLOT_END "tradefig-end "

/* TF_OK when it said nothing but harmless warnings and, has it ended, ended well; else TF_TOOL. */
TF_CHECKED TfStatus gnuplot_child_judge(const GnuplotChild *child, TfArena *arena, TfError *error);
/* Errors  TF_TOOL there is none, or it is empty; TF_NO_MEMORY */
TF_CHECKED TfStatus gnuplot_child_picture(const GnuplotChild *child, TfArena *arena, TfSlice *picture,
                                          TfError *error);

#endif
