/* What makes a conflict, and when a voice is outvoted. */
#include "tracker/model/conflict.h"

#include "tracker/base/text.h"

/* Distance from what all figures come to, in sds, beyond which the model has set a claim aside. */
static const double outvoted_sigmas = 3;

bool tf_voices_conflict(const TfPeriodVoices *voices)
{
    return voices->conflict_a || voices->conflict_b || voices->conflict_between || voices->conflict_untold;
}

bool tf_voice_is_outvoted(const TfVoice *voice)
{
    return voice->is_weighed && voice->sigmas > outvoted_sigmas;
}

/* ---- in words ---- */

/* "within the books of RU", "between KZ and RU": the reasons of a conflict, each after the separator. */
static void add_reason(TextBuilder *out, bool is_one, const char *separator, const char *words, TfSlice name)
{
    if (is_one)
        text_addf(out, "%s%s%.*s", separator, words, TF_SLICE_ARG(name));
}

TfSlice tf_voices_verdict(const TfPeriodVoices *period, TfPair pair, TfArena *arena)
{
    char a[TF_PARTY_SHORT_CHARS];
    char b[TF_PARTY_SHORT_CHARS];
    TextBuilder text;
    text_init(&text, 0);
    TfSlice both = tf_arena_format(arena, "%s and %s", tf_party_short(a, pair.a), tf_party_short(b, pair.b));
    text_add(&text, tf_voices_conflict(period) ? "conflict" : period->count > 1 ? "agree" : "one statement");
    add_reason(&text, period->conflict_a, ", ", "within the books of ", tf_slice(a));
    add_reason(&text, period->conflict_b, ", ", "within the books of ", tf_slice(b));
    add_reason(&text, period->conflict_between, ", ", "between ", both);
    add_reason(&text, period->conflict_untold, ", ", "with a figure that nobody tells whose it is",
               tf_slice(""));
    TfSlice copy = tf_arena_copy(arena, text_slice(&text));
    text_done(&text);
    return copy;
}

TfSlice tf_voices_spread(const TfPeriodVoices *period, TfArena *arena)
{
    if (period->spread <= 0)
        return tf_slice("");
    return period->is_growth ? tf_arena_format(arena, "%.1f points apart", 100 * period->spread)
                             : tf_arena_format(arena, "%.*f%% apart", period->spread < 0.0995 ? 1 : 0,
                                               100 * period->spread);
}
