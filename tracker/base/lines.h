/* Reading a file or standard input line by line with bounded memory, or whole when it turns out to be one
 * document. */
#ifndef TRACKER_BASE_LINES_H
#define TRACKER_BASE_LINES_H

#include "tracker/base/slice.h"

typedef struct LineReader LineReader;

/* path        a file, or "-" for standard input
 * most_bytes  longest line (and longest whole document) accepted
 * Errors      TF_IO cannot be opened, or is a folder; TF_NO_MEMORY */
TF_CHECKED TfStatus lines_open(const char *path, size_t most_bytes, LineReader **reader, TfError *error);
/* NULL is allowed. */
void lines_close(LineReader *reader);

/* The first bytes of the input, without taking them; at most 64 KiB, fewer when the input is shorter. Call it
 * before the first lines_next. Valid until the next call. */
TF_CHECKED TfStatus lines_peek(LineReader *reader, TfSlice *bytes, TfError *error);

/* The next line without its line end; *line has bytes NULL at the end of the input. Valid until the next
 * call. Errors  TF_LIMIT the line is too long: it is skipped, and the next call reads the line behind it;
 * TF_IO */
TF_CHECKED TfStatus lines_next(LineReader *reader, TfSlice *line, TfError *error);
/* Number of the line that lines_next gave or skipped last, from 1. */
size_t lines_number(const LineReader *reader);

/* All that is left, as one slice. Valid until the next call.
 * Errors  TF_LIMIT more than most_bytes; TF_IO */
TF_CHECKED TfStatus lines_rest(LineReader *reader, TfSlice *bytes, TfError *error);

#endif
