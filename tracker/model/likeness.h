/* Likeness of articles: a short signature of each body, and how much of one text stands in another.
 *
 * It finds a text that was carried by several pages: with another headline, dateline or agency tag, a
 * sentence put in, the last paragraphs cut off. A bulletin that comes out each month in the same words with
 * other figures is another article, so figures are compared apart from words. Case, blanks, punctuation and
 * the way figures are grouped do not count. */
#ifndef TRACKER_MODEL_LIKENESS_H
#define TRACKER_MODEL_LIKENESS_H

#include "tracker/model/article.h"

#define LIKENESS_BINS    64
#define LIKENESS_FIGURES 28
#define LIKENESS_BANDS   21

/* Two articles this like each other are one text; precision and recall are in tracker/model/README.md. */
#define LIKENESS_SAME 0.55

/* 248 bytes without gaps, to be stored as they lie in memory (of little-endian machines). The same text gives
 * the same signature as long as `version` is the same. */
#define LIKENESS_VERSION 1
typedef struct TfSignature {
    uint16_t version;
    uint16_t figure_count;              /* of `figures` */
    uint32_t run_count;                 /* runs of words in the body */
    uint16_t bins[LIKENESS_BINS];       /* least hash of the runs that fall into each; 0 for none */
    uint32_t figures[LIKENESS_FIGURES]; /* least hashes of the figures, sorted; 0 behind the last */
} TfSignature;

/* Takes the signature of the article's body; of its whole text when it has no body. */
void likeness_signature(const TfArticle *article, TfSignature *signature);

/* 0 for nothing in common, 1 for the same text or one that stands in the other as a whole. Texts too short to
 * tell (below about 15 words) are like none but their equals. */
double likeness(const TfSignature *a, const TfSignature *b);

/* Keys to look up likely twins by: texts that are the same by LIKENESS_SAME share at least one, nearly
 * always, and unrelated ones hardly ever do. None for a text too short to tell. Returns how many there are:
 * 0 or LIKENESS_BANDS. */
size_t likeness_bands(const TfSignature *signature, uint64_t bands[LIKENESS_BANDS]);

#endif
