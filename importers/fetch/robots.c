/* robots.txt: read into the rules that hold for one agent, and asked for paths. */
#include "importers/fetch/robots.h"

#include "tracker/base/hex.h"
#include "tracker/base/number.h"

#include <string.h>

#define MOST_PATTERN_BYTES 2048

static bool is_unreserved(unsigned char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
           (byte != '\0' && strchr("-._~", byte) != NULL);
}

/* Escapes made alike: those of plain characters undone, all others in capitals, other scripts escaped. Needs
 * room for three times the text. */
static size_t alike(TfSlice text, char *out)
{
    static const char hex[] = "0123456789ABCDEF";
    size_t length = 0;
    for (size_t i = 0; i < text.length; i++) {
        unsigned char byte = (unsigned char)text.bytes[i];
        bool is_escape = byte == '%' && i + 2 < text.length && hex_value(text.bytes[i + 1]) >= 0 &&
                         hex_value(text.bytes[i + 2]) >= 0;
        if (is_escape) {
            byte = (unsigned char)(hex_value(text.bytes[i + 1]) * 16 + hex_value(text.bytes[i + 2]));
            i += 2;
        }
        if ((is_escape && is_unreserved(byte)) || (!is_escape && byte < 0x80)) {
            out[length++] = (char)byte;
        } else {
            out[length++] = '%';
            out[length++] = hex[byte >> 4];
            out[length++] = hex[byte & 15];
        }
    }
    return length;
}

typedef struct Line {
    TfSlice name;
    TfSlice value;
} Line;

/* The next line "name: value" without its comment; false at the end. */
static bool next_line(TfSlice *rest, Line *line)
{
    while (rest->length > 0) {
        size_t end = 0;
        while (end < rest->length && rest->bytes[end] != '\n' && rest->bytes[end] != '\r')
            end++;
        TfSlice text = tf_slice_range(*rest, 0, end);
        *rest = tf_slice_range(*rest, end + 1, rest->length);
        text = tf_slice_range(text, 0, tf_slice_find_byte(text, 0, '#'));
        size_t colon = tf_slice_find_byte(text, 0, ':');
        if (colon == TF_NOWHERE)
            continue;
        line->name = tf_slice_trim(tf_slice_range(text, 0, colon));
        line->value = tf_slice_trim(tf_slice_range(text, colon + 1, text.length));
        return true;
    }
    return false;
}

static bool is_named(TfSlice name, const char *wanted)
{
    return tf_slice_equal_ascii_case(name, tf_slice(wanted));
}

/* "tradefig/1.0 (x)" names the product tradefig. */
static bool names_agent(TfSlice value, TfSlice agent)
{
    size_t end = 0;
    while (end < value.length && (is_unreserved((unsigned char)value.bytes[end]) && value.bytes[end] != '.'))
        end++;
    return tf_slice_equal_ascii_case(tf_slice_range(value, 0, end), agent);
}

static TfStatus add_rule(Robots *robots, size_t *capacity, TfSlice pattern, bool is_allowed, TfArena *arena,
                         TfError *error)
{
    char text[MOST_PATTERN_BYTES * 3];
    if (pattern.length == 0 || pattern.length > MOST_PATTERN_BYTES || robots->count >= ROBOTS_MOST_RULES)
        return TF_OK;
    TfSlice kept = tf_arena_copy(arena, tf_slice_of(text, alike(pattern, text)));
    if (kept.bytes == NULL ||
        !tf_arena_grow(arena, &robots->rules, capacity, robots->count, sizeof robots->rules[0]))
        return tf_fail_memory(error);
    robots->rules[robots->count++] = (RobotsRule){kept, is_allowed};
    return TF_OK;
}

/* Reads the groups of one agent ("*" for all); *found says whether there are any. */
static TfStatus read_groups(TfSlice text, TfSlice agent, TfArena *arena, Robots *robots, bool *found,
                            TfError *error)
{
    Line line;
    size_t capacity = 0;
    bool is_ours = false;
    bool in_names = false; /* lines of names in a row begin one group */
    *robots = (Robots){NULL, 0, 0};
    *found = false;
    while (next_line(&text, &line)) {
        if (is_named(line.name, "user-agent")) {
            bool fits =
                tf_slice_is(agent, "*") ? tf_slice_is(line.value, "*") : names_agent(line.value, agent);
            is_ours = (in_names && is_ours) || fits;
            *found = *found || fits;
            in_names = true;
            continue;
        }
        bool allows = is_named(line.name, "allow");
        double delay = 0;
        if (allows || is_named(line.name, "disallow") || is_named(line.name, "crawl-delay"))
            in_names = false; /* "Sitemap:" and others end no group */
        if (!is_ours)
            continue;
        if (is_named(line.name, "crawl-delay") && tf_double_read(line.value, &delay) && delay > 0)
            robots->delay_seconds = delay;
        if (allows || is_named(line.name, "disallow")) {
            TfStatus status = add_rule(robots, &capacity, line.value, allows, arena, error);
            if (status != TF_OK)
                return status;
        }
    }
    return TF_OK;
}

TfStatus robots_read(TfSlice text, TfSlice agent, TfArena *arena, Robots *robots, TfError *error)
{
    bool found;
    text = tf_slice_range(text, 0, ROBOTS_MOST_BYTES);
    if (tf_slice_starts_with(text, "\xEF\xBB\xBF"))
        text = tf_slice_range(text, 3, text.length);
    TfStatus status = read_groups(text, agent, arena, robots, &found, error);
    if (status == TF_OK && !found)
        status = read_groups(text, tf_slice("*"), arena, robots, &found, error);
    return status;
}

/* Whether the pattern matches the beginning of the path, or all of it when it ends in "$". "*" goes on from
 * its last place, so the time is pattern times path at most. */
static bool matches(TfSlice pattern, TfSlice path)
{
    bool is_anchored = tf_slice_ends_with(pattern, "$");
    size_t length = pattern.length - is_anchored;
    size_t at = 0;
    size_t star = TF_NOWHERE;
    size_t star_path = 0;
    for (size_t i = 0;;) {
        if (at == length && (!is_anchored || i == path.length))
            return true;
        if (at < length && pattern.bytes[at] == '*') {
            star = at++;
            star_path = i;
        } else if (at < length && i < path.length && pattern.bytes[at] == path.bytes[i]) {
            at++;
            i++;
        } else if (star != TF_NOWHERE && star_path < path.length) {
            at = star + 1;
            i = ++star_path;
        } else {
            return false;
        }
    }
}

bool robots_allow(const Robots *robots, TfSlice path)
{
    char text[MOST_PATTERN_BYTES * 3];
    TfSlice same = tf_slice_of(text, alike(tf_slice_range(path, 0, MOST_PATTERN_BYTES), text));
    size_t longest = 0;
    bool is_allowed = true;
    for (size_t i = 0; i < robots->count; i++) {
        const RobotsRule *rule = &robots->rules[i];
        size_t length = rule->pattern.length;
        bool wins = length > longest || (length == longest && rule->is_allowed);
        if (wins && matches(rule->pattern, same)) {
            longest = length;
            is_allowed = rule->is_allowed;
        }
    }
    return is_allowed;
}
