/* Official figures: tables of them into the store, what is there, and their place beside the claims. */
#include "tracker/base/file.h"
#include "tracker/series/official.h"
#include "tracker/tradefig_known.h"

#include <string.h>

/* Largest table. */
#define MOST_FILE_BYTES ((size_t)64 << 20)

TfStatus tf_official_import(Tradefig *tradefig, const char *path, TfArena *arena, TfOfficialImport *report,
                            TfError *error)
{
    TfSlice text = {NULL, 0};
    TfOfficials figures = {NULL, 0};
    TfError found = {.status = TF_OK};
    size_t added = 0;
    TfStatus status = file_read(path, MOST_FILE_BYTES, arena, &text, error);
    if (status != TF_OK)
        return status;
    status = official_read(text, arena, &figures, &found);
    if (status != TF_OK)
        return tf_fail_at(error, status, strcmp(path, "-") == 0 ? "standard input" : path, 0, "%s",
                          found.message);
    status = store_add_official(tradefig->store, figures.items, figures.count, &added, error);
    if (status == TF_OK)
        *report =
            (TfOfficialImport){figures.count, added, figures.items[0].reporter, figures.items[0].partner};
    return status;
}

TfStatus tf_official(Tradefig *tradefig, TfPair pair, TfDate as_of, TfArena *arena, TfOfficials *figures,
                     TfError *error)
{
    return store_official(tradefig->store, pair, as_of, arena, figures, error);
}

TfStatus known_add_official(Tradefig *tradefig, const TfOfficials *figures, const TfAsk *ask, TfArena *arena,
                            TfSeries *series, TfError *error)
{
    const CurrencyTable *rates = NULL;
    if (figures->count == 0)
        return TF_OK;
    TfStatus status = known_official_rates(tradefig, figures, ask->as_of, arena, &rates, error);
    return status == TF_OK ? official_add(figures, ask, rates, arena, series, error) : status;
}
