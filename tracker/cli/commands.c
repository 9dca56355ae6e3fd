/* The tables of options and commands. A new command is a row here and a file cmd_<name>.c. */
#include "tracker/cli/commands.h"

#include <string.h>

#define AT(field) offsetof(Options, field)

const OptionRow option_rows[] = {
    {"db", "db", 0, "FILE", AT(db),
     "database (else $TRADEFIG_DB, else tradefig.db in the user's data folder)"},
    {"as-of", "as-of", 0, "DATE", AT(as_of),
     "answer as it was known on that day (2024-11-27); default: today"},
    {"format", "format", 'f', "text|json|jsonl|csv|md", AT(format), "form of the output; default: text"},
    {"output-format", "format", 'f', "text|json|jsonl", AT(format), "form of the output; default: text"},
    {"input-format", "format", 'f', "auto|text|jsonl|claims", AT(input),
     "what is read: a text, JSON Lines with a \"text\", or claims as JSON Lines; default: by content"},
    {"json", "json", 'j', NULL, AT(json), "the same as --format json"},
    {"object", "json", 'j', NULL, AT(json), "one JSON object a page, a line each"},
    {"requests", "jsonl", 0, NULL, AT(jsonl),
     "answer requests read from standard input, a JSON object a line, each at once"},
    {"quiet", "quiet", 'q', NULL, AT(quiet), "no remarks on standard error"},
    {"verbose", "verbose", 'v', NULL, AT(verbose),
     "more remarks: rules, lexicon entries, what was left out and why"},
    {"help", "help", 'h', NULL, AT(help), "help for the command"},
    {"version", "version", 0, NULL, AT(version), "the version"},
    {"url", "url", 0, "URL", AT(url), "address of the article, when the text does not name it"},
    {"page-url", "url", 0, "URL", AT(url),
     "address of the article in FILE; without a FILE, the page is fetched"},
    {"feed", "feed", 0, "URL|FILE", AT(feed),
     "a feed or sitemap: store what is new in it, and fetch the pages it links to"},
    {"links", "links", 0, NULL, AT(links), "list the links kept from feeds and sitemaps instead"},
    {"date", "date", 0, "DATE", AT(date), "publication day, when the text has none or a wrong one"},
    {"lang", "lang", 0, "LANG", AT(lang),
     "language of the article (en, ru, vi ...); default: found from the text"},
    {"outlet", "outlet", 0, "NAME", AT(outlet), "name of the outlet, when the text does not name it"},
    {"input", "input", 'i', "auto|text|jsonl|claims", AT(input),
     "what is read: a text, JSON Lines with a \"text\", or claims as JSON Lines; default: by content"},
    {"dry-run", "dry-run", 'n', NULL, AT(dry_run), "read and show, store nothing"},
    {"quantities", "quantities", 0, NULL, AT(quantities),
     "print every money amount and percentage instead of claims"},
    {"explain", "explain", 0, NULL, AT(explain),
     "say of each claim what it was read from, and of each other amount why it was left"},
    {"keep-all", "keep-all", 0, NULL, AT(keep_all),
     "of web archives: read and store every page, also those without claims"},
    {"retry-failed", "retry-failed", 0, NULL, AT(retry_failed),
     "read again the pages that failed in earlier imports"},
    {"readers", "jobs", 'J', "N", AT(jobs),
     "processes that read pages at once; the result is the same with any number; default: as many as cores, "
     "at most 8"},
    {"drawers", "jobs", 'J', "N", AT(jobs),
     "processes that draw pairs at once; the report is the same with any number; default: as many as cores, "
     "at "
     "most 8"},
    {"jobs", "jobs", 'J', "N", AT(jobs),
     "threads that read JSON Lines at once; the output is the same with any number; default: 1"},
    {"status", "status", 's', "actual|estimate|forecast|target|potential", AT(status),
     "only claims of that status"},
    {"source", "source", 0, "TEXT", AT(source), "only claims whose outlet or address holds TEXT"},
    {"min-confidence", "min-confidence", 0, "NUMBER", AT(min_confidence),
     "only claims at least that sure (0 to 1)"},
    {"pairs", "pairs", 0, NULL, AT(pairs), "list the pairs that have claims"},
    {"all", "all", 'a', NULL, AT(all), "rejected claims too"},
    {"agreeing", "all", 'a', NULL, AT(all), "periods in which all statements agree too"},
    {"to", "to", 0, "YEAR", AT(to),
     "last year of the projection; default: a year past the last figure or target"},
    {"reach", "reach", 0, "AMOUNT", AT(reach),
     "the chance of reaching that many dollars, by year: 30bn, 500mn, 3e10"},
    {"measure", "measure", 0, "turnover|exports|imports|balance", AT(measure),
     "what to project; default: turnover"},
    {"months", "months", 0, NULL, AT(months), "the months of the running year still to come, too"},
    {"series", "series", 0, "FILE|-", AT(series),
     "project the ordinary series of a table: date,value a line (2023, 2023-Q1, 2023-01, 2023-01-31)"},
    {"horizon", "horizon", 0, "PERIODS", AT(horizon),
     "periods ahead of --series; default: 5 years, 8 quarters or 12 months"},
    {"frequency", "frequency", 0, "yearly|quarterly|monthly", AT(frequency),
     "of --series, when its dates do not tell"},
    {"disaggregate", "disaggregate", 0, "quarters|months", AT(disaggregate),
     "spread the totals of --series over quarters or months that add up to them, instead"},
    {"indicator", "indicator", 0, "FILE", AT(indicator),
     "of --disaggregate: a series of the quarters or months that the totals move with"},
    {"method", "method", 0, "denton|chow-lin|fernandez", AT(method),
     "of --disaggregate; default: chow-lin with an --indicator, else denton"},
    {"smooth", "smooth", 0, "level|slope", AT(smooth),
     "of --method denton: what is kept smooth; default: level"},
    {"protocol", "protocol", 0, "jsonl|series-jsonl", AT(protocol),
     "answer cases of claims (jsonl) or ordinary series (series-jsonl) read from standard input, one a line"},
    {"without", "without", 0, "CLAIM,...", AT(without),
     "answer as if those claims had not been made: claim:12,claim:15"},
    {"only-side", "only-side", 0, "PARTY", AT(only_side), "count only figures from that side's books"},
    {"scope", "scope", 0, "SCOPE", AT(scope),
     "trade in what: goods_services, services, non_oil, sector:NAME ...; default: goods"},
    {"folder", "output", 'o', "FOLDER", AT(output),
     "folder to write, made when it is not there; with --single-file the file"},
    {"single-file", "single-file", 0, NULL, AT(single_file),
     "write one file, for sending, instead of a folder: -o FILE.html; at most 16 MB"},
    {"base-url", "base-url", 0, "URL", AT(base_url),
     "where the report will lie on the web, for its feed: links in changes.xml then begin with it"},
    {"fail-below", "fail-below", 0, "NUMBER", AT(fail_below),
     "exit with 5 when a target's chance is below that (0 to 1)"},
    {"steps", "history", 0, NULL, AT(history), "the chance over time: each article that moved it"},
    {"wordings", "history", 0, NULL, AT(history), "each statement of the targets, with its sentence"},
    {"output", "output", 'o', "FILE", AT(output),
     "file to write; its ending says how: .svg .png .pdf .six .json .csv"},
    {"chart-lang", "lang", 0, "en|ru|vi", AT(lang), "language of the chart's words and figures; default: en"},
    {"theme", "theme", 0, "light|dark", AT(theme), "colours of the chart; default: light"},
    {"kind", "kind", 'k', "trajectory|odds|targets|balance|pace|claims|pairs", AT(kind),
     "kind of chart; default: trajectory"},
    {"period", "period", 0, "YEAR", AT(period),
     "of --kind claims: the year that is spoken of; default: the one of which most is said"},
    {"terminal", "terminal", 't', NULL, AT(terminal),
     "print the chart as text instead, as wide as the terminal ($COLUMNS; else 80)"},
    {"ascii", "ascii", 0, NULL, AT(ascii), "the same in plain ASCII; the default where there is no UTF-8"},
    {"sixel", "sixel", 0, NULL, AT(sixel),
     "print the chart as a picture for terminals that show sixel graphics, as wide as the terminal"},
    {"color", "color", 0, "auto|always|never", AT(colour),
     "of --terminal; default: auto, on a terminal unless $NO_COLOR is set or $TERM is dumb"},
};
const size_t option_count = sizeof option_rows / sizeof option_rows[0];

const char common_options[] = "db quiet verbose help version";

const CommandRow command_rows[] = {
    {"import",
     "FILE|DIR|URL|-...",
     0,
     SIZE_MAX,
     "read articles (or claims, or another database) and store what they say",
     "page-url feed date lang outlet input-format input json dry-run keep-all retry-failed readers",
     {"tradefig import article.txt", "tradefig import --date 2024-11-27 --url https://example.org/a page.txt",
      "tradefig import articles/", "tradefig import --feed feed.xml"},
     cmd_import},
    {"extract",
     "[FILE|-...]",
     0,
     SIZE_MAX,
     "print the claims of articles, store nothing",
     "url date lang outlet input output-format json quantities explain jobs",
     {"tradefig extract --format jsonl article.txt", "tradefig extract --input jsonl --format jsonl -",
      "tradefig extract --explain article.txt", "tradefig extract --quantities article.txt"},
     cmd_extract},
    {"read",
     "[FILE|-...]",
     0,
     SIZE_MAX,
     "show how a page is read: title, date, outlet, author, language, text",
     "url date lang outlet object requests",
     {"tradefig read article.txt", "tradefig read --json article.txt", "tradefig read --jsonl"},
     cmd_read},
    {"articles",
     "",
     0,
     0,
     "list the stored articles",
     "links format json",
     {"tradefig articles", "tradefig articles --format csv", "tradefig articles --links"},
     cmd_articles},
    {"claims",
     "[PAIR] | show ID | accept|reject|undo ID [WHY]",
     0,
     SIZE_MAX,
     "list the stored claims, show one with its sentence, accept or reject it",
     "as-of format json status source min-confidence pairs all",
     {"tradefig claims KZ-RU", "tradefig claims show 1", "tradefig claims reject 1 investment, not trade"},
     cmd_claims},
    {"search",
     "WORD...",
     1,
     SIZE_MAX,
     "find sentences by their words, in the articles that hold claims",
     "format json",
     {"tradefig search trade turnover", "tradefig search --json record", NULL},
     cmd_search},
    {"series",
     "PAIR",
     1,
     3,
     "what the claims of a pair come to, each statement once",
     "as-of without only-side scope format json",
     {"tradefig series KZ-RU", "tradefig series KZ-RU --as-of 2024-11-27 --format csv", NULL},
     cmd_series},
    {"conflicts",
     "[PAIR]",
     0,
     3,
     "who says what about the same months, and what contradicts, is doubted or outvoted",
     "as-of without only-side scope agreeing format json",
     {"tradefig conflicts KZ-RU", "tradefig conflicts KZ-RU --all --as-of 2024-11-27 --format csv",
      "tradefig conflicts --json", NULL},
     cmd_conflicts},
    {"project",
     "PAIR",
     0,
     3,
     "project a pair's yearly trade, or an ordinary series",
     "as-of without only-side scope to reach measure months series horizon frequency disaggregate indicator "
     "method smooth format json protocol",
     {"tradefig project KZ-RU --as-of 2024-11-27 --reach 30bn", "tradefig project KZ-RU --to 2030 --json",
      "tradefig project --series series.csv --horizon 6", NULL},
     cmd_project},
    {"progress",
     "[PAIR]",
     0,
     3,
     "how the stated targets stand; --json prints one object a target, a line each",
     "as-of without only-side scope steps format json fail-below",
     {"tradefig progress KZ-RU --as-of 2024-11-27", "tradefig progress KZ-RU --history",
      "tradefig progress KZ-RU --fail-below 0.2 --as-of 2024-11-27", NULL},
     cmd_progress},
    {"targets",
     "[PAIR]",
     0,
     3,
     "list the stated targets, who said them when, and what became of them",
     "as-of without only-side scope wordings format json",
     {"tradefig targets KZ-RU", "tradefig targets KZ-RU --history", NULL},
     cmd_targets},
    {"chart",
     "[PAIR...]",
     0,
     60,
     "draw a pair: its trajectory, the odds of its target, its targets, its balance; or several pairs",
     "as-of without only-side scope output theme kind period chart-lang terminal ascii sixel color",
     {"tradefig chart KZ-RU -o kz-ru.svg --as-of 2024-11-27",
      "tradefig chart KZ-RU -o kz-ru.png --theme dark", "tradefig chart --kind pairs -o pairs.svg",
      "tradefig chart KZ-RU --terminal"},
     cmd_chart},
    {"report",
     "[PAIR...]",
     0,
     SIZE_MAX,
     "write pages that open from disk, about everything stored or some pairs: pairs with charts, articles "
     "with "
     "marked sentences, contradictions, changes, methods",
     "as-of scope folder single-file base-url drawers",
     {"tradefig report -o report --as-of 2024-11-27", "tradefig report KZ-RU -o report",
      "tradefig report KZ-RU --single-file -o kz-ru.html"},
     cmd_report},
    {"fx",
     "[list [CURRENCY]] | import FILE|-... | rate CURRENCY PERIOD",
     0,
     SIZE_MAX,
     "list, take or ask exchange rates: files of the ECB, of the Bank of Russia, or CSV",
     "as-of format json",
     {"tradefig fx", "tradefig fx import rates.csv", "tradefig fx rate RUB 2024-Q3", "tradefig fx list EUR"},
     cmd_fx},
    {"official",
     "PAIR | import FILE|-",
     1,
     3,
     "list, or take in, figures of statistical offices: exact totals beside the claims",
     "as-of format json",
     {"tradefig official import official.csv", "tradefig official KZ-RU", NULL},
     cmd_official},
    {"doctor",
     "",
     0,
     0,
     "check the database and the programs that are needed",
     "format json",
     {"tradefig doctor", NULL, NULL},
     cmd_doctor},
    {"help",
     "[COMMAND]",
     0,
     1,
     "this help, or that of a command",
     "",
     {"tradefig help import", NULL, NULL},
     cmd_help},
    {"completion",
     "bash|zsh|fish",
     1,
     1,
     "print shell completion",
     "",
     {"tradefig completion bash", NULL, NULL},
     cmd_completion},
    {"man", "", 0, 0, "print the man page", "", {"tradefig man", NULL, NULL}, cmd_man},
};
const size_t command_count = sizeof command_rows / sizeof command_rows[0];

const CommandRow *command_find(const char *name)
{
    for (size_t i = 0; i < command_count; i++)
        if (strcmp(command_rows[i].name, name) == 0)
            return &command_rows[i];
    return NULL;
}

static bool list_names(const char *list, const char *name)
{
    TfSlice rest = tf_slice(list);
    while (rest.bytes != NULL)
        if (tf_slice_is(tf_slice_split(&rest, ' '), name))
            return true;
    return false;
}

bool command_takes(const CommandRow *command, const OptionRow *option)
{
    return list_names(common_options, option->key) ||
           (command != NULL && list_names(command->options, option->key));
}

const OptionRow *option_find(const CommandRow *command, const char *name, size_t length)
{
    const OptionRow *any = NULL;
    for (size_t i = 0; i < option_count; i++) {
        if (!tf_slice_equal(tf_slice(option_rows[i].name), tf_slice_of(name, length)))
            continue;
        if (command_takes(command, &option_rows[i]))
            return &option_rows[i];
        any = &option_rows[i];
    }
    return any;
}

const OptionRow *option_find_letter(const CommandRow *command, char letter)
{
    const OptionRow *any = NULL;
    for (size_t i = 0; i < option_count; i++) {
        if (option_rows[i].letter != letter)
            continue;
        if (command_takes(command, &option_rows[i]))
            return &option_rows[i];
        any = &option_rows[i];
    }
    return any;
}
