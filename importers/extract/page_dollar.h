/* Whose dollar a page means. */
#ifndef IMPORTERS_EXTRACT_PAGE_DOLLAR_H
#define IMPORTERS_EXTRACT_PAGE_DOLLAR_H

#include "importers/extract/reading.h"

/* Turns the bare dollars of a page into those of the outlet's country, when it has its own and no US$ stands
 * on the page.
 *
 * outlet  its country; unset when its name says none, then the domain of its address is asked */
void page_choose_dollar(Reading *reading, TfParty outlet);

#endif
