/* Names of the periods of an ordinary series. */
#include "tracker/model/ordinary.h"

#include <stdio.h>

const char *tf_ordinary_period(char text[TF_ORDINARY_CHARS], const TfOrdinary *series, size_t index)
{
    int period = series->first + (int)index;
    int year = period / series->frequency;
    int part = period % series->frequency + 1;
    if (!series->is_dated)
        (void)snprintf(text, TF_ORDINARY_CHARS, "%+d", (int)index - (int)series->count + 1);
    else if (series->frequency == 1)
        (void)snprintf(text, TF_ORDINARY_CHARS, "%d", year);
    else
        (void)snprintf(text, TF_ORDINARY_CHARS, series->frequency == 4 ? "%d-Q%d" : "%d-%02d", year, part);
    return text;
}
