/* Eras that count years of their own. */
#include "importers/readers/date_era.h"

static const struct {
    const char *name;
    int before; /* the year before the era's first */
} eras[] = {{"令和", 2018}, {"平成", 1988}, {"昭和", 1925}, {"民國", 1911}, {"民国", 1911}};

void date_add_era(TfSlice front, int *year, unsigned *digits)
{
    for (size_t i = 0; i < sizeof eras / sizeof eras[0] && *digits <= 3; i++) {
        if (!tf_slice_ends_with(front, eras[i].name))
            continue;
        *year += eras[i].before;
        *digits = 4;
        return;
    }
}
