/* Help, man page and completion, all printed from the tables. */
#include "tracker/cli/commands.h"

#include <string.h>

static const char *const exit_codes[][2] = {
    {"0", "done"},
    {"1", "failed"},
    {"2", "wrong usage"},
    {"3", "nothing found"},
    {"4", "part of the input failed, the rest is stored"},
    {"5", "a check failed (--fail-below, doctor)"},
    {"130", "interrupted; what was stored stays"},
};
#define EXIT_CODE_COUNT (sizeof exit_codes / sizeof exit_codes[0])

/* "  -o, --output FILE" padded, then its help; long ones put the help on the next line. */
static void print_option(const OptionRow *option, TextBuilder *out)
{
    enum { COLUMN = 28 };
    size_t start = out->length;
    if (option->letter != 0)
        text_addf(out, "  -%c, --%s", option->letter, option->name);
    else
        text_addf(out, "      --%s", option->name);
    if (option->argument != NULL)
        text_addf(out, " %s", option->argument);
    size_t width = out->length - start;
    if (width >= COLUMN) {
        text_add(out, "\n");
        width = 0;
    }
    text_addf(out, "%*s%s\n", (int)(COLUMN - width), "", option->help);
}

static void print_program(TextBuilder *out)
{
    text_add(out, "tradefig tracks trade figures that people state in public.\n\n"
                  "  tradefig import article.txt                   read an article, store its claims\n"
                  "  tradefig chart KZ-RU -o kz-ru.svg             draw what was claimed about a pair\n\n"
                  "commands\n");
    for (size_t i = 0; i < command_count; i++)
        text_addf(out, "  %-11s %s\n", command_rows[i].name, command_rows[i].summary);
    text_add(out, "\noptions of every command\n");
    for (size_t i = 0; i < option_count; i++)
        if (command_takes(NULL, &option_rows[i]))
            print_option(&option_rows[i], out);
    text_add(out, "\nPAIR is KZ-RU, KAZ-RUS, \"Kazakhstan Russia\" or Казахстан-Россия, in either "
                  "order.\n\nexit codes\n");
    for (size_t i = 0; i < EXIT_CODE_COUNT; i++)
        text_addf(out, "  %-3s  %s\n", exit_codes[i][0], exit_codes[i][1]);
}

void help_print(const CommandRow *command, TextBuilder *out)
{
    if (command == NULL) {
        print_program(out);
        return;
    }
    for (size_t i = 0;
         i < sizeof command->examples / sizeof command->examples[0] && command->examples[i] != NULL; i++)
        text_addf(out, "  %s\n", command->examples[i]);
    text_addf(out, "\nusage: tradefig %s [OPTIONS] %s\n\n%c%s.\n\noptions\n", command->name,
              command->arguments, command->summary[0] - 'a' + 'A', command->summary + 1);
    for (size_t i = 0; i < option_count; i++)
        if (command_takes(command, &option_rows[i]))
            print_option(&option_rows[i], out);
}

/* Text for roff: a hyphen stays a hyphen, a leading dot or quote is no request. */
static void man_text(TextBuilder *out, const char *text)
{
    if (text[0] == '.' || text[0] == '\'')
        text_add(out, "\\&");
    for (; *text != '\0'; text++) {
        if (*text == '-' || *text == '\\')
            text_add_byte(out, '\\');
        text_add_byte(out, *text);
    }
}

static void man_option(const OptionRow *option, TextBuilder *out)
{
    text_add(out, ".TP\n.B ");
    if (option->letter != 0)
        text_addf(out, "\\-%c, ", option->letter);
    text_add(out, "\\-\\-");
    man_text(out, option->name);
    if (option->argument != NULL) {
        text_add(out, " ");
        man_text(out, option->argument);
    }
    text_add(out, "\n");
    man_text(out, option->help);
    text_add(out, "\n");
}

static void man_command(const CommandRow *command, TextBuilder *out)
{
    text_addf(out, ".SS tradefig %s ", command->name);
    man_text(out, command->arguments);
    text_add(out, "\n");
    man_text(out, command->summary);
    text_add(out, ".\n");
    for (size_t i = 0;
         i < sizeof command->examples / sizeof command->examples[0] && command->examples[i] != NULL; i++) {
        text_add(out, ".br\n.RS\n.B ");
        man_text(out, command->examples[i]);
        text_add(out, "\n.RE\n");
    }
    for (size_t i = 0; i < option_count; i++)
        if (command_takes(command, &option_rows[i]) && !command_takes(NULL, &option_rows[i]))
            man_option(&option_rows[i], out);
}

void help_man_page(TextBuilder *out)
{
    text_addf(
        out,
        ".TH TRADEFIG 1 \"\" \"tradefig %s\"\n.SH NAME\ntradefig \\- track trade figures that people state "
        "in "
        "public\n.SH SYNOPSIS\n.B tradefig\n.I COMMAND\n[OPTIONS] [ARGUMENTS]\n.SH DESCRIPTION\n"
        "Reads articles, extracts what people claim about trade between two parties, keeps each claim with "
        "its "
        "sentence, fuses the claims into a series, projects it, draws it, and says how the stated targets "
        "stand.\n.SH COMMANDS\n",
        tf_version());
    for (size_t i = 0; i < command_count; i++)
        man_command(&command_rows[i], out);
    text_add(out, ".SH OPTIONS OF EVERY COMMAND\n");
    for (size_t i = 0; i < option_count; i++)
        if (command_takes(NULL, &option_rows[i]))
            man_option(&option_rows[i], out);
    text_add(out, ".SH EXIT STATUS\n");
    for (size_t i = 0; i < EXIT_CODE_COUNT; i++)
        text_addf(out, ".TP\n.B %s\n%s\n", exit_codes[i][0], exit_codes[i][1]);
    text_add(out, ".SH ENVIRONMENT\n.TP\n.B TRADEFIG_DB\nthe database, when \\-\\-db is not given\n"
                  ".TP\n.B XDG_DATA_HOME\nwhere the user's data folder is\n");
}

static void complete_bash(TextBuilder *out)
{
    text_add(out, "_tradefig() {\n  local word=${COMP_WORDS[COMP_CWORD]} command=${COMP_WORDS[1]}\n"
                  "  if [ \"$COMP_CWORD\" -eq 1 ]; then\n    COMPREPLY=($(compgen -W '");
    for (size_t i = 0; i < command_count; i++)
        text_addf(out, "%s ", command_rows[i].name);
    text_add(out, "' -- \"$word\"))\n    return\n  fi\n  case $command in\n");
    for (size_t c = 0; c < command_count; c++) {
        text_addf(out, "  %s) COMPREPLY=($(compgen -W '", command_rows[c].name);
        for (size_t i = 0; i < option_count; i++)
            if (command_takes(&command_rows[c], &option_rows[i]))
                text_addf(out, "--%s ", option_rows[i].name);
        text_add(out, "' -- \"$word\")) ;;\n");
    }
    text_add(out, "  esac\n}\ncomplete -o default -F _tradefig tradefig\n");
}

/* zsh quotes: a bracket or quote in the help would end its field. */
static void add_plain(TextBuilder *out, const char *text)
{
    for (; *text != '\0'; text++)
        text_add_byte(out, strchr("'[]:\"", *text) != NULL ? ' ' : *text);
}

static void complete_zsh(TextBuilder *out)
{
    text_add(out,
             "#compdef tradefig\n_tradefig() {\n  if (( CURRENT == 2 )); then\n    local -a commands=(\n");
    for (size_t i = 0; i < command_count; i++) {
        text_addf(out, "      '%s:", command_rows[i].name);
        add_plain(out, command_rows[i].summary);
        text_add(out, "'\n");
    }
    text_add(out, "    )\n    _describe command commands\n    return\n  fi\n  case $words[2] in\n");
    for (size_t c = 0; c < command_count; c++) {
        text_addf(out, "  %s) _arguments", command_rows[c].name);
        for (size_t i = 0; i < option_count; i++)
            if (command_takes(&command_rows[c], &option_rows[i])) {
                text_addf(out, " '--%s[", option_rows[i].name);
                add_plain(out, option_rows[i].help);
                text_add(out, option_rows[i].argument != NULL ? "]:value:_files'" : "]'");
            }
        text_add(out, " '*:file:_files' ;;\n");
    }
    text_add(out, "  esac\n}\n_tradefig \"$@\"\n");
}

static void complete_fish(TextBuilder *out)
{
    for (size_t c = 0; c < command_count; c++) {
        const CommandRow *command = &command_rows[c];
        text_addf(out, "complete -c tradefig -n __fish_use_subcommand -a %s -d '", command->name);
        add_plain(out, command->summary);
        text_add(out, "'\n");
        for (size_t i = 0; i < option_count; i++)
            if (command_takes(command, &option_rows[i])) {
                text_addf(out, "complete -c tradefig -n '__fish_seen_subcommand_from %s' -l %s%s -d '",
                          command->name, option_rows[i].name, option_rows[i].argument != NULL ? " -r" : "");
                add_plain(out, option_rows[i].help);
                text_add(out, "'\n");
            }
    }
}

TfStatus help_completion(const char *shell, TextBuilder *out, TfError *error)
{
    if (strcmp(shell, "bash") == 0)
        complete_bash(out);
    else if (strcmp(shell, "zsh") == 0)
        complete_zsh(out);
    else if (strcmp(shell, "fish") == 0)
        complete_fish(out);
    else
        return tf_fail(error, TF_BAD_USAGE, "completion for '%s' is not there: bash, zsh or fish", shell);
    return TF_OK;
}

int cmd_help(const Context *context)
{
    const CommandRow *command = NULL;
    if (context->argument_count == 1) {
        command = command_find(context->arguments[0]);
        if (command == NULL) {
            (void)tf_fail(context->error, TF_BAD_USAGE, "there is no command '%s'; see tradefig help",
                          context->arguments[0]);
            return EXIT_USAGE;
        }
    }
    help_print(command, context->out);
    return EXIT_DONE;
}

int cmd_completion(const Context *context)
{
    return help_completion(context->arguments[0], context->out, context->error) == TF_OK ? EXIT_DONE
                                                                                         : EXIT_USAGE;
}

int cmd_man(const Context *context)
{
    help_man_page(context->out);
    return EXIT_DONE;
}
