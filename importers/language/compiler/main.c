/* lexicon_compiler OUT.c GATE.c FILE.tsv ...: the build's own program, see compiler/compiler.h. */
#include "importers/language/compiler/compiler.h"

#include <stdio.h>

static TfStatus compile(Lexicon *lexicon, char *const outputs[2], char **files, int count, TfError *error)
{
    uint16_t index;
    (void)lexicon_language(lexicon, tf_slice("any"), &index); /* takes place 0 */
    TfStatus status = TF_OK;
    for (int i = 0; i < count && status == TF_OK; i++)
        status = lexicon_read_file(lexicon, files[i], error);
    if (status == TF_OK)
        status = lexicon_add_cldr(lexicon, error);
    if (status == TF_OK)
        status = lexicon_sort(lexicon, error);
    if (status != TF_OK)
        return status;
    status = lexicon_emit(lexicon, outputs[0], error);
    return status == TF_OK ? lexicon_emit_gate(lexicon, outputs[1], error) : status;
}

int main(int argc, char **argv)
{
    if (argc < 3) {
        (void)fprintf(stderr, "usage: %s OUT.c GATE.c [FILE.tsv ...]\n", argv[0]);
        return 2;
    }
    TfArena arena;
    tf_arena_init(&arena, 0);
    Lexicon lexicon = {.arena = &arena};
    TfError error = {.status = TF_OK};
    TfStatus status = compile(&lexicon, argv + 1, argv + 3, argc - 3, &error);
    if (status != TF_OK)
        (void)fprintf(stderr, "lexicons: %s\n", error.message);
    tf_arena_done(&arena);
    return status == TF_OK ? 0 : 1;
}
