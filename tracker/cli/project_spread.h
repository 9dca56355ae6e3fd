/* tradefig project --series FILE --disaggregate quarters|months: totals spread over shorter periods. */
#ifndef TRACKER_CLI_PROJECT_SPREAD_H
#define TRACKER_CLI_PROJECT_SPREAD_H

#include "tracker/cli/common.h"

/* Returns an exit code, as commands do. */
int project_spread(const Context *context);

#endif
