/* Web pages that a browser saved in one file (MHTML): a mail whose first page is the page. */
#ifndef IMPORTERS_ARCHIVE_MHTML_H
#define IMPORTERS_ARCHIVE_MHTML_H

#include "tracker/base/arena.h"
#include "tracker/model/document.h"

/* Finds the page (else the plain text) of a saved page or mail.
 *
 * document  out: kind, bytes with base64 and quoted-printable undone, charset, url, day of the saving as
 * `fetched`; its slices live in `bytes` or in the arena. Nothing else of it is touched
 * Errors    TF_BAD_INPUT holds no page; TF_NO_MEMORY */
TF_CHECKED TfStatus mhtml_read(TfSlice bytes, TfArena *arena, Document *document, TfError *error);

#endif
