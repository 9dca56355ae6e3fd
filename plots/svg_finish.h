/* The step after gnuplot: its SVG gets a name, a description, colour classes, whole fonts, ids of its own and
 * a link on every point that has evidence. */
#ifndef PLOTS_SVG_FINISH_H
#define PLOTS_SVG_FINISH_H

#include "plots/layout.h"

typedef struct SvgFinish {
    TfSlice id; /* letters, digits and hyphens; other bytes become hyphens, empty becomes "chart" */
    TfSlice title;
    TfSlice description;
    ChartLanguage language;
    ChartTheme theme;          /* whose colours the picture has */
    const LayoutLabel *labels; /* those that gnuplot did not draw */
    size_t label_count;
    const LayoutLink *links;
    size_t link_count;
} SvgFinish;

/* Rewrites what gnuplot's svg terminal wrote; `out` is well-formed XML whatever the words are.
 *
 * A link leads to a relative address, a fragment, http, https or mailto; others ("javascript:", control
 * characters, more than 4 kB) are left out, since addresses come from strangers. Errors  TF_TOOL the input is
 * not an SVG of gnuplot; TF_NO_MEMORY, TF_LIMIT of the builder */
TF_CHECKED TfStatus svg_finish(TfSlice svg, const SvgFinish *finish, TextBuilder *out, TfError *error);

/* True when `href` may stand behind a link. */
bool svg_link_is_safe(TfSlice href);

#endif
