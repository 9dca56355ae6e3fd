/* The command table: what each command is called, takes and does. Help, man page, completion and the usage in
 * README are printed from it, and a test runs each example. */
#ifndef TRACKER_CLI_COMMANDS_H
#define TRACKER_CLI_COMMANDS_H

#include "tracker/base/text.h"
#include "tracker/tradefig.h"

/* Exit codes, the same for every command. */
enum {
    EXIT_DONE = 0,
    EXIT_FAILED = 1,
    EXIT_USAGE = 2,
    EXIT_NOTHING = 3,  /* nothing found */
    EXIT_PARTLY = 4,   /* part of the input failed, the rest is stored */
    EXIT_CHECK = 5,    /* a check failed: --fail-below, doctor */
    EXIT_STOPPED = 130 /* interrupted */
};

/* Every option of every command; a command reads the ones its row names. */
typedef struct Options {
    const char *db;
    const char *as_of;
    const char *format; /* text, json, jsonl, csv, md */
    const char *url;
    const char *feed;
    const char *date;
    const char *lang;
    const char *outlet;
    const char *input; /* auto, text, jsonl, claims */
    const char *status;
    const char *source;
    const char *min_confidence;
    const char *to;
    const char *reach;
    const char *measure;
    const char *fail_below;
    const char *without;
    const char *only_side;
    const char *scope;
    const char *output;
    const char *base_url;
    const char *theme;
    const char *kind;
    const char *colour;
    const char *period;
    const char *protocol;
    const char *series;
    const char *horizon;
    const char *frequency;
    const char *disaggregate;
    const char *indicator;
    const char *method;
    const char *smooth;
    const char *jobs;
    bool json;
    bool jsonl;
    bool quiet;
    bool verbose;
    bool dry_run;
    bool keep_all;
    bool retry_failed;
    bool quantities;
    bool explain;
    bool pairs;
    bool months;
    bool links;
    bool all;
    bool history;
    bool single_file;
    bool terminal;
    bool ascii;
    bool sixel;
    bool help;
    bool version;
} Options;

typedef struct OptionRow {
    const char *key;      /* how command rows call it: two options may share a name, for different commands */
    const char *name;     /* without the hyphens */
    char letter;          /* 0: no short form */
    const char *argument; /* NULL for a switch; "a|b|c" is a choice; "DATE", "NUMBER", "YEAR", "N", "AMOUNT"
                             are checked */
    size_t offset;        /* in Options: a const char * or, for a switch, a bool */
    const char *help;
} OptionRow;

/* What a command runs with. */
typedef struct Context {
    const Options *options;
    const char **arguments;
    size_t argument_count;
    TfArena *arena;
    TextBuilder *out; /* written to standard output when the command is done */
    TfError *error;
} Context;

typedef struct CommandRow {
    const char *name;
    const char *arguments; /* "[PAIR]", "FILE|DIR|-..." */
    size_t least_arguments;
    size_t most_arguments; /* SIZE_MAX: any number */
    const char *summary;
    const char *options; /* keys, blank separated, beside those of every command */
    const char *examples[4];
    int (*run)(const Context *context); /* returns an exit code; a failure fills context->error */
} CommandRow;

extern const OptionRow option_rows[];
extern const size_t option_count;
extern const CommandRow command_rows[];
extern const size_t command_count;
/* Options every command takes. */
extern const char common_options[];

const CommandRow *command_find(const char *name);
/* The option of that name (or letter) which `command` takes, else any of that name; NULL when there is none.
 */
const OptionRow *option_find(const CommandRow *command, const char *name, size_t length);
const OptionRow *option_find_letter(const CommandRow *command, char letter);
/* Whether `command` (NULL: every command) takes the option. */
bool command_takes(const CommandRow *command, const OptionRow *option);

/* Reads argv[1..] into options and arguments. `command` out: NULL when only --help or --version is there.
 * Errors  TF_BAD_USAGE saying which word is wrong and what there is instead */
TF_CHECKED TfStatus options_read(int argc, char **argv, const CommandRow **command, Options *options,
                                 const char **arguments, size_t *argument_count, TfError *error);

/* Help for the program (command NULL) or for one command; the man page; shell completion. */
void help_print(const CommandRow *command, TextBuilder *out);
void help_man_page(TextBuilder *out);
TF_CHECKED TfStatus help_completion(const char *shell, TextBuilder *out, TfError *error);

int cmd_import(const Context *context);
int cmd_extract(const Context *context);
int cmd_read(const Context *context);
int cmd_articles(const Context *context);
int cmd_claims(const Context *context);
int cmd_search(const Context *context);
int cmd_series(const Context *context);
int cmd_conflicts(const Context *context);
int cmd_project(const Context *context);
int cmd_progress(const Context *context);
int cmd_targets(const Context *context);
int cmd_chart(const Context *context);
int cmd_report(const Context *context);
int cmd_fx(const Context *context);
int cmd_official(const Context *context);
int cmd_doctor(const Context *context);
int cmd_help(const Context *context);
int cmd_completion(const Context *context);
int cmd_man(const Context *context);

#endif
