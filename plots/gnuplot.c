/* The two ways of drawing: a process for one picture, and one that stays for many. */
#define _POSIX_C_SOURCE 200809L
#include "plots/gnuplot.h"

#include "plots/gnuplot_child.h"
#include "tracker/base/clock.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define USUAL_LIMIT_MS 30000

static int limit_of(const GnuplotJob *job)
{
    return job->limit_ms > 0 ? job->limit_ms : USUAL_LIMIT_MS;
}

static TfStatus fail_late(const GnuplotJob *job, TfError *error)
{
    return tf_fail(error, TF_TOOL, "gnuplot took longer than %d s and was stopped; no chart was written",
                   (limit_of(job) + 999) / 1000);
}

static void listen_or_wait(GnuplotChild *child)
{
    if (child->talk >= 0)
        gnuplot_child_listen(child, 20);
    else
        (void)poll(NULL, 0, 1);
}

static void hear_the_rest(GnuplotChild *child)
{
    size_t before;
    do {
        before = child->said_length;
        if (child->talk >= 0)
            gnuplot_child_listen(child, 0);
    } while (child->said_length > before);
}

/* --- one picture --- */

/* Waits for the end of the child; false when the limit came first. A grandchild may hold standard error open,
 * so its end alone proves nothing. */
static bool wait_for_end(GnuplotChild *child, int limit_ms)
{
    int64_t deadline = clock_milliseconds() + limit_ms;
    while (!gnuplot_child_has_ended(child)) {
        if (clock_milliseconds() >= deadline)
            return false;
        listen_or_wait(child);
    }
    gnuplot_child_stop(child);
    hear_the_rest(child);
    return true;
}

TfStatus gnuplot_run(const GnuplotJob *job, TfArena *arena, TfSlice *picture, TfError *error)
{
    GnuplotChild child;
    gnuplot_child_init(&child);
    TfStatus status = gnuplot_child_make_folder(&child, error);
    if (status == TF_OK)
        status = gnuplot_child_fill(&child, job->files, job->file_count, error);
    if (status == TF_OK)
        status = gnuplot_child_start(&child, job->script, arena, error);
    if (status == TF_OK && !wait_for_end(&child, limit_of(job)))
        status = fail_late(job, error);
    if (status == TF_OK)
        status = gnuplot_child_judge(&child, arena, error);
    if (status == TF_OK)
        status = gnuplot_child_picture(&child, arena, picture, error);
    gnuplot_child_done(&child);
    return status;
}

/* --- many pictures --- */

struct GnuplotEngine {
    GnuplotChild child;
    unsigned long drawn; /* orders given, so that the end of one is not taken for that of another */
};

TfStatus gnuplot_engine_start(GnuplotEngine **engine, TfError *error)
{
    GnuplotEngine *made = calloc(1, sizeof *made);
    if (made == NULL)
        return tf_fail_memory(error);
    gnuplot_child_init(&made->child);
    TfStatus status = gnuplot_child_make_folder(&made->child, error);
    if (status == TF_OK)
        *engine = made;
    else
        gnuplot_engine_stop(made);
    return status;
}

void gnuplot_engine_stop(GnuplotEngine *engine)
{
    if (engine != NULL)
        gnuplot_child_done(&engine->child);
    free(engine);
}

/* "tradefig-end 12\n", the last it says about order 12. */
static bool has_said_end(const GnuplotEngine *engine)
{
    char end[GNUPLOT_TAIL];
    (void)snprintf(end, sizeof end, GNUPLOT_END "%lu\n", engine->drawn);
    return tf_slice_ends_with(tf_slice_of(engine->child.tail, engine->child.tail_length), end);
}

/* How an order came out as far as the process is concerned; what it said is judged apart. */
typedef enum Outcome { HAS_ANSWERED, HAS_ENDED, IS_LATE } Outcome;

static Outcome wait_for_answer(GnuplotEngine *engine, int limit_ms)
{
    int64_t deadline = clock_milliseconds() + limit_ms;
    while (!has_said_end(engine)) {
        if (gnuplot_child_has_ended(&engine->child))
            return HAS_ENDED;
        if (clock_milliseconds() >= deadline)
            return IS_LATE;
        listen_or_wait(&engine->child);
    }
    return HAS_ANSWERED;
}

/* `reset session` forgets the variables and settings of the chart before; the script's name is ours. */
static Outcome give_order(GnuplotEngine *engine, const GnuplotJob *job)
{
    char order[256];
    gnuplot_child_forget(&engine->child);
    engine->drawn++;
    int length = snprintf(order, sizeof order, "reset session\nload '%s'\nprint '" GNUPLOT_END "%lu'\n",
                          job->script, engine->drawn);
    (void)gnuplot_child_order(&engine->child, tf_slice_of(order, (size_t)length));
    return wait_for_answer(engine, limit_of(job)); /* one that does not read has ended, which is noticed */
}

static TfStatus fail_ended(GnuplotEngine *engine, TfArena *arena, TfError *error)
{
    gnuplot_child_stop(&engine->child);
    hear_the_rest(&engine->child);
    TfStatus status = gnuplot_child_judge(&engine->child, arena, error);
    if (status != TF_OK)
        return status;
    return tf_fail(error, TF_TOOL, "gnuplot ended before it had drawn; no chart was written");
}

/* One attempt. `is_process` says that the process is to blame, and not the chart. */
static TfStatus attempt(GnuplotEngine *engine, const GnuplotJob *job, TfArena *arena, TfSlice *picture,
                        bool *is_process, TfError *error)
{
    GnuplotChild *child = &engine->child;
    *is_process = false;
    TfStatus status = gnuplot_child_fill(child, job->files, job->file_count, error);
    if (status == TF_OK && child->id == 0)
        status = gnuplot_child_start(child, NULL, arena, error);
    if (status != TF_OK)
        return status;
    Outcome outcome = give_order(engine, job);
    *is_process = outcome != HAS_ANSWERED;
    if (outcome == HAS_ENDED)
        return fail_ended(engine, arena, error);
    if (outcome == IS_LATE)
        return fail_late(job, error);
    status = gnuplot_child_judge(child, arena, error);
    return status == TF_OK ? gnuplot_child_picture(child, arena, picture, error) : status;
}

TfStatus gnuplot_engine_run(GnuplotEngine *engine, const GnuplotJob *job, TfArena *arena, TfSlice *picture,
                            TfError *error)
{
    bool is_process;
    TfStatus status = attempt(engine, job, arena, picture, &is_process, error);
    if (status == TF_OK)
        return status;
    gnuplot_child_stop(&engine->child); /* whatever state an error left is gone with it */
    if (!is_process)
        return status;
    status = attempt(engine, job, arena, picture, &is_process, error);
    if (status != TF_OK)
        gnuplot_child_stop(&engine->child);
    return status;
}
