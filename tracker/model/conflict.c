/* What makes a conflict, and when a voice is outvoted. */
#include "tracker/model/conflict.h"

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
