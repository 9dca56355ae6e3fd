/* Who trades tells something of how steady the trade is. README.md, "What is believed before". */
#include "tracker/projection/claim_model.h"

#include <stdlib.h>
#include <string.h>

static const double shift_of_two_members = -0.15;
static const double shift_of_no_member = 0.35;

/* Members of the OECD in 2024, sorted. */
static const char members[][4] = {
    "AUS", "AUT", "BEL", "CAN", "CHE", "CHL", "COL", "CRI", "CZE", "DEU", "DNK", "ESP", "EST",
    "FIN", "FRA", "GBR", "GRC", "HUN", "IRL", "ISL", "ISR", "ITA", "JPN", "KOR", "LTU", "LUX",
    "LVA", "MEX", "NLD", "NOR", "NZL", "POL", "PRT", "SVK", "SVN", "SWE", "TUR", "USA",
};

static int compare_codes(const void *key, const void *member)
{
    return strcmp(key, member);
}

/* The European Union counts as a member: most of what it trades is its members' of the OECD. */
static bool is_member(TfParty party)
{
    return strcmp(party.code, "EU") == 0 || bsearch(party.code, members, sizeof members / sizeof members[0],
                                                    sizeof members[0], compare_codes) != NULL;
}

double claim_scale_shift(TfPair pair)
{
    if (!tf_party_is_set(pair.a) || !tf_party_is_set(pair.b))
        return 0;
    int count = is_member(pair.a) + is_member(pair.b);
    return count == 2 ? shift_of_two_members : count == 0 ? shift_of_no_member : 0;
}
