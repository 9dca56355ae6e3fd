/* Reading the command line by the tables: every word is an option, its argument, or an argument of the
 * command. */
#include "tracker/cli/commands.h"
#include "tracker/cli/outlook.h"

#include <string.h>
#include <unicode/uloc.h>

typedef struct Line {
    int argc;
    char **argv;
    int at; /* the next word */
    const CommandRow *command;
    Options *options;
    TfError *error;
} Line;

/* How many single-letter edits `a` is from `b`, or a large number for long words: to guess a misspelt one. */
static size_t edit_distance(const char *a, const char *b)
{
    enum { MOST = 24 };
    size_t row[MOST + 1];
    size_t length_a = strlen(a);
    size_t length_b = strlen(b);
    if (length_a > MOST || length_b > MOST)
        return MOST;
    for (size_t j = 0; j <= length_b; j++)
        row[j] = j;
    for (size_t i = 1; i <= length_a; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= length_b; j++) {
            size_t above = row[j];
            size_t best = diagonal + (a[i - 1] != b[j - 1]);
            if (above + 1 < best)
                best = above + 1;
            if (row[j - 1] + 1 < best)
                best = row[j - 1] + 1;
            diagonal = above;
            row[j] = best;
        }
    }
    return row[length_b];
}

/* Edits that a guess may be away; 0 means that the word begins the name. */
#define MOST_EDITS 2

static size_t guess_cost(const char *word, const char *name)
{
    return word[0] != '\0' && strncmp(name, word, strlen(word)) == 0 ? 0 : edit_distance(word, name);
}

static TfStatus unknown_command(const char *word, TfError *error)
{
    const char *best = NULL;
    size_t least = MOST_EDITS + 1;
    for (size_t i = 0; i < command_count; i++) {
        size_t cost = guess_cost(word, command_rows[i].name);
        if (cost < least) {
            least = cost;
            best = command_rows[i].name;
        }
    }
    if (best == NULL)
        return tf_fail(error, TF_BAD_USAGE, "there is no command '%s'; see tradefig help", word);
    return tf_fail(error, TF_BAD_USAGE, "there is no command '%s'. Did you mean '%s'?", word, best);
}

static TfStatus unknown_option(const Line *line, const char *word)
{
    const char *best = NULL;
    size_t least = MOST_EDITS + 1;
    for (size_t i = 0; i < option_count; i++) {
        size_t cost = guess_cost(word + strspn(word, "-"), option_rows[i].name);
        if (command_takes(line->command, &option_rows[i]) && cost < least) {
            least = cost;
            best = option_rows[i].name;
        }
    }
    if (best == NULL)
        return tf_fail(line->error, TF_BAD_USAGE, "there is no option '%s'; see tradefig help%s%s", word,
                       line->command != NULL ? " " : "", line->command != NULL ? line->command->name : "");
    return tf_fail(line->error, TF_BAD_USAGE, "there is no option '%s'. Did you mean '--%s'?", word, best);
}

/* "a|b|c" holds `value` as one of its parts. */
static bool is_choice(const char *choices, const char *value)
{
    TfSlice rest = tf_slice(choices);
    while (rest.bytes != NULL)
        if (tf_slice_is(tf_slice_split(&rest, '|'), value))
            return true;
    return false;
}

static bool is_lower(const char *text)
{
    return text[0] >= 'a' && text[0] <= 'z';
}

/* A code of ISO 639-1, whether its language is read or not. */
static bool is_language(const char *value)
{
    return strlen(value) == 2 && is_lower(value) && is_lower(value + 1) &&
           uloc_getISO3Language(value)[0] != '\0';
}

/* An argument is checked by what its row calls it. */
static TfStatus check_argument(const OptionRow *option, const char *value, TfError *error)
{
    TfDate date;
    double number;
    int64_t year;
    const char *needed = NULL;
    if (is_lower(option->argument)) {
        if (!is_choice(option->argument, value))
            needed = option->argument;
    } else if (strcmp(option->argument, "DATE") == 0) {
        if (!tf_date_read(tf_slice(value), &date))
            needed = "a day like 2024-11-27";
    } else if (strcmp(option->argument, "NUMBER") == 0) {
        if (!tf_double_read(tf_slice(value), &number) || number < 0 || number > 1)
            needed = "a number from 0 to 1";
    } else if (strcmp(option->argument, "YEAR") == 0) {
        if (!tf_integer_read(tf_slice(value), &year) || year < 1900 || year > 2200)
            needed = "a year from 1900 to 2200";
    } else if (strcmp(option->argument, "AMOUNT") == 0) {
        if (!outlook_read_amount(tf_slice(value), &number))
            needed = "an amount like 30bn, 500mn or 3e10";
    } else if (strcmp(option->argument, "N") == 0) {
        if (!tf_integer_read(tf_slice(value), &year) || year < 1 || year > 64)
            needed = "a number from 1 to 64";
    } else if (strcmp(option->argument, "PERIODS") == 0) {
        if (!tf_integer_read(tf_slice(value), &year) || year < 1 || year > 360)
            needed = "a number from 1 to 360";
    } else if (strcmp(option->argument, "LANG") == 0) {
        if (!is_language(value))
            needed = "a language by its two letters, like en, ru or vi";
    } else if (value[0] == '\0') {
        needed = "something that is not empty";
    }
    if (needed == NULL)
        return TF_OK;
    return tf_fail(error, TF_BAD_USAGE, "--%s '%s': needed %s", option->name, value, needed);
}

/* Stores the value of an option; `value` is NULL when it has to be the next word. */
static TfStatus take_option(Line *line, const OptionRow *option, const char *value)
{
    char *field = (char *)line->options + option->offset;
    if (!command_takes(line->command, option))
        return tf_fail(line->error, TF_BAD_USAGE, "%s takes no --%s; see tradefig help %s",
                       line->command != NULL ? line->command->name : "tradefig", option->name,
                       line->command != NULL ? line->command->name : "");
    if (option->argument == NULL) {
        if (value != NULL)
            return tf_fail(line->error, TF_BAD_USAGE, "--%s takes no value, found '%s'", option->name, value);
        bool on = true;
        memcpy(field, &on, sizeof on);
        return TF_OK;
    }
    if (value == NULL && line->at < line->argc)
        value = line->argv[line->at++];
    if (value == NULL)
        return tf_fail(line->error, TF_BAD_USAGE, "--%s needs %s behind it", option->name, option->argument);
    TfStatus status = check_argument(option, value, line->error);
    if (status == TF_OK)
        memcpy(field, &value, sizeof value);
    return status;
}

static TfStatus take_long(Line *line, const char *word)
{
    const char *name = word + 2;
    const char *equals = strchr(name, '=');
    const OptionRow *option =
        option_find(line->command, name, equals != NULL ? (size_t)(equals - name) : strlen(name));
    if (option == NULL)
        return unknown_option(line, word);
    return take_option(line, option, equals != NULL ? equals + 1 : NULL);
}

/* "-jq", "-o FILE", "-oFILE" */
static TfStatus take_short(Line *line, const char *word)
{
    for (const char *letter = word + 1; *letter != '\0'; letter++) {
        const OptionRow *option = option_find_letter(line->command, *letter);
        if (option == NULL)
            return unknown_option(line, word);
        bool rest_is_value = option->argument != NULL && letter[1] != '\0';
        TfStatus status = take_option(line, option, rest_is_value ? letter + 1 : NULL);
        if (status != TF_OK || rest_is_value)
            return status;
    }
    return TF_OK;
}

static TfStatus check_count(const CommandRow *command, size_t count, const Options *options, TfError *error)
{
    if (options->help || options->version)
        return TF_OK;
    if (count < command->least_arguments)
        return tf_fail(error, TF_BAD_USAGE, "%s needs %s; see tradefig help %s", command->name,
                       command->arguments, command->name);
    if (count > command->most_arguments)
        return tf_fail(error, TF_BAD_USAGE, "%s takes %s, found %zu words; see tradefig help %s",
                       command->name, command->arguments[0] != '\0' ? command->arguments : "no arguments",
                       count, command->name);
    return TF_OK;
}

/* The command is the first word that is no option: options of every command may stand before it. */
static TfStatus take_word(Line *line, const char *word, bool only_arguments, const char **arguments,
                          size_t *count)
{
    if (!only_arguments && word[0] == '-' && word[1] == '-')
        return take_long(line, word);
    if (!only_arguments && word[0] == '-' && word[1] != '\0')
        return take_short(line, word);
    if (line->command == NULL) {
        line->command = command_find(word);
        return line->command != NULL ? TF_OK : unknown_command(word, line->error);
    }
    arguments[(*count)++] = word;
    return TF_OK;
}

TfStatus options_read(int argc, char **argv, const CommandRow **command, Options *options,
                      const char **arguments, size_t *argument_count, TfError *error)
{
    Line line = {.argc = argc, .argv = argv, .at = 1, .options = options, .error = error};
    bool only_arguments = false;
    *options = (Options){.db = NULL};
    *argument_count = 0;
    while (line.at < argc) {
        const char *word = argv[line.at++];
        if (!only_arguments && strcmp(word, "--") == 0) {
            only_arguments = true;
            continue;
        }
        TfStatus status = take_word(&line, word, only_arguments, arguments, argument_count);
        if (status != TF_OK)
            return status;
    }
    *command = line.command;
    if (options->json)
        options->format = "json";
    return line.command != NULL ? check_count(line.command, *argument_count, options, error) : TF_OK;
}
