/* Figures that a target is measured by: whose they are, and whether they say that it was reached. Private to
 * this folder. */
#ifndef TRACKER_PROGRESS_FIGURES_H
#define TRACKER_PROGRESS_FIGURES_H

#include "tracker/progress/progress.h"

typedef enum FigureVerdict { FIGURE_UNDECIDED = 0, FIGURE_REACHED, FIGURE_NOT_REACHED } FigureVerdict;

/* The figures of one flow, as one side counts it. */
typedef struct FigureView {
    const TfSeries *series;
    const TfProjection *projection; /* NULL: none; says which figures were outvoted */
    TfMeasure flow;
    TfParty side; /* code "": anybody's figures count */
} FigureView;

/* What a figure says about an amount. A bound decides only on its own side: "more than 27" does not miss 28;
 * a converted figure decides when its doubt is less than the distance. */
FigureVerdict figure_verdict(const TfObservation *figure, double target_usd);

/* The best figure of exactly those months that decides; NULL when none does. A flat figure silences the
 * bounds of its months. */
const TfObservation *figure_deciding(const FigureView *view, int from_month, int to_month, double target_usd);
/* The best figure that would decide, but does not count; NULL when there is none. */
const TfObservation *figure_set_aside(const FigureView *view, int from_month, int to_month,
                                      double target_usd);
/* Why it does not count: "it is the other side's", ...; NULL when it does. */
const char *figure_why_aside(const FigureView *view, const TfObservation *figure);

/* The figure to count growth from: the best one of the last year in first_year..last_year that has any; the
 * other side's when there is no other. NULL when there is none. */
const TfObservation *figure_base(const FigureView *view, int first_year, int last_year);

#endif
