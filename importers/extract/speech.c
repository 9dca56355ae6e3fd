/* Who says a figure: the speaker or agency that a sentence names, in the page's own words. */
#include "importers/extract/draft.h"

/* Party and office belong together within this distance. */
#define TITLE_REACH 2

/* The party in front of an office, when it is part of the name: "Kazakhstan's foreign minister". */
static size_t start_of(const SentenceView *view, const Reading *reading, const Mark *mark)
{
    for (size_t i = view->parties.count; i > 0; i--) {
        const PartyMention *mention = &view->parties.items[i - 1];
        if (mention->is_speaker && mention->span.end <= mark->start &&
            reading_distance(reading, mention->span, mark_span(mark)) <= TITLE_REACH)
            return mention->span.start;
    }
    return mark->start;
}

TfSlice speech_attribution(const Reading *reading, const SentenceView *view, TfSpan amount)
{
    size_t first;
    size_t end;
    const Mark *best = NULL;
    int best_distance = 60;
    reading_marks_in(reading, LEX_SPEECH, view->sentence->span, &first, &end);
    bool is_told = false;
    for (size_t i = first; i < end; i++)
        is_told = is_told || reading->marks[LEX_SPEECH].items[i].role == ROLE_SAYS ||
                  reading->marks[LEX_SPEECH].items[i].role == ROLE_SOURCE;
    for (size_t i = first; i < end && is_told; i++) {
        const Mark *mark = &reading->marks[LEX_SPEECH].items[i];
        bool speaker = mark->role == ROLE_SPEAKER || mark->role == ROLE_AGENCY;
        int distance = speaker ? reading_distance(reading, mark_span(mark), amount) : best_distance;
        if (distance >= best_distance)
            continue;
        best = mark;
        best_distance = distance;
    }
    if (best == NULL)
        return (TfSlice){NULL, 0};
    return tf_article_span(reading->article, (TfSpan){start_of(view, reading, best), best->end});
}
