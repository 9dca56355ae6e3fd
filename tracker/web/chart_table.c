/* Two walks over the rows of a list: which of its columns hold anything, then the table of those. */
#include "tracker/web/chart_table.h"

#include "tracker/base/number.h"

#include <string.h>

#define MOST_COLUMNS 40
#define MOST_FIELD   ((size_t)1 << 16)

typedef struct Row {
    TextBuilder text; /* the fields, one behind the other, */
    size_t ends[MOST_COLUMNS];
    size_t count;
} Row;

static TfSlice field(const Row *row, size_t column)
{
    size_t start = column > 0 && column <= row->count ? row->ends[column - 1] : 0;
    size_t end = column < row->count ? row->ends[column] : start;
    return tf_slice_range(text_slice(&row->text), start, end);
}

/* Takes one record of RFC 4180 off the front of *rest. */
static bool next_row(TfSlice *rest, Row *row)
{
    size_t at = 0;
    bool is_quoted = false;
    text_clear(&row->text);
    row->count = 0;
    if (rest->length == 0)
        return false;
    for (; at < rest->length && (is_quoted || rest->bytes[at] != '\n'); at++) {
        char byte = rest->bytes[at];
        bool is_doubled = is_quoted && byte == '"' && at + 1 < rest->length && rest->bytes[at + 1] == '"';
        if (is_doubled)
            at++;
        if (byte == '"' && !is_doubled)
            is_quoted = !is_quoted;
        else if (byte == ',' && !is_quoted && row->count < MOST_COLUMNS - 1)
            row->ends[row->count++] = row->text.length;
        else if (byte != '\r' || is_quoted)
            text_add_byte(&row->text, byte);
    }
    row->ends[row->count++] = row->text.length;
    *rest = tf_slice_range(*rest, at + 1, rest->length);
    return true;
}

/* The header, the rows of one list (they stand together), and what is left behind them. */
typedef struct List {
    Row header;
    Row row;
    TextBuilder name;
    bool is_used[MOST_COLUMNS];
    size_t href; /* column, or MOST_COLUMNS */
} List;

static bool is_of_list(const List *list)
{
    return tf_slice_equal(field(&list->row, 0), text_slice(&list->name));
}

/* Where the list ends; which of its columns hold anything. */
static TfSlice find_columns(List *list, TfSlice rows)
{
    memset(list->is_used, 0, sizeof list->is_used);
    for (TfSlice rest = rows; next_row(&rest, &list->row); rows = rest) {
        if (!is_of_list(list))
            break;
        for (size_t i = 1; i < list->header.count; i++)
            list->is_used[i] |= field(&list->row, i).length > 0;
    }
    if (list->href < MOST_COLUMNS)
        list->is_used[list->href] = false;
    return rows;
}

/* "lo80", "other_source" as words. */
static void add_heading(TextBuilder *out, TfSlice name)
{
    static const struct {
        const char *name;
        const char *words;
    } known[] = {
        {"lo50", "50% from"}, {"hi50", "50% to"}, {"lo80", "80% from"},      {"hi80", "80% to"},
        {"lo95", "95% from"}, {"hi95", "95% to"}, {"stated_year", "stated"}, {"part", "months"},
    };
    html_add(out, "<th scope=\"col\">");
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (tf_slice_is(name, known[i].name))
            name = tf_slice(known[i].words);
    for (size_t i = 0; i < name.length; i++)
        html_escape(out, name.bytes[i] == '_' ? tf_slice(" ") : tf_slice_of(name.bytes + i, 1));
    html_add(out, "</th>");
}

/* A fraction as computed has 16 digits; six tell it, and the files beside the chart have all. */
static void add_number(TextBuilder *out, double value, TfSlice text)
{
    char shown[TF_FIXED_CHARS];
    size_t point = tf_slice_find_byte(text, 0, '.');
    if (point == TF_NOWHERE || text.length - point <= 5)
        html(out, "<td class=\"n\">{number}</td>", {"number", text});
    else
        html(out, "<td class=\"n\">{number}</td>",
             {"number", tf_slice_of(shown, tf_fixed_write(shown, value, 4))});
}

static void add_cell(const List *list, size_t column, TextBuilder *out)
{
    double value;
    TfSlice text = field(&list->row, column);
    bool is_evidence = tf_slice_is(field(&list->header, column), "evidence");
    TfSlice href = list->href < MOST_COLUMNS && is_evidence ? field(&list->row, list->href) : tf_slice("");
    if (html_address_is_safe(href))
        html(out, "<td><a href=\"{href}\"><bdi>{text}</bdi></a></td>", {"href", href}, {"text", text});
    else if (tf_double_read(text, &value))
        add_number(out, value, text);
    else
        html(out, "<td><bdi>{text}</bdi></td>", {"text", text});
}

static void add_table(List *list, TfSlice rows, TextBuilder *out)
{
    html(out,
         "<div class=\"scroll\" tabindex=\"0\" role=\"region\" "
         "aria-label=\"{list}\"><table><caption>{list}</caption>\n<thead><tr>",
         {"list", text_slice(&list->name)});
    for (size_t i = 1; i < list->header.count; i++)
        if (list->is_used[i])
            add_heading(out, field(&list->header, i));
    html_add(out, "</tr></thead>\n<tbody>\n");
    while (next_row(&rows, &list->row) && is_of_list(list)) {
        html_add(out, "<tr>");
        for (size_t i = 1; i < list->header.count; i++)
            if (list->is_used[i])
                add_cell(list, i, out);
        html_add(out, "</tr>\n");
    }
    html_add(out, "</tbody></table></div>\n");
}

void chart_tables(TfSlice csv, TextBuilder *out)
{
    List list = {.href = MOST_COLUMNS};
    text_init(&list.header.text, MOST_FIELD);
    text_init(&list.row.text, MOST_FIELD);
    text_init(&list.name, MOST_FIELD);
    bool has_header = next_row(&csv, &list.header);
    for (size_t i = 0; has_header && i < list.header.count; i++)
        if (tf_slice_is(field(&list.header, i), "href"))
            list.href = i;
    TfSlice peek = csv;
    while (has_header && next_row(&peek, &list.row)) {
        text_clear(&list.name);
        text_add_slice(&list.name, field(&list.row, 0));
        TfSlice end = find_columns(&list, csv);
        add_table(&list, csv, out);
        csv = end;
        peek = end;
    }
    text_done(&list.header.text);
    text_done(&list.row.text);
    text_done(&list.name);
}
