/* Documents come back in their order whatever happens to the workers, and one over which a worker crashes,
 * hangs or eats memory costs only itself. */
#define _GNU_SOURCE /* kill */
#include "tests/support/support.h"
#include "tracker/intake/pool.h"

#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

/* What was given out: a line for each document. */
typedef struct Taken {
    TextBuilder lines;
    size_t count;
    size_t stop_at; /* 0, or the document at which the taker itself fails */
} Taken;

static size_t dropped;

static void drop(void *tag)
{
    (void)tag;
    dropped++;
}

static TfStatus take(void *context, void *tag, TfSlice answer, const TfError *failure, TfError *error)
{
    Taken *taken = context;
    (void)tag;
    if (++taken->count == taken->stop_at)
        return tf_fail(error, TF_STORE, "the disk is full");
    text_add_slice(&taken->lines, answer);
    text_add(&taken->lines, failure != NULL ? failure->message : "");
    text_add(&taken->lines, "\n");
    return TF_OK;
}

static void eat_memory(void)
{
    volatile char *bytes;
    size_t size = (size_t)16 << 20;
    while ((bytes = malloc(size)) != NULL)
        for (size_t i = 0; i < size; i += 4096)
            bytes[i] = 1;
    abort(); /* as a library does that checks nothing */
}

/* Answers with the document in brackets; some words are traps. */
static void work(void *context, TfSlice document, TfArena *arena, TextBuilder *answer)
{
    (void)context;
    (void)arena;
    if (tf_slice_is(document, "crash"))
        (void)raise(SIGKILL);
    if (tf_slice_is(document, "abort"))
        abort();
    if (tf_slice_is(document, "exit"))
        _exit(3);
    if (tf_slice_is(document, "eat"))
        eat_memory();
    for (volatile bool hangs = tf_slice_is(document, "hang"); hangs;) {
    }
    while (tf_slice_is(document, "sleep"))
        (void)pause();
    if (tf_slice_is(document, "long"))
        for (size_t i = 0; i < 3000000; i++)
            text_add_byte(answer, 'x');
    text_add(answer, "[");
    text_add_slice(answer, document);
    text_add(answer, "]");
}

static Pool *a_limited_pool(unsigned jobs, PoolLimits limits, Taken *taken)
{
    PoolOptions options = {
        .jobs = jobs, .limits = limits, .work = work, .take = take, .take_context = taken, .drop = drop};
    Pool *pool = NULL;
    TfError error;
    *taken = (Taken){.count = 0};
    text_init(&taken->lines, 0);
    assert_ok(pool_create(&options, &pool, &error), &error);
    return pool;
}

/* No test may fail because the machine has much to do, so its clocks are generous. */
static Pool *a_pool(unsigned jobs, Taken *taken)
{
    PoolLimits limits = {.cpu_seconds = 3600, .wall_seconds = 3600, .memory = (size_t)64 << 20};
    return a_limited_pool(jobs, limits, taken);
}

static void submit(Pool *pool, const char *document)
{
    TfError error;
    assert_ok(pool_submit(pool, tf_slice(document), NULL, &error), &error);
}

static void finish(Pool *pool)
{
    TfError error;
    assert_ok(pool_finish(pool, &error), &error);
    assert_int_equal(pool_waiting(pool), 0);
    pool_free(pool);
}

static void answers_in_the_order_of_the_documents(void **state)
{
    (void)state;
    for (unsigned jobs = 0; jobs <= 4; jobs += 2) {
        Taken taken;
        TextBuilder expected;
        Pool *pool = a_pool(jobs, &taken);
        text_init(&expected, 0);
        for (int i = 0; i < 5000; i++) {
            char number[16];
            (void)snprintf(number, sizeof number, "%d", i);
            submit(pool, number);
            text_addf(&expected, "[%d]\n", i);
        }
        finish(pool);
        assert_slice(text_slice(&taken.lines), text_slice(&expected).bytes);
        text_done(&taken.lines);
        text_done(&expected);
    }
}

static void takes_a_document_without_work_in_its_turn(void **state)
{
    (void)state;
    Taken taken;
    TfError error;
    Pool *pool = a_pool(2, &taken);
    submit(pool, "a");
    assert_ok(pool_submit(pool, (TfSlice){NULL, 0}, NULL, &error), &error);
    submit(pool, "b");
    finish(pool);
    assert_slice(text_slice(&taken.lines), "[a]\n\n[b]\n");
    text_done(&taken.lines);
}

static void carries_long_documents_and_answers(void **state)
{
    (void)state;
    Taken taken;
    TfError error;
    size_t length = (size_t)5 << 20;
    char *bytes = malloc(length);
    assert_non_null(bytes);
    memset(bytes, 'd', length);
    Pool *pool = a_pool(2, &taken);
    for (int i = 0; i < 3; i++) {
        submit(pool, "long");
        assert_ok(pool_submit(pool, tf_slice_of(bytes, length), NULL, &error), &error);
    }
    finish(pool);
    assert_int_equal(taken.lines.length, 3 * (3000000 + 7 + length + 3));
    free(bytes);
    text_done(&taken.lines);
}

static void loses_only_the_document_a_worker_dies_of(void **state)
{
    (void)state;
    static const char *const deadly[][2] = {
        {"crash", "the reader crashed (signal 9, Killed)"},
        {"abort", "the reader crashed (signal 6, Aborted)"},
        {"exit", "the reader ended (exit code 3)"},
    };
    for (size_t i = 0; i < sizeof deadly / sizeof deadly[0]; i++) {
        Taken taken;
        TextBuilder expected;
        Pool *pool = a_pool(2, &taken);
        text_init(&expected, 0);
        for (int n = 0; n < 300; n++) {
            char number[16];
            (void)snprintf(number, sizeof number, "%d", n);
            bool dies = n % 50 == 7;
            submit(pool, dies ? deadly[i][0] : number);
            text_addf(&expected, dies ? "%s\n" : "[%s]\n", dies ? deadly[i][1] : number);
        }
        finish(pool);
        assert_slice(text_slice(&taken.lines), text_slice(&expected).bytes);
        text_done(&taken.lines);
        text_done(&expected);
    }
}

/* Workers die one after the other, so that what they had in hand is given out again and again. */
static void gives_a_document_again_that_waited_twice(void **state)
{
    (void)state;
    for (int round = 0; round < 20; round++) {
        Taken taken;
        Pool *pool = a_pool(3, &taken);
        for (int n = 0; n < 60; n++)
            submit(pool, (n + round) % 3 == 0 ? "exit" : "a");
        finish(pool);
        assert_int_equal(taken.count, 60);
        text_done(&taken.lines);
    }
}

static void ends_a_reader_that_takes_too_long(void **state)
{
    (void)state;
    Taken taken;
    Pool *pool = a_limited_pool(2, (PoolLimits){.cpu_seconds = 1, .wall_seconds = 3600}, &taken);
    submit(pool, "hang");
    submit(pool, "a");
    finish(pool);
    assert_slice(text_slice(&taken.lines), "took more than 1 s to read\n[a]\n");
    text_done(&taken.lines);
}

static void ends_a_reader_that_waits_too_long(void **state)
{
    (void)state;
    Taken taken;
    Pool *pool = a_limited_pool(2, (PoolLimits){.cpu_seconds = 3600, .wall_seconds = 1}, &taken);
    submit(pool, "sleep");
    finish(pool);
    assert_slice(text_slice(&taken.lines), "took more than 1 s to read\n");
    text_done(&taken.lines);
}

static void ends_a_reader_that_eats_memory(void **state)
{
    (void)state;
#if defined(__SANITIZE_ADDRESS__)
    skip(); /* its own terabytes of address space leave no room for a limit */
#endif
    Taken taken;
    Pool *pool = a_pool(1, &taken);
    submit(pool, "eat");
    submit(pool, "a");
    finish(pool);
    assert_slice(text_slice(&taken.lines), "the reader crashed (signal 6, Aborted)\n[a]\n");
    text_done(&taken.lines);
}

static void stops_with_what_the_taker_says(void **state)
{
    (void)state;
    Taken taken;
    TfError error = {.message = ""};
    Pool *pool = a_pool(2, &taken);
    taken.stop_at = 3;
    TfStatus status = TF_OK;
    size_t submitted = 0;
    dropped = 0;
    while (status == TF_OK && submitted++ < 5000)
        status = pool_submit(pool, tf_slice("a"), NULL, &error);
    if (status == TF_OK)
        status = pool_finish(pool, &error);
    assert_int_equal(status, TF_STORE);
    assert_string_equal(error.message, "the disk is full");
    pool_free(pool);
    assert_int_equal(taken.count + dropped, submitted);
    text_done(&taken.lines);
}

static bool always(void)
{
    return true;
}

static void stops_waiting_when_asked(void **state)
{
    (void)state;
    Taken taken;
    TfError error;
    text_init(&taken.lines, 0);
    PoolOptions options = {
        .jobs = 1, .work = work, .take = take, .take_context = &taken, .should_stop = always};
    Pool *pool = NULL;
    assert_ok(pool_create(&options, &pool, &error), &error);
    TfStatus status = pool_submit(pool, tf_slice("sleep"), NULL, &error);
    if (status == TF_OK)
        status = pool_finish(pool, &error);
    assert_int_equal(status, TF_INTERRUPTED);
    pool_free(pool);
    text_done(&taken.lines);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(answers_in_the_order_of_the_documents),
        cmocka_unit_test(takes_a_document_without_work_in_its_turn),
        cmocka_unit_test(carries_long_documents_and_answers),
        cmocka_unit_test(loses_only_the_document_a_worker_dies_of),
        cmocka_unit_test(ends_a_reader_that_takes_too_long),
        cmocka_unit_test(ends_a_reader_that_waits_too_long),
        cmocka_unit_test(gives_a_document_again_that_waited_twice),
        cmocka_unit_test(ends_a_reader_that_eats_memory),
        cmocka_unit_test(stops_with_what_the_taker_says),
        cmocka_unit_test(stops_waiting_when_asked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
