/* What standard output can show. */
#ifndef TRACKER_CLI_TERMINAL_H
#define TRACKER_CLI_TERMINAL_H

#include "tracker/cli/commands.h"

/* Width from $COLUMNS, else from the terminal, else 80; pixels by the terminal's own figures, else 10 a
 * column; UTF-8 by the locale, unless --ascii; colour on a terminal that is not dumb and where $NO_COLOR is
 * not set, or as --color says. */
TfTerminal terminal_of(const Options *options);

#endif
