/* What a worker does with one document: reads it and extracts its claims. Nothing is stored or told here. */
#ifndef TRACKER_INTAKE_WORK_H
#define TRACKER_INTAKE_WORK_H

#include "importers/readers/reader.h"
#include "tracker/intake/wire.h"

/* A document on its way to a worker.
 * only_claims  a page without claims is not wanted: its text need not come back */
void work_pack(TextBuilder *out, const Document *document, bool only_claims);

/* A PoolWork: `options` (const ReaderOptions *) is what the user says of every page; the answer is an
 * IntakeResult. */
void work_answer(void *options, TfSlice packed, TfArena *arena, TextBuilder *answer);

#endif
