/* tradefig project --series: an ordinary series from a file, projected. */
#ifndef TRACKER_CLI_PROJECT_SERIES_H
#define TRACKER_CLI_PROJECT_SERIES_H

#include "tracker/cli/common.h"

/* Returns an exit code, as commands do. */
int project_series(const Context *context);

#endif
