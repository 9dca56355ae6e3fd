/* A claims file (schema tradefig-claim/1, a claim a line) page by page: consecutive lines of one page are
 * stored together. */
#ifndef TRACKER_INTAKE_CLAIM_PAGES_H
#define TRACKER_INTAKE_CLAIM_PAGES_H

#include "tracker/model/claim.h"

typedef struct ClaimPages {
    TfClaimList page; /* gathered until now; lives in the arena */
    TfArena arena;
} ClaimPages;

void claim_pages_init(ClaimPages *pages);
void claim_pages_done(ClaimPages *pages);
/* Forgets the page. */
void claim_pages_clear(ClaimPages *pages);

/* Adds the claim of a line to the page; when it belongs to another page, *ends_page is true and nothing was
 * added: store this one, clear, and add the line again.
 * Errors  TF_BAD_INPUT naming the field */
TF_CHECKED TfStatus claim_pages_add(ClaimPages *pages, TfSlice line, bool *ends_page, TfError *error);

#endif
