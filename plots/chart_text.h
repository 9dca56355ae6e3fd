/* Words on a chart: made safe to draw, measured and broken into lines. */
#ifndef PLOTS_CHART_TEXT_H
#define PLOTS_CHART_TEXT_H

#include "tracker/base/arena.h"
#include "tracker/base/text.h"

/* The text as it is drawn, in the arena; bytes NULL when memory is short.
 *
 * Controls (C0, DEL, C1, U+2028..U+202E, U+2066..U+2069) become blanks; invalid UTF-8 and the non-characters
 * U+FFFE and U+FFFF become U+FFFD; straight double quotes become typographic ones, since gnuplot's strcol()
 * ends a text at one; blanks at either end go; past `most` characters the text ends in an ellipsis.
 * Everything else stays. */
TfSlice chart_text_clean(TfSlice text, size_t most, TfArena *arena);

/* Width in logical pixels at `size` pixels. An estimate on the wide side (DejaVu Sans), so that what fits
 * here fits in Inter and in the fonts a browser may put in its place. */
double chart_text_width(TfSlice text, double size, bool is_bold);

/* Breaks clean text at blanks onto at most `most` lines of `width` pixels; what is left over is cut with an
 * ellipsis (`is_cut`). Returns the number of lines, 0 for an empty text; lines live in the text or arena. */
size_t chart_text_wrap(TfSlice text, double width, double size, bool is_bold, TfSlice *lines, size_t most,
                       bool *is_cut, TfArena *arena);

#endif
