/* What every unit test includes: cmocka with its prerequisites, closeness of doubles, test data, a clean
 * folder. */
#ifndef TESTS_SUPPORT_SUPPORT_H
#define TESTS_SUPPORT_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "tracker/base/arena.h"
#include "tracker/base/file.h"

/* Fails unless |got - want| <= relative * |want| (or got == want). */
#define assert_close(got, want, relative) support_close((got), (want), (relative), #got, __FILE__, __LINE__)
void support_close(double got, double want, double relative, const char *what, const char *file, int line);

/* Fails unless the slice holds exactly `text`. */
#define assert_slice(slice, text) support_slice((slice), (text), __FILE__, __LINE__)
void support_slice(TfSlice got, const char *want, const char *file, int line);

/* Fails with the error's message unless `status` is TF_OK. */
#define assert_ok(status, error) support_ok((status), (error), __FILE__, __LINE__)
void support_ok(TfStatus status, const TfError *error, const char *file, int line);

/* A file under shared/, read whole into the arena; skips the test, by name, when shared/ is absent. */
TfSlice shared_file(const char *name, TfArena *arena);
/* Path of a file under shared/, or NULL when it is absent. Static storage, overwritten by the next call. */
const char *shared_path(const char *name);

/* Makes an empty folder for a test and returns its path (static storage, one per process). */
const char *scratch_folder(void);
void scratch_remove(void);

/* Numbers of printf and strtod have a decimal comma from here to use_plain_locale(). The locale is made for
 * the test (in the scratch folder, which is gone afterwards); skips the test, by name, where there is no
 * localedef to make it. */
void use_comma_locale(void);
void use_plain_locale(void);

#endif
