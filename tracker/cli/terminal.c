/* What standard output can show, by the environment and the options. */
#include "tracker/cli/terminal.h"

#include "tracker/base/number.h"

#include <langinfo.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define USUAL_WIDTH  80
#define MOST_COLUMNS 10000 /* of $COLUMNS */
#define USUAL_CELL   10    /* pixels, of the first terminal with sixel graphics */

static size_t width_of_output(void)
{
    const char *given = getenv("COLUMNS");
    int64_t columns;
    struct winsize size;
    if (given != NULL && tf_integer_read(tf_slice(given), &columns) && columns > 0)
        return (size_t)columns;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return size.ws_col;
    return USUAL_WIDTH;
}

/* One that does not know its pixels says 0. */
static size_t pixels_of_output(size_t columns)
{
    struct winsize size;
    if (columns > MOST_COLUMNS)
        columns = MOST_COLUMNS;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 && size.ws_xpixel >= size.ws_col)
        return columns * size.ws_xpixel / size.ws_col;
    return columns * USUAL_CELL;
}

static bool is_set(const char *name)
{
    const char *value = getenv(name);
    return value != NULL && value[0] != '\0';
}

static bool takes_colour(void)
{
    const char *terminal = getenv("TERM");
    return isatty(STDOUT_FILENO) && !is_set("NO_COLOR") && terminal != NULL && terminal[0] != '\0' &&
           strcmp(terminal, "dumb") != 0;
}

TfTerminal terminal_of(const Options *options)
{
    const char *colour = options->colour != NULL ? options->colour : "auto";
    bool is_always = strcmp(colour, "always") == 0;
    size_t width = width_of_output();
    return (TfTerminal){
        .width = width,
        .pixels = pixels_of_output(width),
        .has_utf8 = !options->ascii && strcmp(nl_langinfo(CODESET), "UTF-8") == 0,
        .has_colour = is_always || (strcmp(colour, "auto") == 0 && takes_colour()),
    };
}
