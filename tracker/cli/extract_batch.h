/* Many articles at once: lines of JSON Lines go out in batches to threads, and come back in their order.
 * Private to cmd_extract. */
#ifndef TRACKER_CLI_EXTRACT_BATCH_H
#define TRACKER_CLI_EXTRACT_BATCH_H

#include "tracker/base/lines.h"
#include "tracker/cli/common.h"

/* What the articles of a batch came to. Who makes it writes nothing anywhere else, so that it does not matter
 * which thread does, and when. */
typedef struct BatchResult {
    TextBuilder out;
    TextBuilder errors; /* for standard error */
    size_t pages;
    size_t claims;
    size_t failures;
    JsonWriter json; /* on `out`: the array of --json, opened and closed by whoever writes it out */
} BatchResult;

/* Reads one line that is not blank and adds what it says to the result; called by several threads at once,
 * each with an arena of its own, which is emptied after the line. */
typedef void BatchReader(void *context, TfSlice line, size_t number, TfArena *arena, BatchResult *result);
/* Adds that a line could not even be read. */
typedef void BatchFailed(void *context, const TfError *failure, BatchResult *result);
/* Writes a result out; called in the order of the input, by the calling thread alone. */
typedef void BatchWriter(void *context, BatchResult *result);

typedef struct BatchWork {
    void *context;
    BatchReader *read_line;
    BatchFailed *line_failed;
    BatchWriter *write;
    unsigned jobs; /* threads that read lines; 1: the calling thread alone */
} BatchWork;

void batch_result_init(BatchResult *result);
/* Empties it, and keeps its memory. */
void batch_result_clear(BatchResult *result);
void batch_result_done(BatchResult *result);

/* Runs all lines through the work. At most a few batches a thread are in memory.
 * Errors  TF_NO_MEMORY, also when a thread cannot be made; what a line says is never an error here */
TF_CHECKED TfStatus batch_run(LineReader *lines, const BatchWork *work, TfError *error);

#endif
