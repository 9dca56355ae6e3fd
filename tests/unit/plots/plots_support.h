/* What the tests of plots share: example charts, a check that XML is well-formed, fake gnuplots. */
#ifndef TESTS_UNIT_PLOTS_PLOTS_SUPPORT_H
#define TESTS_UNIT_PLOTS_PLOTS_SUPPORT_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* setenv, mode_t */
#endif
#include "tests/support/support.h"

#include "plots/chart.h"
#include "tracker/base/json_writer.h"

#include <dirent.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define S(text) TF_SLICE(text)

/* --- example: what the seed article says, with a projection --- */

static const ChartPoint seed_points[] = {
    {.year = 2024,
     .value = 20.0,
     .relation = TF_GT,
     .is_part_year = true,
     .part_label = S("Jan\u2013Sep"),
     .href = S("#c2"),
     .evidence = S("January to September 2024: more than 20 billion USD")},
    {.year = 2023, .value = 28.0, .href = S("#c1"), .evidence = S("2023: 28.0 billion USD")},
};
static const ChartFan seed_fan[] = {
    {2024, {27.7, 26.9, 28.5, 26.2, 29.2, 25.4, 30.1}},
    {2025, {28.4, 25.9, 31.1, 23.7, 34.1, 21.5, 37.6}},
};
static const ChartTarget seed_targets[] = {
    {2025, 30.0, 2024.9, S("Target: $30bn by 2025"), S("stated Nov 2024 \u00b7 34% likely"), S("#c3"),
     S("Target: 30 billion USD by 2025")},
};
static const Chart seed_chart = {
    .words = {.id = S("kz-ru"),
              .title = S("Kazakhstan\u2013Russia trade is close to, but not yet on, the path to $30bn"),
              .subtitle = S("Turnover of goods as stated in articles, billion US dollars"),
              .footnote = S("Source: 3 claims in 1 article. As of 27 Nov 2024."),
              .description =
                  S("Line chart. 28.0 in 2023, more than 20 in nine months of 2024, target 30 by 2025.")},
    .trajectory = {.points = seed_points,
                   .point_count = 2,
                   .fan = seed_fan,
                   .fan_count = 2,
                   .targets = seed_targets,
                   .target_count = 1},
};

/* --- XML --- */

static inline bool xml_name_byte(char byte)
{
    return byte != '\0' && strchr(" \t\r\n=<>\"'/", byte) == NULL;
}

/* Length of a reference "&...;" at `at`, 0 when it is none of XML's. */
static inline size_t xml_reference(TfSlice xml, size_t at)
{
    static const char *const known[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&#39;", "&apos;"};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (tf_slice_starts_with(tf_slice_range(xml, at, xml.length), known[i]))
            return strlen(known[i]);
    return 0;
}

/* The attributes of a tag: names once each, values quoted, no '<' and no bare '&' in them. */
static inline const char *xml_attributes(TfSlice tag)
{
    TfSlice names[32];
    size_t count = 0;
    size_t at = 0;
    for (;;) {
        while (at < tag.length && strchr(" \t\r\n", tag.bytes[at]) != NULL)
            at++;
        if (at == tag.length)
            return NULL;
        size_t start = at;
        while (at < tag.length && xml_name_byte(tag.bytes[at]))
            at++;
        TfSlice name = tf_slice_range(tag, start, at);
        if (name.length == 0 || at == tag.length || tag.bytes[at] != '=' || count == 32)
            return "an attribute without a name or value";
        for (size_t i = 0; i < count; i++)
            if (tf_slice_equal(names[i], name))
                return "an attribute twice";
        names[count++] = name;
        char quote = tag.bytes[++at];
        size_t end = tf_slice_find_byte(tag, at + 1, quote);
        if ((quote != '"' && quote != '\'') || end == TF_NOWHERE)
            return "a value without quotes";
        for (size_t i = at + 1; i < end; i++)
            if (tag.bytes[i] == '<' || (tag.bytes[i] == '&' && xml_reference(tag, i) == 0))
                return "a value that is not escaped";
        at = end + 1;
    }
}

static inline const char *xml_text(TfSlice text)
{
    if (tf_slice_find(text, 0, "]]>") != TF_NOWHERE)
        return "]]> in text";
    size_t length;
    for (size_t at = 0; at < text.length; at += length) {
        length = tf_utf8_sequence(text.bytes + at, text.length - at);
        if (length == 0)
            return "invalid UTF-8";
        unsigned char byte = (unsigned char)text.bytes[at];
        if (byte < 0x20 && byte != '\n' && byte != '\t' && byte != '\r')
            return "a control character";
        if (byte == '&' && xml_reference(text, at) == 0)
            return "a bare ampersand";
    }
    return NULL;
}

/* NULL when `xml` is well-formed as far as our SVGs go (no CDATA, no document type), else what is wrong. */
static inline const char *xml_fault(TfSlice xml)
{
    TfSlice open[64];
    size_t depth = 0;
    size_t at = 0;
    bool has_root = false;
    while (at < xml.length) {
        size_t start = tf_slice_find_byte(xml, at, '<');
        const char *fault = xml_text(tf_slice_range(xml, at, start == TF_NOWHERE ? xml.length : start));
        if (fault != NULL || start == TF_NOWHERE)
            return fault != NULL ? fault : depth == 0 && has_root ? NULL : "an element left open";
        size_t end = tf_slice_find_byte(xml, start, '>');
        if (end == TF_NOWHERE)
            return "a tag left open";
        TfSlice tag = tf_slice_range(xml, start + 1, end);
        at = end + 1;
        if (tf_slice_starts_with(tag, "?xml"))
            continue;
        if (tf_slice_starts_with(tag, "/")) {
            if (depth == 0 || !tf_slice_equal(open[--depth], tf_slice_range(tag, 1, tag.length)))
                return "a closing tag that does not fit";
            continue;
        }
        bool is_empty = tf_slice_ends_with(tag, "/");
        tag.length -= is_empty;
        size_t name = 0;
        while (name < tag.length && xml_name_byte(tag.bytes[name]))
            name++;
        if (name == 0 || (depth == 0 && has_root) || (!is_empty && depth == 64))
            return "a tag without a name, or a second root";
        fault = xml_attributes(tf_slice_range(tag, name, tag.length));
        if (fault != NULL)
            return fault;
        has_root = true;
        if (!is_empty)
            open[depth++] = tf_slice_range(tag, 0, name);
    }
    return depth == 0 && has_root ? NULL : "an element left open";
}

#define assert_well_formed(xml)                                                                              \
    do {                                                                                                     \
        const char *fault_ = xml_fault(xml);                                                                 \
        if (fault_ != NULL)                                                                                  \
            fail_msg("not well-formed: %s", fault_);                                                         \
    } while (0)

/* --- gnuplot, real and fake --- */

/* Skips the test, by name, where gnuplot is not installed. */
static inline void need_gnuplot(void)
{
    const char *path = getenv("PATH");
    TfSlice rest = tf_slice(path != NULL ? path : "");
    while (rest.bytes != NULL) {
        char name[1024];
        TfSlice folder = tf_slice_split(&rest, ':');
        (void)snprintf(name, sizeof name, "%.*s/gnuplot", TF_SLICE_ARG(folder));
        if (access(name, X_OK) == 0)
            return;
    }
    print_message("skipped: gnuplot is not installed\n");
    skip();
}

static inline void write_text(const char *path, const char *text, mode_t mode)
{
    FILE *stream = fopen(path, "w");
    assert_non_null(stream);
    assert_true(fputs(text, stream) >= 0);
    assert_int_equal(fclose(stream), 0);
    assert_int_equal(chmod(path, mode), 0);
}

/* Entries of a folder, "." and ".." apart. */
static inline size_t count_entries(const char *folder)
{
    DIR *stream = opendir(folder);
    assert_non_null(stream);
    size_t count = 0;
    while (readdir(stream) != NULL)
        count++;
    (void)closedir(stream);
    return count - 2;
}

#endif
