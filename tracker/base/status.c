/* The error record and its two ways of being filled. */
#include "tracker/base/status.h"

#include <stdarg.h>
#include <stdio.h>

static void fill(TfError *error, TfStatus status, const char *source, size_t offset, const char *format,
                 va_list arguments) TF_PRINTF_LIKE(5, 0);

static void fill(TfError *error, TfStatus status, const char *source, size_t offset, const char *format,
                 va_list arguments)
{
    if (error == NULL)
        return;
    error->status = status;
    error->offset = offset;
    (void)snprintf(error->source, sizeof error->source, "%s", source != NULL ? source : "");
    (void)vsnprintf(error->message, sizeof error->message, format, arguments);
}

TfStatus tf_fail(TfError *error, TfStatus status, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fill(error, status, NULL, 0, format, arguments);
    va_end(arguments);
    return status;
}

TfStatus tf_fail_at(TfError *error, TfStatus status, const char *source, size_t offset, const char *format,
                    ...)
{
    va_list arguments;
    va_start(arguments, format);
    fill(error, status, source, offset, format, arguments);
    va_end(arguments);
    return status;
}

TfStatus tf_fail_memory(TfError *error)
{
    return tf_fail(error, TF_NO_MEMORY, "out of memory");
}

const char *tf_status_name(TfStatus status)
{
    static const char *const names[] = {
        [TF_OK] = "ok",
        [TF_BAD_INPUT] = "bad input",
        [TF_BAD_USAGE] = "bad usage",
        [TF_NOT_FOUND] = "not found",
        [TF_NO_MEMORY] = "no memory",
        [TF_LIMIT] = "limit",
        [TF_IO] = "input/output",
        [TF_NUMERIC] = "numeric",
        [TF_STORE] = "store",
        [TF_TOOL] = "tool",
        [TF_INTERRUPTED] = "interrupted",
    };
    size_t index = (size_t)status;
    return index < sizeof names / sizeof names[0] ? names[index] : "unknown status";
}
