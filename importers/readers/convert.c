/* ICU's converters, a few thousand characters at a time. */
#include "importers/readers/convert.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>

#define CHUNK_UNITS 4096

/* Counts an undecodable sequence and puts U+FFFD for it. ICU's own substitute is U+001A for 8-bit encodings.
 */
static void count_fault(const void *context, UConverterToUnicodeArgs *arguments, const char *units,
                        int32_t length, UConverterCallbackReason reason, UErrorCode *code)
{
    (void)units;
    if (reason > UCNV_IRREGULAR)
        return;
    size_t *faults;
    memcpy(&faults, context, sizeof faults);
    *faults += (size_t)length;
    *code = U_ZERO_ERROR;
    static const UChar replacement = 0xFFFD;
    ucnv_cbToUWriteUChars(arguments, &replacement, 1, 0, code);
}

static size_t replace_controls(UChar *units, size_t count)
{
    size_t replaced = 0;
    for (size_t i = 0; i < count; i++)
        if (units[i] >= 0x80 && units[i] <= 0x9F) {
            units[i] = 0xFFFD;
            replaced++;
        }
    return replaced;
}

static void add_utf16(TextBuilder *out, const UChar *units, size_t count)
{
    char bytes[CHUNK_UNITS * 3];
    int32_t length = 0;
    UErrorCode code = U_ZERO_ERROR;
    u_strToUTF8WithSub(bytes, (int32_t)sizeof bytes, &length, units, (int32_t)count, 0xFFFD, NULL, &code);
    if (U_SUCCESS(code))
        text_add_slice(out, tf_slice_of(bytes, (size_t)length));
    else
        out->failed = true;
}

/* Converts everything; `out` NULL only counts. A pair that a chunk splits is kept for the next one. */
static bool convert_all(UConverter *converter, TfSlice bytes, TextBuilder *out, size_t *faults)
{
    UChar units[CHUNK_UNITS] = {0};
    size_t kept = 0;
    const char *from = bytes.bytes;
    const char *end = bytes.bytes + bytes.length;
    UErrorCode code = U_BUFFER_OVERFLOW_ERROR;
    while (code == U_BUFFER_OVERFLOW_ERROR) {
        code = U_ZERO_ERROR;
        UChar *to = units + kept;
        ucnv_toUnicode(converter, &to, units + CHUNK_UNITS, &from, end, NULL, true, &code);
        size_t count = (size_t)(to - units);
        *faults += replace_controls(units + kept, count - kept);
        kept = code == U_BUFFER_OVERFLOW_ERROR && count > 0 && U16_IS_LEAD(units[count - 1]) ? 1 : 0;
        if (out != NULL)
            add_utf16(out, units, count - kept);
        if (kept > 0)
            units[0] = units[count - 1];
    }
    return U_SUCCESS(code);
}

static UConverter *open_converter(const char *encoding, size_t **faults)
{
    UErrorCode code = U_ZERO_ERROR;
    UConverter *converter = ucnv_open(encoding, &code);
    if (U_SUCCESS(code))
        ucnv_setToUCallBack(converter, count_fault, faults, NULL, NULL, &code);
    if (U_SUCCESS(code))
        return converter;
    ucnv_close(converter);
    return NULL;
}

TfStatus reader_convert(TfSlice bytes, const char *encoding, TextBuilder *out, size_t *bad_bytes,
                        TfError *error)
{
    size_t faults = 0;
    size_t *counter = &faults;
    UConverter *converter = open_converter(encoding, &counter);
    if (converter == NULL)
        return tf_fail(error, TF_NO_MEMORY, "the converter for %s cannot be opened", encoding);
    bool whole = convert_all(converter, bytes, out, &faults);
    ucnv_close(converter);
    if (!whole)
        return tf_fail(error, TF_NO_MEMORY, "the text cannot be converted from %s", encoding);
    *bad_bytes += faults;
    return text_check(out, error);
}

bool reader_count_faults(TfSlice bytes, const char *encoding, size_t *faults)
{
    *faults = 0;
    size_t *counter = faults;
    UConverter *converter = open_converter(encoding, &counter);
    if (converter == NULL)
        return false;
    bool whole = convert_all(converter, bytes, NULL, faults);
    ucnv_close(converter);
    return whole;
}

TfStatus reader_compose(TfSlice text, TextBuilder *out, TfError *error)
{
    TfStatus status = TF_OK;
    UErrorCode code = U_ZERO_ERROR;
    const UNormalizer2 *composer = unorm2_getNFCInstance(&code);
    int32_t capacity = (int32_t)text.length + 1; /* READER_MOST_BYTES times 3 fits; composing only shortens */
    int32_t length = 0;
    UChar *apart = malloc((size_t)capacity * sizeof *apart);
    UChar *composed = malloc((size_t)capacity * sizeof *composed);
    if (apart == NULL || composed == NULL) {
        status = tf_fail_memory(error);
        goto cleanup;
    }
    u_strFromUTF8(apart, capacity, &length, text.bytes, (int32_t)text.length, &code);
    length = unorm2_normalize(composer, apart, length, composed, capacity, &code);
    if (U_FAILURE(code)) {
        status = tf_fail(error, TF_BAD_INPUT, "the text cannot be composed (%s)", u_errorName(code));
        goto cleanup;
    }
    for (size_t at = 0; at < (size_t)length;) {
        size_t count = (size_t)length - at < CHUNK_UNITS ? (size_t)length - at : CHUNK_UNITS;
        if (count > 1 && U16_IS_LEAD(composed[at + count - 1]))
            count--;
        add_utf16(out, composed + at, count);
        at += count;
    }
    status = text_check(out, error);
cleanup:
    free(apart);
    free(composed);
    return status;
}
