/* The numbers of a chart as JSON and as CSV, told once for both. */
#ifndef PLOTS_DATA_H
#define PLOTS_DATA_H

#include "tracker/base/json_writer.h"
#include "tracker/model/claim.h"

#define DATA_MOST_COLUMNS 32

typedef enum DataForm { DATA_JSON = 0, DATA_CSV_HEADER, DATA_CSV } DataForm;

/* A chart tells its lists, their rows and fields; names are literals. In JSON a list is an array of objects
 * under its name. In CSV all rows are under one header, the fields in the order they were first told, and
 * the first column is the list's name; a first telling (DATA_CSV_HEADER) only gathers that header. */
typedef struct ChartData {
    DataForm form;
    TextBuilder *out;
    JsonWriter json;
    const char *columns[DATA_MOST_COLUMNS];
    size_t column_count;
    size_t column; /* of the row: how many fields are written */
} ChartData;

void data_open_list(ChartData *data, const char *name);
void data_close_list(ChartData *data);
void data_open_row(ChartData *data, const char *list);
void data_close_row(ChartData *data);

/* Within a row, in the order of the columns; a field left out is empty in CSV. Not finite: null, or empty. */
void data_double(ChartData *data, const char *name, double value);
void data_integer(ChartData *data, const char *name, int64_t value);
void data_bool(ChartData *data, const char *name, bool value);
void data_slice(ChartData *data, const char *name, TfSlice value);
void data_text(ChartData *data, const char *name, const char *value);
void data_day(ChartData *data, const char *name, TfDate day);
/* value, low and high of a range, relation. */
void data_figure(ChartData *data, double value, TfRelation relation, double low, double high);
void data_evidence(ChartData *data, TfSlice href, TfSlice evidence);

#endif
