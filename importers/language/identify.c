/* Which language a text is in. */
#include "importers/language/language.h"

TfSlice language_identify(TfSlice text)
{
    (void)text;
    return (TfSlice){NULL, 0};
}
