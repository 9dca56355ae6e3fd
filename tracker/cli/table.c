/* Rows and columns as aligned text, CSV or Markdown. */
#include "tracker/cli/common.h"

#include <assert.h>
#include <math.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

void table_init(Table *table, TfArena *arena, const char *const *headings, size_t columns,
                const char *alignment)
{
    assert(columns > 0);
    *table = (Table){.arena = arena, .headings = headings, .columns = columns, .alignment = alignment};
}

void table_add(Table *table, TfSlice cell)
{
    /* A table without memory for a cell prints what it has; the command then fails on its text builder. */
    if (tf_arena_grow(table->arena, &table->cells, &table->capacity, table->cell_count, sizeof cell))
        table->cells[table->cell_count++] = cell;
}

TfSlice number_cell(double value, TfArena *arena)
{
    char text[TF_NUMBER_CHARS];
    return isfinite(value) ? tf_arena_copy(arena, tf_slice_of(text, tf_double_write(text, value)))
                           : tf_slice("");
}

TfSlice outlook_cell(double usd, TfArena *arena)
{
    enum { DIGITS = 6 };
    if (!isfinite(usd) || fabs(usd) < 1)
        return number_cell(isfinite(usd) ? round(usd) : usd, arena);
    double unit = pow(10, fmax(floor(log10(fabs(usd))) - (DIGITS - 1), 0));
    return number_cell(round(usd / unit) * unit, arena);
}

TfSlice date_cell(TfDate date, TfArena *arena)
{
    char text[TF_DATE_CHARS];
    return tf_arena_copy(arena, tf_slice(tf_date_write(text, date)));
}

static size_t character_width(UChar32 character)
{
    int8_t type = u_charType(character);
    if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR)
        return 0;
    int32_t width = u_getIntPropertyValue(character, UCHAR_EAST_ASIAN_WIDTH);
    return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

size_t display_width(TfSlice text)
{
    size_t width = 0;
    for (int32_t at = 0; at < (int32_t)text.length;) {
        UChar32 character;
        U8_NEXT((const uint8_t *)text.bytes, at, (int32_t)text.length, character);
        width += character >= 0 ? character_width(character) : 1;
    }
    return width;
}

static size_t column_width(const Table *table, size_t column)
{
    size_t width = display_width(tf_slice(table->headings[column]));
    for (size_t i = column; i < table->cell_count; i += table->columns) {
        size_t cell = display_width(table->cells[i]);
        if (cell > width)
            width = cell;
    }
    return width;
}

static void print_padded(TextBuilder *out, TfSlice cell, size_t width, bool right, bool last)
{
    size_t used = display_width(cell);
    size_t blanks = width > used ? width - used : 0;
    if (right)
        text_addf(out, "%*s", (int)blanks, "");
    text_add_shown(out, cell); /* cells hold words of articles, which may hold anything */
    if (!right && !last)
        text_addf(out, "%*s", (int)blanks, "");
    if (!last)
        text_add(out, "  ");
}

static void print_text(const Table *table, TextBuilder *out)
{
    size_t widths[TABLE_MOST_COLUMNS];
    for (size_t c = 0; c < table->columns; c++)
        widths[c] = column_width(table, c);
    for (size_t c = 0; c < table->columns; c++)
        print_padded(out, tf_slice(table->headings[c]), widths[c], table->alignment[c] == 'r',
                     c + 1 == table->columns);
    text_add(out, "\n");
    for (size_t i = 0; i < table->cell_count; i++) {
        size_t c = i % table->columns;
        print_padded(out, table->cells[i], widths[c], table->alignment[c] == 'r', c + 1 == table->columns);
        if (c + 1 == table->columns)
            text_add(out, "\n");
    }
}

/* A field with a comma, quote or line end stands in quotes, its quotes doubled. */
static void print_csv_field(TextBuilder *out, TfSlice cell)
{
    bool quoted =
        tf_slice_find_byte(cell, 0, ',') != TF_NOWHERE || tf_slice_find_byte(cell, 0, '"') != TF_NOWHERE ||
        tf_slice_find_byte(cell, 0, '\n') != TF_NOWHERE || tf_slice_find_byte(cell, 0, '\r') != TF_NOWHERE;
    if (!quoted) {
        text_add_slice(out, cell);
        return;
    }
    text_add_byte(out, '"');
    for (size_t i = 0; i < cell.length; i++) {
        if (cell.bytes[i] == '"')
            text_add_byte(out, '"');
        text_add_byte(out, cell.bytes[i]);
    }
    text_add_byte(out, '"');
}

static void print_csv(const Table *table, TextBuilder *out)
{
    for (size_t c = 0; c < table->columns; c++) {
        text_add(out, c > 0 ? "," : "");
        print_csv_field(out, tf_slice(table->headings[c]));
    }
    text_add(out, "\n");
    for (size_t i = 0; i < table->cell_count; i++) {
        text_add(out, i % table->columns > 0 ? "," : "");
        print_csv_field(out, table->cells[i]);
        text_add(out, (i + 1) % table->columns == 0 ? "\n" : "");
    }
}

static void print_markdown_cell(TextBuilder *out, TfSlice cell)
{
    text_add(out, " ");
    if (cell.bytes == NULL)
        cell = tf_slice("");
    while (cell.bytes != NULL) {
        text_add_shown(out, tf_slice_split(&cell, '|'));
        text_add(out, cell.bytes != NULL ? "\\|" : " |");
    }
}

static void print_markdown(const Table *table, TextBuilder *out)
{
    text_add(out, "|");
    for (size_t c = 0; c < table->columns; c++)
        print_markdown_cell(out, tf_slice(table->headings[c]));
    text_add(out, "\n|");
    for (size_t c = 0; c < table->columns; c++)
        text_add(out, table->alignment[c] == 'r' ? " --: |" : " --- |");
    for (size_t i = 0; i < table->cell_count; i++) {
        if (i % table->columns == 0)
            text_add(out, "\n|");
        print_markdown_cell(out, table->cells[i]);
    }
    text_add(out, "\n");
}

void table_print(const Table *table, OutputFormat format, TextBuilder *out)
{
    assert(table->columns > 0);
    if (format == FORMAT_CSV)
        print_csv(table, out);
    else if (format == FORMAT_MARKDOWN)
        print_markdown(table, out);
    else
        print_text(table, out);
}
