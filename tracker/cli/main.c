/* The program: reads the command line, runs the command, prints what it has to say, turns a status into an
 * exit code. */
#include "tracker/cli/common.h"

#include <errno.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Everything a command printed goes out at the end, so that a failure leaves no half answer. A reader that
 * went away early (head) is no failure. */
static int flush_output(const TextBuilder *out, int code)
{
    TfSlice text = text_slice(out);
    (void)fwrite(text.bytes, 1, text.length, stdout);
    if (fflush(stdout) == 0 && !ferror(stdout))
        return code;
    if (errno == EPIPE)
        return code;
    (void)fprintf(stderr, "tradefig: cannot write the output: %s\n", strerror(errno));
    return EXIT_FAILED;
}

static int run_command(const CommandRow *command, const Options *options, const char **arguments,
                       size_t count)
{
    TfArena arena;
    TextBuilder out;
    TfError error = {.status = TF_OK};
    tf_arena_init(&arena, (size_t)8 << 30);
    text_init(&out, (size_t)2 << 30);
    Context context = {options, arguments, count, &arena, &out, &error};
    int code = EXIT_DONE;
    if (options->help)
        help_print(command, &out);
    else
        code = command->run(&context);
    if (code != EXIT_DONE && error.status != TF_OK)
        print_failure(&error);
    if (text_check(&out, &error) != TF_OK) {
        print_failure(&error);
        code = EXIT_FAILED;
    }
    code = flush_output(&out, code);
    text_done(&out);
    tf_arena_done(&arena);
    return code;
}

/* Without a command: help for those who ask, usage for those who did not. */
static int run_without_command(const Options *options)
{
    TextBuilder out;
    text_init(&out, 0);
    if (options->version)
        text_addf(&out, "tradefig %s\n", tf_version());
    else
        help_print(NULL, &out);
    bool asked = options->version || options->help;
    if (!asked)
        (void)fputs(text_slice(&out).bytes, stderr);
    int code = asked ? flush_output(&out, EXIT_DONE) : EXIT_USAGE;
    text_done(&out);
    return code;
}

int main(int argc, char **argv)
{
    (void)setlocale(LC_CTYPE, "");
    const char **arguments = calloc((size_t)argc + 1, sizeof *arguments);
    if (arguments == NULL) {
        (void)fputs("tradefig: out of memory\n", stderr);
        return EXIT_FAILED;
    }
    const CommandRow *command = NULL;
    Options options;
    size_t count = 0;
    TfError error;
    int code;
    if (options_read(argc, argv, &command, &options, arguments, &count, &error) != TF_OK) {
        print_failure(&error);
        code = EXIT_USAGE;
    } else if (command == NULL || options.version) {
        code = run_without_command(&options);
    } else {
        code = run_command(command, &options, arguments, count);
    }
    free(arguments);
    return code;
}
