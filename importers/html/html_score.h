/* How much a block looks like one of the article, in two looks: the first by the block and what is around it,
 * the second also by what the first found of its neighbours and where most of the text is. Private to the
 * module. */
#ifndef IMPORTERS_HTML_HTML_SCORE_H
#define IMPORTERS_HTML_HTML_SCORE_H

#include "importers/html/html_blocks.h"

#define HTML_FIRST_FEATURES 144
#define HTML_FEATURES       216
#define HTML_MOST_FEATURES  100

typedef struct HtmlFeatures {
    unsigned count;
    uint16_t ids[HTML_MOST_FEATURES];
} HtmlFeatures;

typedef struct HtmlScorer {
    const HtmlPieces *pieces;
    uint32_t *prose_before; /* of each piece: width of running text in front of it */
    size_t title;           /* index of the piece that shows the title, TF_NOWHERE when none does */
    uint16_t *words;        /* of each piece: what it has of the features for words */
    double *first;          /* of each piece: what the first look found, 0..1 */
    uint32_t chosen;        /* the element that holds most of the text */
    size_t first_strong;    /* first and last block in it that are surely text */
    size_t last_strong;
} HtmlScorer;

void html_first_features(const HtmlScorer *scorer, size_t at, HtmlFeatures *features);
void html_second_features(const HtmlScorer *scorer, size_t at, HtmlFeatures *features);

/* A line that stands around articles and in none: Share, Related news. */
bool html_is_noise(const HtmlPiece *piece);

/* Bits for HtmlScorer.words. */
uint16_t html_words(const HtmlPiece *piece);

/* 0..1 */
double html_weigh(const HtmlFeatures *features, const float *weights);

/* html_weights.c */
extern const float html_first_weights[HTML_FIRST_FEATURES];
extern const float html_second_weights[HTML_FEATURES];

/* body.c: makes both looks; second[i] is what comes of piece i. */
TF_CHECKED TfStatus html_score(const HtmlPage *page, const HtmlFacts *facts, const HtmlPieces *pieces,
                               HtmlScorer *scorer, double **second, TfError *error);

#endif
