/* Eras that count years of their own: Japan's, and the Republic of China's. */
#ifndef IMPORTERS_READERS_DATE_ERA_H
#define IMPORTERS_READERS_DATE_ERA_H

#include "tracker/base/slice.h"

/* Makes a year of four figures of a number of up to three when `front`, the text in front of it, ends with
 * the name of an era: "令和6年" is 2024. */
void date_add_era(TfSlice front, int *year, unsigned *digits);

#endif
