/* The Bank of Russia's XML: XML_dynamic (one currency, many days) and XML_daily (one day, many currencies).
 * Roubles for `Nominal` units, with a decimal comma, in windows-1251 as a rule.
 *
 *     <ValCurs ID="R01235" DateRange1="01.03.2024" ...>
 *       <Record Date="02.03.2024" Id="R01235"><Nominal>1</Nominal><Value>91,3336</Value></Record>
 *     <ValCurs Date="02.03.2024" ...>
 *       <Valute ID="R01235"><CharCode>USD</CharCode><Nominal>1</Nominal><Value>91,3336</Value></Valute> */
#include "tracker/base/number.h"
#include "tracker/base/tsv.h"
#include "tracker/currency/quotes.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

#include <libxml/xmlreader.h>

extern const unsigned char embedded_cbr_currencies_tsv[];
extern const unsigned long embedded_cbr_currencies_tsv_length;

enum { MOST_CHARS = 64, MOST_DEPTH = 8 };
static const TfSlice source = TF_SLICE("Bank of Russia");

typedef enum Field { ID, DAY, CODE, NOMINAL, VALUE, FIELDS } Field;

/* Elements whose text is kept, and where. */
static const struct {
    const char *element;
    Field field;
} texts[] = {{"CharCode", CODE}, {"Nominal", NOMINAL}, {"Value", VALUE}};

typedef struct Reading {
    xmlTextReaderPtr xml;
    TfArena *arena;
    CurrencyQuotes *quotes;
    TfError *error;
    char whole[FIELDS][MOST_CHARS];  /* what ValCurs says of all its records */
    char record[FIELDS][MOST_CHARS]; /* of the record under way */
    int field;                       /* whose text is being read; FIELDS: none */
    bool in_record;
    bool is_root_seen;
    char fault[256]; /* what libxml2 said first */
} Reading;

static TfStatus fail_here(const Reading *reading, const char *what, const char *found, const char *needed)
{
    return tf_fail(reading->error, TF_BAD_INPUT, "line %d, column %d: %s'%.40s'%s",
                   xmlTextReaderGetParserLineNumber(reading->xml),
                   xmlTextReaderGetParserColumnNumber(reading->xml), what, found, needed);
}

/* ---- a record ---- */

static bool find_code(const char *id, TfSlice *code)
{
    TsvReader table;
    tsv_open(&table,
             tf_slice_of((const char *)embedded_cbr_currencies_tsv, embedded_cbr_currencies_tsv_length));
    while (tsv_next(&table))
        if (tf_slice_is(tsv_field(&table, 0), id)) {
            *code = tsv_field(&table, 1);
            return true;
        }
    return false;
}

/* "02.03.2024", "02/03/2024" */
static bool read_day(const char *text, TfDate *date)
{
    int64_t parts[3];
    TfSlice rest = tf_slice_trim(tf_slice(text));
    char mark = strchr(text, '/') != NULL ? '/' : '.';
    for (size_t i = 0; i < 3; i++)
        if (rest.bytes == NULL || !tf_integer_read(tf_slice_split(&rest, mark), &parts[i]) || parts[i] < 1 ||
            parts[i] > 9999)
            return false;
    if (rest.bytes != NULL || !tf_date_is_valid((int)parts[2], (int)parts[1], (int)parts[0]))
        return false;
    *date = (TfDate){(int16_t)parts[2], (int8_t)parts[1], (int8_t)parts[0]};
    return true;
}

/* "91,3336" */
static bool read_number(char *text, double *value)
{
    char *comma = strchr(text, ',');
    if (comma != NULL)
        *comma = '.';
    bool is_number = currency_read_rate(tf_slice_trim(tf_slice(text)), value);
    if (comma != NULL)
        *comma = ',';
    return is_number;
}

/* A value of the record, else what ValCurs says. */
static char *value_of(Reading *reading, Field field)
{
    return reading->record[field][0] != '\0' ? reading->record[field] : reading->whole[field];
}

static TfStatus add_record(Reading *reading)
{
    TfDate day;
    double nominal = 0;
    double roubles = 0;
    TfSlice code = tf_slice_trim(tf_slice(value_of(reading, CODE)));
    if (!read_day(value_of(reading, DAY), &day))
        return fail_here(reading, "the day ", value_of(reading, DAY), " is none; needed: 02.03.2024");
    if (code.length == 0 && !find_code(value_of(reading, ID), &code))
        return fail_here(reading, "the currency ", value_of(reading, ID),
                         " is none of the bank's numbers that are known (R01235 is USD)");
    if (!currency_is_code(code))
        return fail_here(reading, "the currency ", value_of(reading, CODE), " is no code of three letters");
    if (!read_number(value_of(reading, NOMINAL), &nominal))
        return fail_here(reading, "the Nominal ", value_of(reading, NOMINAL), " is no number of units");
    if (!read_number(value_of(reading, VALUE), &roubles) || !(roubles / nominal >= currency_least_rate))
        return fail_here(reading, "the Value ", value_of(reading, VALUE), " is no number of roubles");
    bool is_dollar = tf_slice_is(code, "USD");
    double value = roubles / nominal;
    return currency_add_quote(reading->quotes, reading->arena, is_dollar ? tf_slice("RUB") : code,
                              is_dollar ? tf_slice("USD") : tf_slice("RUB"), day, day,
                              is_dollar ? 1 / value : value, source, reading->error);
}

/* ---- elements ---- */

static void copy_attribute(const Reading *reading, const char *name, char into[MOST_CHARS])
{
    xmlChar *value = xmlTextReaderGetAttribute(reading->xml, (const xmlChar *)name);
    if (value != NULL)
        (void)snprintf(into, MOST_CHARS, "%s", (const char *)value);
    xmlFree(value);
}

static const char *name_here(const Reading *reading)
{
    const xmlChar *name = xmlTextReaderConstName(reading->xml);
    return name != NULL ? (const char *)name : "";
}

static bool is_record(const char *name)
{
    return strcmp(name, "Record") == 0 || strcmp(name, "Valute") == 0;
}

static TfStatus open_element(Reading *reading)
{
    const char *name = name_here(reading);
    if (!reading->is_root_seen && strcmp(name, "ValCurs") != 0)
        return fail_here(reading, "the first element is ", name,
                         "; needed: ValCurs, as XML of the Bank of Russia has it");
    if (!reading->is_root_seen) {
        reading->is_root_seen = true;
        copy_attribute(reading, "ID", reading->whole[ID]);
        copy_attribute(reading, "Date", reading->whole[DAY]);
    } else if (is_record(name)) {
        memset(reading->record, 0, sizeof reading->record);
        reading->in_record = true;
        copy_attribute(reading, strcmp(name, "Record") == 0 ? "Id" : "ID", reading->record[ID]);
        copy_attribute(reading, "Date", reading->record[DAY]);
        if (xmlTextReaderIsEmptyElement(reading->xml) == 1)
            return add_record(reading);
    }
    reading->field = FIELDS;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        if (reading->in_record && strcmp(name, texts[i].element) == 0 &&
            xmlTextReaderIsEmptyElement(reading->xml) == 0)
            reading->field = (int)texts[i].field;
    return xmlTextReaderDepth(reading->xml) <= MOST_DEPTH
               ? TF_OK
               : fail_here(reading, "", name, " stands in elements deeper than rates do");
}

static TfStatus add_text(Reading *reading)
{
    const xmlChar *text = xmlTextReaderConstValue(reading->xml);
    if (reading->field == FIELDS || text == NULL)
        return TF_OK;
    char *into = reading->record[reading->field];
    size_t used = strlen(into);
    if (used + strlen((const char *)text) >= MOST_CHARS)
        return fail_here(reading, "", (const char *)text, " is too long for a number or a code");
    (void)snprintf(into + used, MOST_CHARS - used, "%s", (const char *)text);
    return TF_OK;
}

static TfStatus close_element(Reading *reading)
{
    reading->field = FIELDS;
    if (!is_record(name_here(reading)) || !reading->in_record)
        return TF_OK;
    reading->in_record = false;
    return add_record(reading);
}

static TfStatus take_node(Reading *reading)
{
    switch (xmlTextReaderNodeType(reading->xml)) {
    case XML_READER_TYPE_ELEMENT:
        return open_element(reading);
    case XML_READER_TYPE_TEXT:
    case XML_READER_TYPE_CDATA:
        return add_text(reading);
    case XML_READER_TYPE_END_ELEMENT:
        return close_element(reading);
    case XML_READER_TYPE_DOCUMENT_TYPE:
    case XML_READER_TYPE_ENTITY_REFERENCE:
        return fail_here(reading, "", name_here(reading),
                         " is a document type or an entity; rates have none");
    default:
        return TF_OK;
    }
}

/* ---- the whole ---- */

static void keep_fault(void *user, xmlErrorPtr fault)
{
    Reading *reading = user;
    if (reading->fault[0] != '\0' || fault->message == NULL)
        return;
    int length = (int)strcspn(fault->message, "\n");
    (void)snprintf(reading->fault, sizeof reading->fault, "line %d, column %d: %.*s", fault->line,
                   fault->int2, length, fault->message);
}

static TfStatus read_nodes(Reading *reading)
{
    TfStatus status = TF_OK;
    int more = xmlTextReaderRead(reading->xml);
    for (; more == 1 && status == TF_OK; more = status == TF_OK ? xmlTextReaderRead(reading->xml) : 0)
        status = take_node(reading);
    if (status != TF_OK || more == 0)
        return status;
    return tf_fail(reading->error, TF_BAD_INPUT, "not whole XML: %s",
                   reading->fault[0] != '\0' ? reading->fault : "it ends too soon");
}

TfStatus currency_read_cbr(TfSlice bytes, TfArena *arena, CurrencyQuotes *quotes, TfError *error)
{
    Reading reading = {.arena = arena, .quotes = quotes, .error = error, .field = FIELDS};
    quotes->kind = "rates of the Bank of Russia";
    /* before the parser looks: entities that stand for one another are no part of a file of rates */
    if (tf_slice_find(bytes, 0, "<!DOCTYPE") != TF_NOWHERE)
        return tf_fail(error, TF_BAD_INPUT, "the file declares a document type; files of rates have none");
    if (bytes.length > INT_MAX)
        return tf_fail(error, TF_LIMIT, "more than 2 GB");
    reading.xml = xmlReaderForMemory(bytes.bytes, (int)bytes.length, NULL, NULL, XML_PARSE_NONET);
    if (reading.xml == NULL)
        return tf_fail_memory(error);
    xmlTextReaderSetStructuredErrorHandler(reading.xml, keep_fault, &reading);
    TfStatus status = read_nodes(&reading);
    xmlFreeTextReader(reading.xml);
    return status;
}
