/* The test server as a program, for scripts: says its address, serves until standard input ends, then says
 * how often each path was asked for. Arguments: path, status line, file for each row. */
#include "tests/support/http_server.h"

#include <stdio.h>
#include <stdlib.h>

#define MOST_ROWS  16
#define MOST_BYTES 65536

static char bodies[MOST_ROWS][MOST_BYTES];

static size_t read_rows(int argc, char **argv, HttpScript script[MOST_ROWS])
{
    size_t count = 0;
    for (int i = 1; i + 2 < argc && count < MOST_ROWS; i += 3) {
        FILE *file = fopen(argv[i + 2], "rb");
        size_t length = file != NULL ? fread(bodies[count], 1, MOST_BYTES - 1, file) : 0;
        if (file != NULL)
            (void)fclose(file);
        script[count] =
            (HttpScript){.path = argv[i], .head = argv[i + 1], .body = bodies[count], .length = length};
        count++;
    }
    return count;
}

int main(int argc, char **argv)
{
    HttpScript script[MOST_ROWS];
    size_t count = read_rows(argc, argv, script);
    HttpServer *server = http_server_start(script, count);
    if (server == NULL)
        return 1;
    (void)printf("%s\n", http_server_url(server));
    (void)fflush(stdout);
    while (getchar() != EOF)
        ;
    for (size_t i = 0; i < count; i++)
        (void)printf("%s %zu\n", script[i].path, http_server_asked(server, script[i].path));
    http_server_stop(server);
    return 0;
}
