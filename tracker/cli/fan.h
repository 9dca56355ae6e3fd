/* Projected years as JSON and as text: what project and progress both print. */
#ifndef TRACKER_CLI_FAN_H
#define TRACKER_CLI_FAN_H

#include "tracker/base/json_writer.h"
#include "tracker/tradefig.h"

/* Of money in answers: more would pretend. */
enum { FAN_DIGITS = 6 };

/* "years":[{"year","median","lo50","hi50","lo80","hi80","lo95","hi95"}], whole US dollars. */
void fan_print_years(JsonWriter *json, const TfProjection *projection);
/* "median","lo50" ... "hi95" of one total with so many significant digits, within an object. */
void fan_print_quantiles(JsonWriter *json, const TfFan *fan, int digits);
/* "26.2–29.2", in the unit that `median` is read in; "7.4 mn–420.1 bn" when the ends are far from it,
 * "-1.2 bn to 300.0 mn" when one is below 0. */
TfSlice fan_range_text(double low, double high, double median, TfArena *arena);

#endif
