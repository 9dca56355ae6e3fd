/* The head of a page: which of its first lines are banner, title, outlet, byline and date. */
#include "importers/readers/page.h"

#include "importers/readers/character.h"
#include "importers/readers/page_words.h"

#include <string.h>

/* Lines looked at, and how many of them may be running text. */
#define HEAD_LINES 40
#define HEAD_PROSE 4

#define MOST_TITLE_WIDTH  300
#define MOST_OUTLET_WORDS 7

typedef enum LineRole {
    ROLE_PLAIN, /* short and of no known kind: title, subtitle, outlet, heading */
    ROLE_PROSE,
    ROLE_NOISE, /* menu, trail of sections, ornament */
    ROLE_DATE,
    ROLE_BYLINE,
    ROLE_SOURCE, /* "Source: ...", or an address alone */
    ROLE_TITLE,  /* "Title: ..." */
} LineRole;

typedef struct Head {
    Page *page;
    LineRole roles[HEAD_LINES];
    DateLine dates[HEAD_LINES];
    size_t count;
    size_t title;       /* index of the title's line, or count */
    size_t dated;       /* index of the line whose date is taken, or count */
    size_t banner;      /* index of a line that names the site, or count */
    size_t first_prose; /* index of the first running text that is no title, or count */
} Head;

/* --- roles --- */

/* "Home > News > Economy": short parts between arrows. */
static bool is_trail(TfSlice line)
{
    static const char *const arrows[] = {" > ", " \xE2\x80\xBA ", " \xC2\xBB ", " / ", ">>"};
    static const size_t least[] = {1, 1, 1, 2, 1};
    for (size_t i = 0; i < sizeof arrows / sizeof arrows[0]; i++) {
        size_t count = 0;
        for (size_t at = 0; (at = tf_slice_find(line, at, arrows[i])) != TF_NOWHERE; at += strlen(arrows[i]))
            count++;
        if (count >= least[i] && page_count_words(line) <= 4 * (count + 1))
            return true;
    }
    return false;
}

static bool is_byline(TfSlice line)
{
    size_t length;
    return line.length <= 120 && page_count_words(line) <= 9 &&
           page_prefix_kinds(line, PAGE_BYLINE, &length) != 0;
}

static LineRole role_of(Head *head, size_t line, bool seen_content)
{
    Page *page = head->page;
    TfSlice text = page_line(page, line);
    char buffer[PAGE_FORM_BYTES];
    if (page_is_ornament(text) || (page_word_kinds(page_fold(text, buffer)) & (PAGE_NOISE | PAGE_END)) != 0)
        return ROLE_NOISE;
    if (page_label_value(text, PAGE_TITLE).bytes != NULL)
        return ROLE_TITLE;
    if (page_read_date_line(page, line, !seen_content, &head->dates[line]))
        return ROLE_DATE;
    if (page_find_url(text).bytes != NULL)
        return ROLE_SOURCE;
    if (page->lines[line].prose)
        return ROLE_PROSE;
    if (page_label_value(text, PAGE_SOURCE).bytes != NULL)
        return ROLE_SOURCE;
    if (page_label_value(text, PAGE_LABEL).bytes != NULL || (!seen_content && is_trail(text)))
        return ROLE_NOISE;
    return is_byline(text) ? ROLE_BYLINE : ROLE_PLAIN;
}

static void find_roles(Head *head)
{
    size_t prose = 0;
    bool seen_content = false;
    head->count = 0;
    for (size_t line = 0; line < head->page->count && line < HEAD_LINES && prose < HEAD_PROSE; line++) {
        LineRole role = role_of(head, line, seen_content);
        head->roles[head->count++] = role;
        prose += role == ROLE_PROSE;
        seen_content |= role == ROLE_PLAIN || role == ROLE_PROSE || role == ROLE_TITLE || role == ROLE_DATE;
    }
}

static size_t prose_width(const Page *page, size_t from, size_t to)
{
    size_t width = 0;
    for (size_t line = from; line < to; line++)
        width += page->lines[line].prose ? page->lines[line].width : 0;
    return width;
}

/* Behind the first paragraph, which may be a standfirst, a day must stand alone or be called the day of
 * publication, and most of the article must follow: lists of other articles have days too. */
static bool can_date_page(const Head *head, size_t line, size_t prose_behind)
{
    const DateLine *date = &head->dates[line];
    if (head->roles[line] != ROLE_DATE)
        return false;
    if (line < head->first_prose)
        return true;
    return (date->published || date->updated || date->outlet.bytes == NULL) &&
           prose_width(head->page, 0, line) < prose_behind + prose_width(head->page, line, head->count);
}

static void find_date(Head *head)
{
    size_t prose_behind = prose_width(head->page, head->count, head->page->count);
    head->dated = head->count;
    for (size_t line = 0; line < head->count; line++) {
        if (!can_date_page(head, line, prose_behind))
            continue;
        if (head->dated == head->count || (head->dates[head->dated].updated && !head->dates[line].updated))
            head->dated = line;
    }
}

/* --- title --- */

/* A stop inside with a capital behind it: two sentences are no title. */
static bool has_two_sentences(TfSlice line)
{
    for (size_t at = 0; (at = tf_slice_find(line, at, ". ")) != TF_NOWHERE; at += 2)
        if (at >= 4 && page_count_words(tf_slice_range(line, 0, at)) >= 5)
            return true;
    return false;
}

/* Ends with a stop that is no abbreviation's ("in the U.S."). */
static bool is_stopped(TfSlice text)
{
    size_t length = text.length;
    if (tf_slice_ends_with(text, "\xE3\x80\x82"))
        return true;
    return tf_slice_ends_with(text, ".") &&
           !(length >= 3 && u_isupper((unsigned char)text.bytes[length - 2]) &&
             text.bytes[length - 3] == '.');
}

static bool can_be_title(const Head *head, size_t line)
{
    const Page *page = head->page;
    TfSlice text = page_line(page, line);
    if (line + 1 >= page->count || page->lines[line].width > MOST_TITLE_WIDTH)
        return false;
    if (head->roles[line] != ROLE_PROSE)
        return head->roles[line] == ROLE_PLAIN;
    bool dated_next = line + 1 < head->count && head->roles[line + 1] == ROLE_DATE;
    if (is_stopped(text))
        return dated_next && !has_two_sentences(text);
    return dated_next || page->lines[line + 1].after_blank;
}

/* Length of a domain name that begins the line, "Vietnam.vn"; 0 when none does. */
static size_t domain_length(TfSlice line)
{
    size_t end = 0;
    while (end < line.length && (unsigned char)line.bytes[end] > ' ')
        end++;
    size_t dot = end;
    while (dot > 0 && line.bytes[dot - 1] != '.')
        dot--;
    if (dot < 3 || end - dot < 2 || end - dot > 6)
        return 0;
    for (size_t i = 0; i < end; i++) {
        char byte = line.bytes[i];
        bool letter = (byte >= 'a' && byte <= 'z') || (i < dot && byte >= 'A' && byte <= 'Z');
        bool other = i < dot && ((byte >= '0' && byte <= '9') || byte == '-' || byte == '.');
        if (!letter && !other)
            return 0;
    }
    return end;
}

/* The next line that could be the title behind `line`, or count. */
static size_t next_title(const Head *head, size_t line)
{
    size_t next = line + 1;
    while (next < head->count && head->roles[next] == ROLE_NOISE)
        next++;
    return next < head->count && can_be_title(head, next) ? next : head->count;
}

/* A first line that is the site's name: a domain, or what the date line calls the outlet, with or without a
 * slogan. */
static bool is_banner(const Head *head, size_t line)
{
    TfSlice text = page_line(head->page, line);
    if (head->roles[line] != ROLE_PLAIN || text.length > 160)
        return false;
    if (domain_length(text) > 0)
        return true;
    for (size_t dated = 0; dated < head->count; dated++) {
        TfSlice outlet = head->roles[dated] == ROLE_DATE ? head->dates[dated].outlet : (TfSlice){NULL, 0};
        TfSlice slogan = tf_slice_trim(tf_slice_range(text, outlet.length, text.length));
        size_t at = 0;
        if (outlet.length > 2 && tf_slice_equal_ascii_case(tf_slice_range(text, 0, outlet.length), outlet) &&
            (slogan.length == 0 || !u_isalnum(character_next(slogan, &at))))
            return true;
    }
    return false;
}

/* "The week in wheat, 27 November 2024" over the first paragraph: a title that ends in a day looks like
 * outlet and day. */
static void take_dated_title(Head *head, size_t line)
{
    if (head->roles[line] != ROLE_DATE || !head->dates[line].outlet_first ||
        head->roles[line + 1] != ROLE_PROSE)
        return;
    head->title = line;
    head->dates[line].outlet = (TfSlice){NULL, 0};
}

static void find_title(Head *head, bool want_title)
{
    head->title = head->banner = head->count;
    for (size_t line = 0; line < head->count; line++)
        if (head->roles[line] == ROLE_TITLE) {
            head->title = line;
            return;
        }
    size_t first = 0;
    while (first < head->count && head->roles[first] != ROLE_PLAIN && head->roles[first] != ROLE_PROSE)
        first++;
    if (first == head->count)
        return;
    size_t behind = next_title(head, first);
    if (is_banner(head, first) && (behind < head->count || !want_title)) {
        head->banner = first;
        first = behind;
    }
    if (want_title && first < head->count && can_be_title(head, first))
        head->title = first;
    else if (want_title && first > 0 && first < head->count)
        take_dated_title(head, first - 1);
}

static void find_first_prose(Head *head)
{
    head->first_prose = 0;
    while (head->first_prose < head->count &&
           (head->roles[head->first_prose] != ROLE_PROSE || head->first_prose == head->title))
        head->first_prose++;
}

/* A title broken over two lines: the second goes on in small letters. */
static bool goes_on(const Head *head, size_t line)
{
    const Page *page = head->page;
    if (line + 1 >= head->count || head->roles[line + 1] != ROLE_PLAIN || page->lines[line + 1].after_blank ||
        page->lines[line].prose || page->lines[line].width < 30)
        return false;
    size_t at = 0;
    return u_islower(character_next(page_line(page, line + 1), &at));
}

static TfSpan title_span(const Head *head)
{
    const Page *page = head->page;
    TfSlice text = page_line(page, head->title);
    TfSlice value = page_label_value(text, PAGE_TITLE);
    if (goes_on(head, head->title))
        text.length = page->lines[head->title + 1].end - page->lines[head->title].start;
    text = head->roles[head->title] == ROLE_TITLE ? value : text;
    while (text.length > 0 && strchr("#*_ ", text.bytes[0]) != NULL) /* Markdown */
        text = tf_slice_range(text, 1, text.length);
    while (text.length > 0 && strchr("#*_ ", text.bytes[text.length - 1]) != NULL)
        text.length--;
    size_t start = (size_t)(text.bytes - page->text.bytes);
    return (TfSpan){start, start + text.length};
}

/* --- outlet --- */

/* Names have capitals in all their longer words: "Press Wire of India". */
static bool is_name(TfSlice line)
{
    while (line.bytes != NULL) {
        TfSlice word = tf_slice_split(&line, ' ');
        size_t at = 0;
        if (word.length > 3 && u_islower(character_next(word, &at)))
            return false;
    }
    return true;
}

static bool can_be_outlet(const Head *head, size_t line)
{
    return line < head->count && line != head->title && line != head->banner &&
           head->roles[line] == ROLE_PLAIN &&
           page_count_words(page_line(head->page, line)) <= MOST_OUTLET_WORDS &&
           head->page->lines[line].width <= 80;
}

/* The outlet of the date line, or the line over it. "Press Wire of India" over "New Delhi, December 5, 2025"
 * makes "New Delhi" a place. */
static void find_outlet(Head *head, PageFacts *facts)
{
    size_t dated = head->dated;
    if (dated == head->count)
        return;
    DateLine *date = &head->dates[dated];
    bool above = dated > 0 && !head->page->lines[dated].after_blank && can_be_outlet(head, dated - 1) &&
                 dated - 1 > (head->title < head->count ? head->title : 0);
    bool below = dated + 1 < head->count && !head->page->lines[dated + 1].after_blank &&
                 can_be_outlet(head, dated + 1);
    size_t line = head->count;
    if (above &&
        (date->outlet.bytes == NULL || (date->outlet_first && is_name(page_line(head->page, dated - 1)))))
        line = dated - 1;
    else if (date->outlet.bytes == NULL && below)
        line = dated + 1;
    facts->outlet = line < head->count ? page_line(head->page, line) : date->outlet;
    if (line < head->count)
        head->page->lines[line].out = true;
}

static void read_sources(Head *head, PageFacts *facts)
{
    for (size_t line = 0; line < head->count; line++) {
        if (head->roles[line] != ROLE_SOURCE && head->roles[line] != ROLE_DATE)
            continue;
        TfSlice text = page_line(head->page, line);
        TfSlice url = page_find_url(text);
        TfSlice value = page_label_value(text, PAGE_SOURCE);
        if (url.bytes != NULL && facts->url.bytes == NULL)
            facts->url = url;
        else if (url.bytes == NULL && value.length > 0 && head->roles[line] == ROLE_SOURCE)
            facts->outlet = value;
    }
}

/* The site's name from its banner: the publisher when the article's outlet is another. */
static void read_banner(Head *head, PageFacts *facts)
{
    if (head->banner == head->count)
        return;
    TfSlice line = page_line(head->page, head->banner);
    size_t domain = domain_length(line);
    TfSlice site = tf_slice_range(line, 0, domain > 0 ? domain : line.length);
    if (facts->outlet.bytes == NULL)
        facts->outlet = site;
    else if (domain > 0 && !tf_slice_equal_ascii_case(site, facts->outlet))
        facts->publisher = site;
}

/* "Trade grows | The Ledger": the outlet is no part of the title. */
static void cut_outlet_off(const Page *page, PageFacts *facts)
{
    TfSlice title = tf_slice_range(page->text, facts->title.start, facts->title.end);
    if (facts->outlet.length < 3 || title.length < facts->outlet.length + 6)
        return;
    TfSlice end = tf_slice_range(title, title.length - facts->outlet.length, title.length);
    TfSlice front = tf_slice_range(title, 0, title.length - facts->outlet.length);
    TfSlice cut = page_trim_marks(front);
    if (tf_slice_equal(end, facts->outlet) && front.length >= cut.length + 3)
        facts->title.end = facts->title.start + (size_t)(cut.bytes - title.bytes) + cut.length;
}

/* A day like 09/10/2024 is read as the page's other days are. */
static TfDate in_page_order(const Page *page, const DateLine *line)
{
    if (!line->unsure || !reader_dates_have_month_first(page->text))
        return line->date;
    return (TfDate){line->date.year, line->date.day, line->date.month};
}

static void mark_used(Head *head)
{
    PageLine *lines = head->page->lines;
    for (size_t line = 0; line < head->count; line++) {
        LineRole role = head->roles[line];
        bool about_page = role == ROLE_DATE || role == ROLE_BYLINE || role == ROLE_SOURCE;
        lines[line].out |= role == ROLE_NOISE || role == ROLE_TITLE ||
                           (about_page && line < head->first_prose) || line == head->title ||
                           line == head->banner || line == head->dated;
    }
    if (head->title < head->count && goes_on(head, head->title))
        lines[head->title + 1].out = true;
}

void page_read_head(Page *page, bool want_title, PageFacts *facts)
{
    Head head = {.page = page};
    find_roles(&head);
    find_title(&head, want_title);
    find_first_prose(&head);
    find_date(&head);
    if (head.title < head.count)
        facts->title = title_span(&head);
    find_outlet(&head, facts);
    read_sources(&head, facts);
    read_banner(&head, facts);
    if (head.dated < head.count) {
        facts->date = in_page_order(page, &head.dates[head.dated]);
        facts->date_basis = TF_DATE_PAGE;
    }
    mark_used(&head);
    cut_outlet_off(page, facts);
}
