/* What is new, by day: an entry for each article of a pair, with its claims and what it did to the pair's
 * targets. Each pair gives its entries as lines of text, which a report keeps; the feed and the page of
 * changes are made of the lines of all. */
#ifndef TRACKER_WEB_CHANGES_H
#define TRACKER_WEB_CHANGES_H

#include "tracker/web/overview.h"

/* The newest articles of a pair, and of all pairs together, that are told. */
#define MOST_NEWS_OF_PAIR 40
#define MOST_NEWS         300

/* A line for each of the newest articles. The id in it is made of the pair and of the article's address (or
 * name), day and title: the same article has the same id in every report and every database. */
void changes_of_pair(const TfView *view, TfArena *arena, TextBuilder *out);

/* changes.html */
void changes_page(const Overview *all, TfArena *arena, TextBuilder *out);
/* changes.xml, Atom (RFC 4287). An entry's day is its article's; nothing of it comes from the clock. */
void changes_feed(const Overview *all, TfArena *arena, TextBuilder *out);

#endif
