/* An article of tests/cases as the extractor takes it: first line the title, second "Outlet | 2024-11-27",
 * then one paragraph a line. Enough of a reader for texts that we wrote ourselves. */
#ifndef TESTS_UNIT_EXTRACT_CASE_ARTICLE_H
#define TESTS_UNIT_EXTRACT_CASE_ARTICLE_H

#include "tests/support/support.h"
#include "tracker/model/article.h"

static inline TfSpan case_span(TfSlice text, TfSlice part)
{
    size_t start = (size_t)(part.bytes - text.bytes);
    return (TfSpan){start, start + part.length};
}

/* "Outlet | 2024-11-27": fills outlet and date. */
static inline void case_source(TfSlice line, TfArticle *article)
{
    article->outlet = tf_slice_trim(tf_slice_split(&line, '|'));
    if (line.bytes != NULL && tf_date_read(tf_slice_trim(line), &article->date))
        article->date_basis = TF_DATE_GIVEN;
}

static inline TfArticle case_article(TfSlice text, TfSlice lang, TfSlice id, TfArena *arena)
{
    TfArticle article = {.id = id, .text = text, .lang = lang, .encoding = "UTF-8"};
    size_t most = 1;
    for (size_t i = 0; i < text.length; i++)
        most += text.bytes[i] == '\n';
    article.body = tf_arena_alloc_array(arena, most, sizeof *article.body);
    assert_non_null(article.body);
    TfSlice rest = text;
    size_t number = 0;
    while (rest.bytes != NULL) {
        TfSlice line = tf_slice_trim(tf_slice_split(&rest, '\n'));
        if (line.length == 0)
            continue;
        if (number == 0)
            article.title = case_span(text, line);
        else if (number == 1)
            case_source(line, &article);
        else
            article.body[article.body_count++] = case_span(text, line);
        number++;
    }
    return article;
}

#endif
