/* The page of a target: how it stands and by which rule, its wordings, what it was carried on by, and which
 * article moved its chance. */
#include "tracker/web/pages.h"

#include <math.h>

TfSlice target_file(const TfTarget *target, TfArena *arena)
{
    char pair[TF_PAIR_CHARS];
    return tf_arena_format(arena, "%s-%lld.html", tf_pair_short(pair, target->pair),
                           (long long)(target->claim_count > 0 ? target->claim_ids[0] : 0));
}

/* Another target of the same page family, by its first claim. */
static const TfTarget *find_target(const TfView *view, int64_t claim)
{
    for (size_t i = 0; i < view->target_count && claim != 0; i++) {
        const TfTarget *target = &view->targets[i].now.target;
        if (target->claim_count > 0 && target->claim_ids[0] == claim)
            return target;
    }
    return NULL;
}

static void add_relative(const TfView *view, const char *words, int64_t claim, TfArena *arena,
                         TextBuilder *out)
{
    const TfTarget *target = find_target(view, claim);
    if (target != NULL)
        html(out, "<dt>{words}</dt><dd><a href=\"{file}\">{target}</a>, stated {day}</dd>",
             {"words", tf_slice(words)}, {"file", target_file(target, arena)},
             {"target", tf_target_text(target, arena)}, {"day", page_day(target->stated, arena)});
}

static void add_facts(const TfView *view, const TfProgress *item, TfArena *arena, TextBuilder *out)
{
    static const char *const links[] = {[TF_LINK_NONE] = "Then",
                                        [TF_LINK_REVISED] = "Revised to",
                                        [TF_LINK_STAGE] = "Further stage",
                                        [TF_LINK_OPENED] = "Said again without a deadline"};
    const TfTarget *target = &item->target;
    html_add(out, "<dl class=\"facts\"><dt>Status</dt><dd>");
    page_status(out, item->status);
    html(out,
         "</dd><dt>Rule</dt><dd>{rule} (<a "
         "href=\"../methods.html#targets\">methods</a>)</dd><dt>Here</dt><dd>{reason}</dd>",
         {"rule", tf_slice(tf_target_status_rule(item->status))}, {"reason", item->reason});
    if (tf_target_has_chance(item->status)) {
        TfSlice low = page_chance(item->p_drift_low, arena);
        TfSlice high = page_chance(item->p_drift_high, arena);
        html(out,
             "<dt>Chance</dt><dd>{chance}; {low} and {high} with 3 points less and more growth a year</dd>",
             {"chance", page_chance(item->p_target, arena)}, {"low", low}, {"high", high});
    }
    if (item->base_year > 0 && isfinite(item->needed_growth) && item->needed_growth > 0)
        html(out, "<dt>Growth needed</dt><dd>{growth}</dd>",
             {"growth", tf_arena_format(arena, "%+.1f%% over %d, %+.1f%% a year", 100 * item->needed_growth,
                                        item->base_year, 100 * item->needed_growth_per_year)});
    if (target->conversion.length > 0)
        html(out, "<dt>Converted</dt><dd>{how}</dd>", {"how", target->conversion});
    add_relative(view, "Goes back to", target->previous, arena, out);
    add_relative(view, links[target->link], target->next, arena, out);
    html_add(out, "</dl>\n");
}

static void add_statements(const TfView *view, const TfTarget *target, TfArena *arena, TextBuilder *out)
{
    static const char *const columns[] = {"Said", "Value", "Source and sentence", NULL};
    html_add(out, "<h2>Statements</h2>\n");
    page_table_open(out, tf_slice("Every statement of the target"), columns);
    for (size_t i = 0; i < target->claim_count; i++) {
        const TfClaimRecord *record = page_claim(view, target->claim_ids[i]);
        if (record == NULL)
            continue;
        html(out,
             "<tr><th scope=\"row\" class=\"w\">{day}</th><td class=\"w\" "
             "data-label=\"Value\">{value}</td><td data-label=\"Source\"><a "
             "href=\"{shown}\"><bdi>{source}</bdi></a>",
             {"day", page_day(record->claim.pub_date, arena)},
             {"value", tf_claim_value_text(&record->claim, arena)}, {"shown", record->shown_at},
             {"source", page_source(record)});
        page_quote(out, record);
        html_add(out, "</td></tr>\n");
    }
    page_table_close(out);
}

static void add_step(const TfProgressStep *step, TfArena *arena, TextBuilder *out)
{
    double points = 100 * (step->p_after - step->p_before);
    html(out,
         "<tr><th scope=\"row\" class=\"w\">{day}</th><td class=\"n\" data-label=\"Chance\">{chance}</td><td "
         "class=\"n\" data-label=\"Points\">{points}</td><td data-label=\"Status\">",
         {"day", page_day(step->date, arena)}, {"chance", page_chance(step->p_after, arena)},
         {"points", isfinite(points) ? tf_arena_format(arena, "%+.1f", points) : tf_slice("")});
    page_status(out, step->status);
    html_add(out, "</td><td data-label=\"Article\">");
    TfSlice title = step->title.length > 0 ? step->title : step->outlet;
    if (step->article_id != 0)
        html(out, "<a href=\"../" WEB_ARTICLES "{id}.html\"><bdi>{title}</bdi></a> <bdi>{outlet}</bdi>",
             {"id", page_number(step->article_id, arena)}, {"title", title},
             {"outlet", step->title.length > 0 ? step->outlet : tf_slice("")});
    else
        html_add(out, "time alone");
    html_add(out, "</td></tr>\n");
}

static void add_steps(const TfTargetHistory *history, TfArena *arena, TextBuilder *out)
{
    static const char *const columns[] = {"Day", "#Chance", "#Points", "Status", "Article", NULL};
    if (history->step_count == 0)
        return;
    html_add(out, "<h2>What moved it</h2>\n");
    page_table_open(out, tf_slice("Its chance, article by article"), columns);
    for (size_t i = 0; i < history->step_count; i++)
        add_step(&history->steps[i], arena, out);
    page_table_close(out);
}

static void add_citation(const TfView *view, const TfTarget *target, TfSlice text, TfArena *arena,
                         TextBuilder *out)
{
    TfSlice what = tf_arena_format(arena, "%s/target", tf_measure_name(target->flow));
    html(out, "<h2>Citing this</h2>\n<p>{text}, stated {day}: ", {"text", text},
         {"day", page_day(target->stated, arena)});
    page_citation(out, target->pair, what.bytes != NULL ? what.bytes : "target", view->series.as_of);
    html_add(out, "</p>\n");
}

void target_page(const TfView *view, const TfTargetHistory *history, TfArena *arena, TextBuilder *out)
{
    char pair[TF_PAIR_CHARS];
    const TfTarget *target = &history->now.target;
    TfSlice text = tf_target_text(target, arena);
    TfSlice name = tf_pair_name(target->pair, "en", arena);
    Page page = {.title = tf_arena_format(arena, "%.*s: %.*s", TF_SLICE_ARG(name), TF_SLICE_ARG(text)),
                 .section = WEB_AT_PAIRS,
                 .is_below = true,
                 .as_of = view->series.as_of};
    page_open(out, &page);
    html(out,
         "<p class=\"sub\"><a href=\"../index.html\">Pairs</a> \u203a <a href=\"../" WEB_PAIRS
         "{pair}.html\">{name}</a> \u203a target of {measure}</p>\n<h1>{title}</h1>\n<p class=\"sub\">Stated "
         "{day}<bdi>{comma}{by}</bdi></p>\n",
         {"pair", tf_slice(tf_pair_short(pair, target->pair))}, {"name", name},
         {"measure", tf_slice(tf_measure_name(target->flow))}, {"title", page.title},
         {"day", page_day(target->stated, arena)},
         {"comma", tf_slice(target->stated_by.length > 0 ? ", " : "")}, {"by", target->stated_by});
    add_facts(view, &history->now, arena, out);
    add_statements(view, target, arena, out);
    add_steps(history, arena, out);
    add_citation(view, target, text, arena, out);
    page_close(out, &page);
}
