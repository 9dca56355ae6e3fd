/* A clock for limits and pauses: it never goes back, and says nothing of the day. */
#ifndef TRACKER_BASE_CLOCK_H
#define TRACKER_BASE_CLOCK_H

#include <stdint.h>

/* Milliseconds since some moment before the program started. */
int64_t clock_milliseconds(void);

#endif
