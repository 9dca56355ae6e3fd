/* Words of an SVG: escaped, and written as text. Neither passes through gnuplot. */
#ifndef PLOTS_SVG_WORDS_H
#define PLOTS_SVG_WORDS_H

#include "plots/layout.h"

/* Also allowed inside attribute values. Characters XML has no place for, and controls of writing direction,
 * become blanks or U+FFFD; 20,000 bytes are written at most. */
void svg_add_escaped(TextBuilder *out, TfSlice text);

/* Text that gnuplot wrote and escaped by halves, escaped whole. */
void svg_add_text_of_gnuplot(TextBuilder *out, TfSlice text);

/* A label as a text element, its literal colour and its class. */
void svg_add_label(TextBuilder *out, const LayoutLabel *label, ChartTheme theme);

#endif
