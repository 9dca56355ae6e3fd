/* Which pages there are about all pairs. */
#include "tracker/web/overview.h"

const char *overview_file(size_t index)
{
    if (index < PAIR_ORDERS)
        return index_file((PairOrder)index);
    return index == PAIR_ORDERS ? "conflicts.html" : NULL;
}

void overview_page(size_t index, const Overview *all, TfArena *arena, TextBuilder *out)
{
    if (index < PAIR_ORDERS)
        index_page(all, (PairOrder)index, arena, out);
    else
        conflicts_page(all, arena, out);
}
