/* The page of a pair: the answer in a sentence, four tiles, charts with their tables, targets, claims. */
#include "tracker/web/chart_table.h"
#include "tracker/web/pages.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

typedef struct PairPage {
    const TfView *view;
    TfArena *arena;
    TextBuilder *out;
    char pair[TF_PAIR_CHARS];
} PairPage;

/* ---- head ---- */

static void add_tile(const PairPage *page, const char *name, TfSlice value, TfSlice more)
{
    html(page->out, "<div><dt>{name}</dt><dd><b>{value}</b> <small>{more}</small></dd></div>\n",
         {"name", tf_slice(name)}, {"value", value}, {"more", more});
}

/* The projected year that matters: the target's, else the first. */
static const TfProjectedYear *outlook_year(const TfView *view, const TfProgress *target)
{
    const TfProjection *projection = &view->projection;
    for (size_t i = 0; i < projection->year_count; i++)
        if (target != NULL && projection->years[i].year == target->target.deadline.year)
            return &projection->years[i];
    return projection->year_count > 0 ? &projection->years[0] : NULL;
}

static void add_outlook_tile(const PairPage *page, const TfProjectedYear *year)
{
    char name[64];
    (void)snprintf(name, sizeof name, "Outlook for %d", year->year);
    TfSlice low = tf_money_text(year->total_usd.lo80, "USD", page->arena);
    TfSlice high = tf_money_text(year->total_usd.hi80, "USD", page->arena);
    add_tile(page, name, tf_money_text(year->total_usd.median, "USD", page->arena),
             tf_arena_format(page->arena, "80%% range %.*s to %.*s", TF_SLICE_ARG(low), TF_SLICE_ARG(high)));
}

static void add_target_tiles(const PairPage *page, const TfProgress *target)
{
    TfSlice by = target->target.stated_by;
    TfDate said = target->target.stated;
    TfSlice day = page_day(said, page->arena);
    add_tile(page, "Stated target", tf_target_text(&target->target, page->arena),
             tf_arena_format(page->arena, "said %.*s%s%.*s", TF_SLICE_ARG(day), by.length > 0 ? ", " : "",
                             TF_SLICE_ARG(by)));
    add_tile(page, "Status", tf_slice(tf_target_status_name(target->status)), target->reason);
    if (tf_target_has_chance(target->status))
        add_tile(page, "Chance of reaching it", page_chance(target->p_target, page->arena),
                 target->base_year > 0 && isfinite(target->needed_growth)
                     ? tf_arena_format(page->arena, "%+.1f%% over %d is needed", 100 * target->needed_growth,
                                       target->base_year)
                     : tf_slice(""));
}

static void add_tiles(const PairPage *page)
{
    const TfProgress *target = page_headline_target(page->view);
    const TfObservation *figure = page_last_figure(&page->view->series);
    const TfProjectedYear *year = outlook_year(page->view, target);
    html_add(page->out, "<dl class=\"tiles\">\n");
    if (figure != NULL)
        add_tile(page, "Last whole year stated", page_figure(figure, page->arena),
                 tf_arena_format(page->arena, "in %d%s", tf_observation_year(figure),
                                 figure->is_approximate ? ", converted approximately" : ""));
    if (year != NULL)
        add_outlook_tile(page, year);
    if (target != NULL)
        add_target_tiles(page, target);
    html_add(page->out, "</dl>\n");
}

static void add_head(const PairPage *page)
{
    html(
        page->out,
        "<p class=\"sub\"><a href=\"../index.html\">Pairs</a> \u203a {pair} \u00b7 {name} \u00b7 turnover of "
        "{scope}</p>\n<h1>{finding}</h1>\n",
        {"pair", tf_slice(page->pair)}, {"name", tf_pair_name(page->view->series.pair, "en", page->arena)},
        {"scope", page->view->series.scope}, {"finding", page_finding(page->view, page->arena)});
    add_tiles(page);
    for (size_t i = 0; i < page->view->series.warning_count; i++)
        html(page->out, "<p class=\"note\">{warning}</p>\n", {"warning", page->view->series.warnings[i]});
}

/* ---- charts ---- */

/* A drawing as part of a page: without its declaration, and without its style, as the page's own does the
 * same. */
static void add_drawing(TextBuilder *out, TfSlice svg)
{
    static const char end[] = "</style>";
    size_t line = tf_slice_find_byte(svg, 0, '\n');
    if (tf_slice_starts_with(svg, "<?xml") && line != TF_NOWHERE)
        svg = tf_slice_range(svg, line + 1, svg.length);
    size_t style = tf_slice_find(svg, 0, "<style>");
    size_t behind = style != TF_NOWHERE ? tf_slice_find(svg, style, end) : TF_NOWHERE;
    if (behind == TF_NOWHERE) {
        text_add_slice(out, svg);
        return;
    }
    text_add_slice(out, tf_slice_range(svg, 0, style));
    text_add_slice(out, tf_slice_range(svg, behind + strlen(end), svg.length));
}

static const char *heading_of(TfChartKind kind)
{
    static const char *const headings[] = {
        [TF_CHART_TRAJECTORY] = "Trajectory", [TF_CHART_ODDS] = "Odds, article by article",
        [TF_CHART_TARGETS] = "Targets",       [TF_CHART_BALANCE] = "Exports, imports, balance",
        [TF_CHART_PACE] = "Pace of the year", [TF_CHART_CLAIMS] = "What was said about one year",
    };
    return headings[kind];
}

/* What of the pair a chart shows: A is yearly. */
static const char *cited_as(TfChartKind kind)
{
    static const char *const names[] = {
        [TF_CHART_TRAJECTORY] = "turnover/A", [TF_CHART_ODDS] = "turnover/targets",
        [TF_CHART_TARGETS] = "targets",       [TF_CHART_BALANCE] = "balance/A",
        [TF_CHART_PACE] = "turnover/A",       [TF_CHART_CLAIMS] = "turnover/claims",
    };
    return names[kind];
}

static void add_chart(const PairPage *page, const TfDrawing *drawing)
{
    TfSlice kind = tf_slice(tf_chart_kind_name(drawing->kind));
    html(page->out,
         "<section><h2 id=\"{kind}\">{heading}</h2>\n<figure>\n<div class=\"draw\" "
         "tabindex=\"0\" role=\"group\" aria-label=\"{heading}\">\n",
         {"kind", kind}, {"heading", tf_slice(heading_of(drawing->kind))});
    add_drawing(page->out, drawing->svg);
    html(page->out,
         "</div>\n<figcaption>Numbers: <a href=\"{pair}-{kind}.csv\">CSV</a><a "
         "href=\"{pair}-{kind}.json\">JSON</a><a "
         "href=\"{pair}-{kind}.svg\">SVG</a><span class=\"cite\">Cite: ",
         {"kind", kind}, {"pair", tf_slice(page->pair)});
    page_citation(page->out, page->view->series.pair, cited_as(drawing->kind), page->view->series.as_of);
    html_add(page->out, "</span></figcaption>\n<details><summary>The numbers as a table</summary>\n");
    chart_tables(drawing->csv, page->out);
    html_add(page->out, "</details>\n</figure></section>\n");
}

/* ---- targets ---- */

static void add_targets(const PairPage *page)
{
    static const char *const columns[] = {"Target", "Said", "By", "Status", "#Chance", "Why", NULL};
    if (page->view->target_count == 0)
        return;
    html_add(page->out, "<h2>Stated targets</h2>\n");
    page_table_open(page->out, tf_slice("Targets, and how they stand"), columns);
    for (size_t i = 0; i < page->view->target_count; i++) {
        const TfProgress *item = &page->view->targets[i].now;
        html(page->out,
             "<tr><th scope=\"row\"><a href=\"../" WEB_TARGETS
             "{file}\">{target}</a></th><td class=\"w\" data-label=\"Said\">{day}</td><td "
             "data-label=\"By\"><bdi>{by}</bdi></td><td data-label=\"Status\">",
             {"file", target_file(&item->target, page->arena)},
             {"target", tf_target_text(&item->target, page->arena)},
             {"day", page_day(item->target.stated, page->arena)}, {"by", item->target.stated_by});
        page_status(page->out, item->status);
        html(page->out,
             "</td><td class=\"n\" data-label=\"Chance\">{chance}</td><td "
             "data-label=\"Why\">{why}</td></tr>\n",
             {"chance",
              page_chance(tf_target_has_chance(item->status) ? item->p_target : (double)NAN, page->arena)},
             {"why", item->reason});
    }
    page_table_close(page->out);
}

/* ---- contradictions ---- */

static void add_conflicts(const PairPage *page)
{
    size_t count = page->view->conflicts.count;
    if (count > 0)
        html(page->out,
             "<h2>Contradictions</h2>\n<p>{count} {periods} of which statements differ, one is doubted or "
             "one was "
             "outvoted: <a href=\"../conflicts.html#{pair}\">both sides, with their sentences</a>.</p>\n",
             {"count", page_number((int64_t)count, page->arena)},
             {"periods", tf_slice(count == 1 ? "period" : "periods")}, {"pair", tf_slice(page->pair)});
}

/* ---- claims ---- */

static void add_claim(const PairPage *page, const TfClaimRecord *record)
{
    html(page->out,
         "<tr id=\"c{id}\"><th scope=\"row\" class=\"w\">{when}</th><td "
         "class=\"n\" data-label=\"Value\">{value}</td><td data-label=\"Kind\">{sort}</td><td "
         "class=\"w\" data-label=\"Said\">{day}</td><td data-label=\"Source\"><a "
         "href=\"{shown}\"><bdi>{source}</bdi></a>",
         {"id", page_number(record->id, page->arena)},
         {"when", tf_claim_when_text(&record->claim, page->arena)},
         {"value", tf_claim_value_text(&record->claim, page->arena)},
         {"sort", tf_slice(tf_claim_sort_text(&record->claim))},
         {"day", page_day(record->claim.pub_date, page->arena)}, {"shown", record->shown_at},
         {"source", page_source(record)});
    page_quote(page->out, record);
    html_add(page->out, "</td></tr>\n");
}

static void add_claims(const PairPage *page)
{
    static const char *const columns[] = {"Period", "#Value", "Kind", "Said", "Source and sentence", NULL};
    const TfClaimRows *rows = &page->view->claims;
    size_t shown = rows->count < MOST_CLAIMS_SHOWN ? rows->count : MOST_CLAIMS_SHOWN;
    html(page->out,
         "<h2>Claims</h2>\n<p class=\"sub\">{shown} of {count}, newest first. All of them: <a "
         "href=\"{pair}-all-claims.csv\">CSV</a></p>\n",
         {"shown", page_number((int64_t)shown, page->arena)},
         {"count", page_number((int64_t)rows->count, page->arena)}, {"pair", tf_slice(page->pair)});
    page_table_open(page->out, tf_slice("Claims with their sentences"), columns);
    for (size_t i = 0; i < shown; i++)
        add_claim(page, &rows->items[rows->count - 1 - i]);
    page_table_close(page->out);
}

static void add_citation(const PairPage *page)
{
    html_add(page->out, "<h2>Citing this</h2>\n<p>How the figures come about: <a "
                        "href=\"../methods.html\">methods</a>.</p>\n<p>");
    page_citation(page->out, page->view->series.pair, "turnover/A", page->view->series.as_of);
    html_add(page->out, "</p>\n");
}

void pair_page(const TfView *view, TfArena *arena, TextBuilder *out)
{
    PairPage page = {.view = view, .arena = arena, .out = out};
    (void)tf_pair_short(page.pair, view->series.pair);
    Page frame = {.title = tf_pair_name(view->series.pair, "en", arena),
                  .section = WEB_AT_PAIRS,
                  .is_below = true,
                  .as_of = view->series.as_of};
    page_open(out, &frame);
    add_head(&page);
    for (size_t i = 0; i < view->drawing_count; i++)
        add_chart(&page, &view->drawings[i]);
    add_targets(&page);
    add_conflicts(&page);
    add_claims(&page);
    add_citation(&page);
    page_close(out, &frame);
}
