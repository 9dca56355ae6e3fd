/* One connection after the other, one request each. */
#define _GNU_SOURCE
#include "tests/support/http_server.h"

#include <arpa/inet.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define MOST_REQUESTS 1000

struct HttpServer {
    const HttpScript *script;
    size_t count;
    int socket;
    pthread_t thread;
    pthread_mutex_t lock;
    char url[64];
    char request[8192];
    char paths[MOST_REQUESTS][64];
    size_t asked;
    bool is_ending;
};

static bool send_all(int to, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t sent = send(to, bytes, length, MSG_NOSIGNAL);
        if (sent <= 0)
            return false;
        bytes += sent;
        length -= (size_t)sent;
    }
    return true;
}

static void send_body(int to, const HttpScript *row)
{
    size_t length = row->body == NULL ? 0 : row->length > 0 ? row->length : strlen(row->body);
    size_t times = row->repeat > 0 ? row->repeat : 1;
    for (size_t i = 0; i < times && row->drip_ms == 0; i++)
        if (!send_all(to, row->body, length))
            return;
    for (size_t i = 0; i < length * times && row->drip_ms > 0; i++) {
        if (!send_all(to, row->body + i % length, 1))
            return;
        (void)nanosleep(&(struct timespec){row->drip_ms / 1000, row->drip_ms % 1000 * 1000000L}, NULL);
    }
}

static const HttpScript *find_row(const HttpServer *server, const char *path)
{
    for (size_t i = 0; i < server->count; i++) {
        const HttpScript *row = &server->script[i];
        if (strcmp(row->path, path) == 0 &&
            (row->if_has == NULL || strstr(server->request, row->if_has) != NULL))
            return row;
    }
    return NULL;
}

static void answer(HttpServer *server, int to)
{
    static const HttpScript none = {.head = "404 Not Found", .body = "none"};
    char path[64] = "";
    size_t length = 0;
    ssize_t got = 1;
    (void)pthread_mutex_lock(&server->lock);
    while (got > 0 && length + 1 < sizeof server->request) {
        got = recv(to, server->request + length, sizeof server->request - 1 - length, 0);
        length += got > 0 ? (size_t)got : 0;
        server->request[length] = '\0';
        if (strstr(server->request, "\r\n\r\n") != NULL)
            break;
    }
    (void)sscanf(server->request, "GET %63s", path);
    if (server->asked < MOST_REQUESTS)
        memcpy(server->paths[server->asked++], path, sizeof path);
    const HttpScript *row = find_row(server, path);
    (void)pthread_mutex_unlock(&server->lock);
    row = row != NULL ? row : &none;
    if (row->head != NULL && send_all(to, "HTTP/1.1 ", 9) && send_all(to, row->head, strlen(row->head)) &&
        send_all(to, "\r\nConnection: close\r\n\r\n", 23))
        send_body(to, row);
}

static void *serve(void *user)
{
    HttpServer *server = user;
    for (;;) {
        int to = accept(server->socket, NULL, NULL);
        (void)pthread_mutex_lock(&server->lock);
        bool is_ending = server->is_ending;
        (void)pthread_mutex_unlock(&server->lock);
        if (to < 0 || is_ending) {
            if (to >= 0)
                (void)close(to);
            return NULL;
        }
        answer(server, to);
        (void)close(to);
    }
}

HttpServer *http_server_start(const HttpScript *script, size_t count)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;
    HttpServer *server = calloc(1, sizeof *server);
    if (server == NULL)
        return NULL;
    server->script = script;
    server->count = count;
    server->socket = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    (void)pthread_mutex_init(&server->lock, NULL);
    if (server->socket < 0 || bind(server->socket, (struct sockaddr *)&address, sizeof address) != 0 ||
        listen(server->socket, 8) != 0 ||
        getsockname(server->socket, (struct sockaddr *)&address, &length) != 0 ||
        pthread_create(&server->thread, NULL, serve, server) != 0) {
        free(server);
        return NULL;
    }
    (void)snprintf(server->url, sizeof server->url, "http://127.0.0.1:%d", ntohs(address.sin_port));
    return server;
}

void http_server_stop(HttpServer *server)
{
    (void)pthread_mutex_lock(&server->lock);
    server->is_ending = true;
    (void)pthread_mutex_unlock(&server->lock);
    (void)shutdown(server->socket, SHUT_RDWR);
    (void)pthread_join(server->thread, NULL);
    (void)close(server->socket);
    (void)pthread_mutex_destroy(&server->lock);
    free(server);
}

const char *http_server_url(const HttpServer *server)
{
    return server->url;
}

size_t http_server_asked(HttpServer *server, const char *path)
{
    size_t times = 0;
    (void)pthread_mutex_lock(&server->lock);
    for (size_t i = 0; i < server->asked; i++)
        times += strcmp(server->paths[i], path) == 0;
    (void)pthread_mutex_unlock(&server->lock);
    return times;
}

const char *http_server_last(HttpServer *server)
{
    return server->request;
}
