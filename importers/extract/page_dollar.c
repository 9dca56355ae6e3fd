/* The dollar of a page. A bare "$" is the United States' unless the outlet's country has a dollar of its own
 * and the page nowhere says "US$". */
#include "importers/extract/page_dollar.h"

#include <string.h>

static const struct {
    const char *country;
    const char *domain; /* of its addresses */
    const char *currency;
} dollars[] = {
    {"AUS", ".au", "AUD"}, {"BHS", ".bs", "BSD"}, {"BLZ", ".bz", "BZD"}, {"BRB", ".bb", "BBD"},
    {"BRN", ".bn", "BND"}, {"CAN", ".ca", "CAD"}, {"FJI", ".fj", "FJD"}, {"GUY", ".gy", "GYD"},
    {"HKG", ".hk", "HKD"}, {"JAM", ".jm", "JMD"}, {"NAM", ".na", "NAD"}, {"NZL", ".nz", "NZD"},
    {"SGP", ".sg", "SGD"}, {"SUR", ".sr", "SRD"}, {"TTO", ".tt", "TTD"}, {"TWN", ".tw", "TWD"},
};

/* The host of an address, without its scheme: "www.dfat.gov.au". */
static TfSlice host_of(TfSlice url)
{
    size_t scheme = tf_slice_find(url, 0, "://");
    TfSlice rest = scheme == TF_NOWHERE ? url : tf_slice_range(url, scheme + 3, url.length);
    return tf_slice_split(&rest, '/');
}

/* The outlet's own dollar; NULL when its country has none or is not known. */
static const char *own_dollar(const TfArticle *article, TfParty outlet)
{
    TfSlice host = host_of(article->url.bytes != NULL ? article->url : tf_slice(""));
    for (size_t i = 0; i < sizeof dollars / sizeof dollars[0]; i++) {
        bool named = tf_party_is_set(outlet) && strcmp(outlet.code, dollars[i].country) == 0;
        if (named || (!tf_party_is_set(outlet) && tf_slice_ends_with(host, dollars[i].domain)))
            return dollars[i].currency;
    }
    return NULL;
}

/* "$" and "dollars", which do not say whose they are. */
static bool is_bare(const LexEntry *entry)
{
    return entry != NULL && tf_slice_ends_with(tf_slice(entry->value), " bare");
}

static bool is_dollar(const Amount *amount)
{
    return amount->kind == AMOUNT_MONEY && strcmp(amount->currency, "USD") == 0;
}

void page_choose_dollar(Reading *reading, TfParty outlet)
{
    AmountList *list = &reading->amounts;
    const char *currency = own_dollar(reading->article, outlet);
    if (currency == NULL)
        return;
    for (size_t i = 0; i < list->count; i++)
        if (is_dollar(&list->items[i]) && !is_bare(list->items[i].currency_entry))
            return; /* the page tells one dollar from the other */
    for (size_t i = 0; i < list->count; i++) {
        Amount *amount = &list->items[i];
        if (!is_dollar(amount))
            continue;
        memcpy(amount->currency, currency, sizeof amount->currency);
        amount->currency_basis = TF_BASIS_INFERRED;
    }
}
