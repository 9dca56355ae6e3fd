/* Where in 64 bytes of UTF-8 words may begin: the gate's first look, without asking what the words are. */
#ifndef IMPORTERS_LANGUAGE_GATE_BLOCK_H
#define IMPORTERS_LANGUAGE_GATE_BLOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#define GATE_BLOCK ((size_t)64)

/* What the block in front ended with. */
typedef struct GateBlocks {
    bool anywhere;  /* a word may begin inside a run of letters of Europe, too */
    uint64_t ascii; /* its letters A to Z, */
    uint64_t near;  /* and the first bytes of letters of two bytes */
} GateBlocks;

/* Bytes of a block by kind, a bit each. */
typedef struct GateKinds {
    uint64_t ascii; /* letters A to Z */
    uint64_t near;  /* first bytes of U+00C0 to U+05BF: Latin, Greek, Cyrillic, Armenian letters */
    uint64_t far;   /* first bytes of all others, among them signs and scripts without blanks */
    uint64_t sign;  /* other visible ASCII */
} GateKinds;

#ifdef __SSE2__
static inline uint64_t gate_between(__m128i bytes, int first, int count)
{
    __m128i from = _mm_sub_epi8(bytes, _mm_set1_epi8((char)first));
    return (uint64_t)(uint32_t)_mm_movemask_epi8(
        _mm_cmpeq_epi8(_mm_min_epu8(from, _mm_set1_epi8((char)(count - 1))), from));
}

static inline GateKinds gate_kinds(const char *block)
{
    GateKinds kinds = {0, 0, 0, 0};
    for (unsigned i = 0; i < 4; i++) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(block + (size_t)16 * i));
        uint64_t visible = gate_between(bytes, '!', '~' - '!' + 1);
        uint64_t ascii = gate_between(_mm_or_si128(bytes, _mm_set1_epi8(0x20)), 'a', 26);
        uint64_t near = gate_between(bytes, 0xC3, 0xD6 - 0xC3 + 1);
        uint64_t lead = gate_between(bytes, 0xC0, 0x100 - 0xC0);
        kinds.ascii |= ascii << 16 * i;
        kinds.near |= near << 16 * i;
        kinds.far |= (lead & ~near) << 16 * i;
        kinds.sign |= (visible & ~ascii) << 16 * i;
    }
    return kinds;
}
#else
static inline GateKinds gate_kinds(const char *block)
{
    GateKinds kinds = {0, 0, 0, 0};
    for (unsigned i = 0; i < 64; i++) {
        uint8_t byte = (uint8_t)block[i];
        uint64_t bit = (uint64_t)1 << i;
        bool is_ascii = (uint8_t)((byte | 0x20) - 'a') < 26;
        bool is_near = byte >= 0xC3 && byte <= 0xD6;
        kinds.ascii |= is_ascii ? bit : 0;
        kinds.near |= is_near ? bit : 0;
        kinds.far |= byte >= 0xC0 && !is_near ? bit : 0;
        kinds.sign |= byte > ' ' && byte < 0x7F && !is_ascii ? bit : 0;
    }
    return kinds;
}
#endif

/* Bit i: at byte i of the block a word may begin, or with `signs` a sign or a figure. Some bits too many are
 * set, none too few. `length` is below GATE_BLOCK only at the end of the text. */
static inline uint64_t gate_starts(GateBlocks *blocks, const char *bytes, size_t length, bool signs)
{
    char rest[64];
    if (length < GATE_BLOCK) {
        memset(rest, ' ', sizeof rest);
        memcpy(rest, bytes, length);
        bytes = rest;
    }
    GateKinds kinds = gate_kinds(bytes);
    uint64_t inside = kinds.ascii << 1 | blocks->ascii >> 63 | kinds.near << 2 | blocks->near >> 62;
    unsigned missing = (unsigned)(GATE_BLOCK - length); /* so that the last byte is in the last bit */
    blocks->ascii = missing < 64 ? kinds.ascii << missing : 0;
    blocks->near = missing < 64 ? kinds.near << missing : 0;
    uint64_t starts = (kinds.ascii | kinds.near) & (blocks->anywhere ? ~(uint64_t)0 : ~inside);
    return starts | kinds.far | (signs ? kinds.sign : 0);
}

#endif
