/* Which pages there are about all pairs. */
#include "tracker/web/changes.h"

static void methods(const Overview *all, TfArena *arena, TextBuilder *out)
{
    (void)arena;
    methods_page(all, out);
}

static const struct {
    const char *file;
    void (*print)(const Overview *, TfArena *, TextBuilder *);
} others[] = {
    {"conflicts.html", conflicts_page},
    {"methods.html", methods},
    {"changes.html", changes_page},
    {"changes.xml", changes_feed},
};
enum { OTHERS = sizeof others / sizeof others[0] };

const char *overview_file(size_t index)
{
    if (index < PAIR_ORDERS)
        return index_file((PairOrder)index);
    return index - PAIR_ORDERS < OTHERS ? others[index - PAIR_ORDERS].file : NULL;
}

void overview_page(size_t index, const Overview *all, TfArena *arena, TextBuilder *out)
{
    if (index < PAIR_ORDERS)
        index_page(all, (PairOrder)index, arena, out);
    else
        others[index - PAIR_ORDERS].print(all, arena, out);
}
