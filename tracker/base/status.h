/* How a function says that it failed: one status type for the whole program and an error record the caller
 * owns.
 *
 * A function that can fail returns TfStatus and takes `TfError *error` last. The record is written only on
 * failure and may be NULL. Outputs are written only on TF_OK. */
#ifndef TRACKER_BASE_STATUS_H
#define TRACKER_BASE_STATUS_H

#include <stddef.h>

#if defined(__GNUC__)
#define TF_CHECKED                         __attribute__((warn_unused_result))
#define TF_PRINTF_LIKE(format_at, args_at) __attribute__((format(printf, format_at, args_at)))
#define TF_EXPORT                          __attribute__((visibility("default")))
#else
#define TF_CHECKED
#define TF_PRINTF_LIKE(format_at, args_at)
#define TF_EXPORT
#endif

typedef enum TfStatus {
    TF_OK = 0,
    TF_BAD_INPUT,   /* the article, claim or number given cannot be read */
    TF_BAD_USAGE,   /* the call itself is wrong: an unknown option, an impossible range */
    TF_NOT_FOUND,   /* nothing is stored for what was asked */
    TF_NO_MEMORY,   /* the system refused memory */
    TF_LIMIT,       /* the input is larger than the limit given */
    TF_IO,          /* a file could not be read or written */
    TF_NUMERIC,     /* no finite answer, or no convergence */
    TF_STORE,       /* the database refused or is damaged */
    TF_TOOL,        /* an outside program is missing or failed (gnuplot) */
    TF_INTERRUPTED, /* stopped by the user; what was committed stays */
} TfStatus;

typedef struct TfError {
    TfStatus status;
    size_t offset;     /* byte offset into the input, or 0 */
    char source[256];  /* file or record the error is about, or "" */
    char message[768]; /* one line: what was found, what was needed */
} TfError;

/* Fills `error` (which may be NULL) and returns `status`, so that a caller can write `return tf_fail(...)`.
 * `source` and `offset` of the record are cleared. */
TF_EXPORT TfStatus tf_fail(TfError *error, TfStatus status, const char *format, ...) TF_PRINTF_LIKE(3, 4);

/* The same, naming the file or record and the byte offset in it. `source` may be NULL. */
TF_EXPORT TfStatus tf_fail_at(TfError *error, TfStatus status, const char *source, size_t offset,
                              const char *format, ...) TF_PRINTF_LIKE(5, 6);

/* Out of memory, said the same way everywhere. */
TF_EXPORT TfStatus tf_fail_memory(TfError *error);

/* "bad input", "not found", ...: for logs and tests. Never NULL. */
TF_EXPORT const char *tf_status_name(TfStatus status);

#endif
