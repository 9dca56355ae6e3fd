/* Writing pages: templates whose values are escaped unless they are said to be HTML already.
 *
 * The pages are HTML that is well-formed XML too, so that any XML reader can check them. */
#ifndef TRACKER_WEB_HTML_H
#define TRACKER_WEB_HTML_H

#include "tracker/base/text.h"

typedef struct HtmlValue {
    const char *name;
    TfSlice text; /* any bytes, from anybody */
} HtmlValue;

/* Appends `template` with each {name} replaced by its value, escaped for the place it stands in: between
 * tags, or in a quoted attribute. In href="{name}" an address that html_address_is_safe refuses becomes "#".
 * {!name} puts a value as it is: HTML made by these functions, never words from outside. A brace that is
 * meant is {{.
 *
 * A name that is not given, and a place where escaping cannot help (in a tag but outside quotes, in a style),
 * are mistakes of the program and stop it. values  ends with a row whose name is NULL */
void html_print(TextBuilder *out, const char *template, const HtmlValue *values);

/* html(out, "<p>{words}</p>", {"words", words}) */
#define html(out, template, ...)                                                                             \
    html_print((out), (template), (const HtmlValue[]){__VA_ARGS__, {NULL, {NULL, 0}}})
/* Without values: the template is a constant. */
#define html_add(out, text) text_add((out), (text))

/* Escaped so that it stands between tags and in quoted attributes alike: & < > " ' as entities, invalid UTF-8
 * and characters XML does not have as U+FFFD, other control characters but tab and line feed as blanks. */
void html_escape(TextBuilder *out, TfSlice text);

/* True for relative addresses, fragments, http, https and mailto without control characters, at most 4 kB:
 * addresses come from strangers, and "javascript:" is one. */
bool html_address_is_safe(TfSlice address);

#endif
