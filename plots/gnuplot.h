/* Starts gnuplot, and is the only place that does. */
#ifndef PLOTS_GNUPLOT_H
#define PLOTS_GNUPLOT_H

#include "tracker/base/arena.h"

/* A file for the private folder of one run. Its name is ours, never taken from input. */
typedef struct GnuplotFile {
    const char *name;
    TfSlice bytes;
} GnuplotFile;

typedef struct GnuplotJob {
    const GnuplotFile *files;
    size_t file_count;
    const char *script; /* name of the file to run; it writes its picture to GNUPLOT_PICTURE */
    int limit_ms;       /* longest run; 0 means 30 s */
} GnuplotJob;

#define GNUPLOT_PICTURE "picture"

/* Writes the files into a fresh folder under TMPDIR, runs `gnuplot -d SCRIPT` in it, reads the picture and
 * removes the folder on every path.
 *
 * gnuplot runs without a shell, with PATH, LC_ALL=C.UTF-8, HOME and TMPDIR (that folder) and the FONTCONFIG
 * variables as its whole environment and nothing on standard input. A run counts only when it ends with
 * status 0 and says nothing on standard error, fontconfig's own warnings apart, since gnuplot leaves half a
 * picture behind an error.
 *
 * picture  out: in `arena`
 * Errors   TF_TOOL gnuplot is missing, failed, said something or took too long; TF_IO the folder cannot be
 * made or filled; TF_NO_MEMORY */
TF_CHECKED TfStatus gnuplot_run(const GnuplotJob *job, TfArena *arena, TfSlice *picture, TfError *error);

/* One gnuplot that stays for many pictures, which takes a tenth of the time of one each. Not for two threads
 * at once. */
typedef struct GnuplotEngine GnuplotEngine;

/* Makes the private folder; gnuplot itself starts with the first picture. Errors  TF_IO, TF_NO_MEMORY */
TF_CHECKED TfStatus gnuplot_engine_start(GnuplotEngine **engine, TfError *error);
/* Ends it and removes its folder; NULL is allowed. */
void gnuplot_engine_stop(GnuplotEngine *engine);

/* Like gnuplot_run: the folder holds nothing but the job's files, and the script finds no variable or setting
 * of the one before. A gnuplot that ended or hung is replaced and the job tried once more; one that said
 * something is replaced, and that is the error. The engine can be used on after every error. */
TF_CHECKED TfStatus gnuplot_engine_run(GnuplotEngine *engine, const GnuplotJob *job, TfArena *arena,
                                       TfSlice *picture, TfError *error);

#endif
