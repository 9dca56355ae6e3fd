/* The double-array trie: nodes are placed first fit, parents before children, from the sorted forms. */
#include "importers/language/compiler/compiler.h"

#include <stdlib.h>
#include <string.h>

#define NO_NODE   UINT32_MAX
#define MOST_SIZE ((size_t)1 << 28)

/* Forms [from, to) share the first `depth` bytes and meet at `node`. */
typedef struct Pending {
    uint32_t node;
    size_t from;
    size_t to;
    size_t depth;
} Pending;

typedef struct Builder {
    const Lexicon *lexicon;
    AutomatonNode *nodes;
    size_t capacity;
    size_t used; /* nodes before this were given out at some time */
    size_t first_free;
    Pending *pending;
    size_t pending_count;
    size_t pending_capacity;
} Builder;

static bool reserve(Builder *builder, size_t count)
{
    if (count <= builder->capacity)
        return true;
    size_t capacity = builder->capacity * 2 > count ? builder->capacity * 2 : count * 2;
    if (capacity > MOST_SIZE)
        return false;
    AutomatonNode *nodes = realloc(builder->nodes, capacity * sizeof *nodes);
    if (nodes == NULL)
        return false;
    for (size_t i = builder->capacity; i < capacity; i++)
        nodes[i] = (AutomatonNode){0, NO_NODE};
    builder->nodes = nodes;
    builder->capacity = capacity;
    return true;
}

static bool push(Builder *builder, Pending pending)
{
    if (builder->pending_count == builder->pending_capacity) {
        size_t capacity = builder->pending_capacity * 2 + 64;
        Pending *larger = realloc(builder->pending, capacity * sizeof *larger);
        if (larger == NULL)
            return false;
        builder->pending = larger;
        builder->pending_capacity = capacity;
    }
    builder->pending[builder->pending_count++] = pending;
    return true;
}

/* Byte that follows the first `depth` of form `index`; 0 at its end. */
static uint8_t byte_of(const Builder *builder, size_t index, size_t depth)
{
    TfSlice key = builder->lexicon->forms[index].key;
    return depth < key.length ? (uint8_t)key.bytes[depth] : 0;
}

/* A base at which all of `bytes` find an empty node; 0 when memory is short. */
static uint32_t find_base(Builder *builder, const uint8_t *bytes, size_t count)
{
    while (builder->first_free < builder->used && builder->nodes[builder->first_free].check != NO_NODE)
        builder->first_free++;
    size_t start = builder->first_free > bytes[0] ? builder->first_free - bytes[0] : 1;
    for (size_t base = start > 0 ? start : 1;; base++) {
        if (!reserve(builder, base + 512))
            return 0;
        size_t i = 0;
        while (i < count && builder->nodes[base + bytes[i]].check == NO_NODE)
            i++;
        if (i == count)
            return (uint32_t)base;
    }
}

static bool place(Builder *builder, Pending at)
{
    uint8_t bytes[256] = {0};
    size_t starts[257] = {0};
    size_t count = 0;
    for (size_t i = at.from; i < at.to; i++) {
        uint8_t byte = byte_of(builder, i, at.depth);
        if (count == 0 || bytes[count - 1] != byte) {
            bytes[count] = byte;
            starts[count++] = i;
        }
    }
    starts[count] = at.to;
    uint32_t base = find_base(builder, bytes, count);
    if (base == 0)
        return false;
    bool accepts = bytes[0] == 0;
    builder->nodes[at.node].base = base | (accepts ? AUTOMATON_ACCEPT : 0);
    for (size_t i = 0; i < count; i++) {
        uint32_t child = base + bytes[i];
        builder->nodes[child] =
            (AutomatonNode){bytes[i] == 0 ? builder->lexicon->forms[starts[i]].first : 0, at.node};
        if (child >= builder->used)
            builder->used = child + 1;
        if (bytes[i] != 0 && !push(builder, (Pending){child, starts[i], starts[i + 1], at.depth + 1}))
            return false;
    }
    return true;
}

TfStatus trie_build(const Lexicon *lexicon, Trie *trie, TfError *error)
{
    Builder builder = {.lexicon = lexicon, .used = 1, .first_free = 1};
    bool good = reserve(&builder, 1024);
    if (good) {
        builder.nodes[0].check = NO_NODE - 1; /* the root is nobody's child */
        good = lexicon->form_count == 0 || push(&builder, (Pending){0, 0, lexicon->form_count, 0});
    }
    for (size_t next = 0; good && next < builder.pending_count; next++)
        good = place(&builder, builder.pending[next]);
    good = good && reserve(&builder, builder.used + 256);
    free(builder.pending);
    if (!good) {
        free(builder.nodes);
        return tf_fail_memory(error);
    }
    *trie = (Trie){builder.nodes, builder.used + 256};
    return TF_OK;
}

void trie_done(Trie *trie)
{
    free(trie->nodes);
    *trie = (Trie){NULL, 0};
}
