/* The claims of a pair as a file for spreadsheets. */
#include "tracker/web/pages.h"

#include <string.h>

/* A cell that a spreadsheet would take for a formula gets an apostrophe, since its words are a stranger's. */
static void add_cell(TextBuilder *out, TfSlice cell, char end)
{
    bool is_formula = cell.length > 0 && strchr("=+-@\t\r", cell.bytes[0]) != NULL;
    text_add(out, is_formula ? "\"'" : "\"");
    for (size_t i = 0; i < cell.length; i++) {
        if (cell.bytes[i] == '"')
            text_add_byte(out, '"');
        text_add_byte(out, cell.bytes[i]);
    }
    text_add_byte(out, '"');
    text_add_byte(out, end);
}

void pair_claims_csv(const TfView *view, TfArena *arena, TextBuilder *out)
{
    char period[TF_PERIOD_CHARS];
    char day[TF_DATE_CHARS];
    text_add(out, "id,period,when,value,kind,about,published,outlet,address,sentence\n");
    for (size_t i = 0; i < view->claims.count; i++) {
        const TfClaimRecord *record = &view->claims.items[i];
        const TfClaim *claim = &record->claim;
        text_addf(out, "%lld,", (long long)record->id);
        add_cell(out, tf_slice(tf_period_key(period, claim->period)), ',');
        add_cell(out, tf_claim_when_text(claim, arena), ',');
        add_cell(out, tf_claim_value_text(claim, arena), ',');
        add_cell(out, tf_slice(tf_claim_sort_text(claim)), ',');
        add_cell(out, tf_claim_about_text(claim, arena), ',');
        add_cell(out, tf_slice(tf_date_write(day, claim->pub_date)), ',');
        add_cell(out, page_source(record), ',');
        add_cell(out, claim->url, ',');
        add_cell(out, record->sentence, '\n');
    }
}
