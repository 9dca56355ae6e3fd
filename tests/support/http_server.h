/* A web server on loopback that says what a test tells it to, by path; on a free port, in a thread. */
#ifndef TESTS_SUPPORT_HTTP_SERVER_H
#define TESTS_SUPPORT_HTTP_SERVER_H

#include <stddef.h>

typedef struct HttpScript {
    const char *path;
    const char *head;   /* status and headers: "200 OK\r\nETag: x"; the line ends behind it are added */
    const char *body;   /* may be NULL */
    size_t length;      /* of the body; 0: it is a string */
    size_t repeat;      /* the body so many times; 0 is once */
    int drip_ms;        /* between two bytes of the body */
    const char *if_has; /* only for requests that hold this text, others get the next row of the path */
} HttpScript;

typedef struct HttpServer HttpServer;

/* Paths without a row get 404. NULL when no port can be had. */
HttpServer *http_server_start(const HttpScript *script, size_t count);
void http_server_stop(HttpServer *server);
/* "http://127.0.0.1:PORT" */
const char *http_server_url(const HttpServer *server);
/* How often a path was asked for. */
size_t http_server_asked(HttpServer *server, const char *path);
/* The last request as it came. Valid until the next. */
const char *http_server_last(HttpServer *server);

#endif
