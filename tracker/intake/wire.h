/* Documents and what was read from them as bytes, on their way to a worker process and back.
 *
 * The same program stands at both ends, so the form is plain: numbers as the machine has them, texts with
 * their length in front. But a worker may have gone wrong over a stranger's page, so nothing that comes back
 * is believed: every length, span, enumeration, date and number is checked before it is used. */
#ifndef TRACKER_INTAKE_WIRE_H
#define TRACKER_INTAKE_WIRE_H

#include "tracker/base/text.h"
#include "tracker/model/article.h"
#include "tracker/model/document.h"

typedef enum IntakeOutcome {
    INTAKE_READ = 0, /* article and claims */
    INTAKE_EMPTY,    /* was read and holds no claim, and only pages with claims are kept: nothing but this */
    INTAKE_FAILED,   /* failure says why */
} IntakeOutcome;

/* What came of one document. */
typedef struct IntakeResult {
    IntakeOutcome outcome;
    TfArticle article; /* without places */
    TfClaimList claims;
    TfError failure;
} IntakeResult;

/* Appends; a builder that is full remembers it. */
void wire_put_document(TextBuilder *out, const Document *document);
void wire_put_result(TextBuilder *out, const IntakeResult *result);

/* The slices of what is read point into `bytes`; lists live in the arena.
 * Errors  TF_BAD_INPUT no whole document (or result), or one with impossible values; TF_NO_MEMORY */
TF_CHECKED TfStatus wire_get_document(TfSlice bytes, Document *document, TfError *error);
TF_CHECKED TfStatus wire_get_result(TfSlice bytes, TfArena *arena, IntakeResult *result, TfError *error);

#endif
