/* Tab-separated data files: one record a line, "#" lines and empty lines skipped, every record with its line
 * number.
 */
#ifndef TRACKER_BASE_TSV_H
#define TRACKER_BASE_TSV_H

#include "tracker/base/slice.h"

#include <stdbool.h>
#include <stddef.h>

#define TSV_MOST_FIELDS 16

typedef struct TsvReader {
    TfSlice rest;
    size_t line;                     /* of the record last read, from 1 */
    TfSlice fields[TSV_MOST_FIELDS]; /* trimmed; views of the file's bytes */
    size_t count;
} TsvReader;

void tsv_open(TsvReader *reader, TfSlice file);
/* Reads the next record into fields and count; false at the end. Fields past the sixteenth are joined to it.
 */
bool tsv_next(TsvReader *reader);
/* Field `index`, empty when the record is shorter. */
TfSlice tsv_field(const TsvReader *reader, size_t index);

#endif
