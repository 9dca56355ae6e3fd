/* The language of a text, and no language when there is too little to go by. */
#include "tests/support/support.h"

#include "importers/language/language.h"

#include <dirent.h>

/* Runs first: nothing in this process has asked for the language of a whole text yet. */
static void tells_the_language_of_a_paragraph(void **state)
{
    (void)state;
    TfSlice russian = tf_slice("По данным посольства, за год товарооборот стран составил 48 млрд долларов, "
                               "что на 12% больше, чем годом ранее, и это не предел для них");
    assert_true(tf_slice_is(language_of_part(russian, tf_slice("en")), "ru"));
    assert_true(tf_slice_is(language_of_part(tf_slice("28 млрд"), tf_slice("en")), "en"));
}

static void tells_languages_by_script_and_words(void **state)
{
    (void)state;
    const struct {
        const char *lang;
        const char *text;
    } rows[] = {
        {"en", "Trade between the two countries came to 28 billion dollars in the year"},
        {"ru", "Товарооборот между странами за год вырос и составил 28 млрд долларов"},
        {"vi", "Kim ngạch thương mại của hai nước năm ngoái là 28 tỷ USD"},
        {"de", "Der Handel zwischen den beiden Ländern ist im Jahr auf 28 Milliarden gestiegen"},
        {"fr", "Les échanges entre les deux pays ont atteint 28 milliards dans cette année"},
        {"es", "El comercio entre los dos países fue de 28 mil millones según los datos del año"},
        {"pt", "O comércio entre os dois países foi de 28 bilhões no ano e não para mais"},
        {"it", "Gli scambi tra i due paesi sono pari a 28 miliardi nel corso della crisi"},
        {"tr", "İki ülke arasında ticaret hacmi bu yıl 28 milyar dolar olarak açıklandı"},
        {"id", "Nilai perdagangan kedua negara pada tahun ini adalah sebesar 28 miliar"},
        {"uk", "Торгівля між країнами цього року також зросла до 28 млрд, що було за"},
        {"kk", "Екі ел арасындағы сауда айналымы 28 миллиард доллардан асты деді"},
        {"ar", "حجم التبادل التجاري بين البلدين خلال العام من"},
        {"fa", "میزان صادرات ایران در این سال به کشور بود که است"},
        {"zh", "两国贸易额达到280亿美元"},
        {"ja", "両国の貿易額は280億ドルに達した"},
        {"ko", "양국의 교역액은 280억 달러에 달했다"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_slice(language_identify(tf_slice(rows[i].text)), rows[i].lang);
}

static void says_nothing_when_unsure(void **state)
{
    (void)state;
    const char *const texts[] = {"", "28", "Kazakhstan Russia 28 bn", "\xFF\xFE\xC3"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        assert_null(language_identify(tf_slice(texts[i])).bytes);
}

/* The articles of shared/corpus/dev carry their language in the file name: 001-en-.... */
static void tells_the_language_of_real_articles(void **state)
{
    (void)state;
    const char *folder = shared_path("corpus/dev");
    if (folder == NULL)
        skip();
    DIR *files = opendir(folder);
    assert_non_null(files);
    size_t count = 0;
    for (struct dirent *file = readdir(files); file != NULL; file = readdir(files)) {
        char name[300];
        char lang[3] = {0};
        if (sscanf(file->d_name, "%*3[0-9]-%2[a-z]-", lang) != 1 || strstr(file->d_name, ".txt") == NULL)
            continue;
        TfArena arena;
        tf_arena_init(&arena, 0);
        (void)snprintf(name, sizeof name, "corpus/dev/%s", file->d_name);
        assert_slice(language_identify(shared_file(name, &arena)), lang);
        tf_arena_done(&arena);
        count++;
    }
    (void)closedir(files);
    assert_true(count > 0);
    print_message("%zu articles\n", count);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_the_language_of_a_paragraph),
        cmocka_unit_test(tells_languages_by_script_and_words),
        cmocka_unit_test(says_nothing_when_unsure),
        cmocka_unit_test(tells_the_language_of_real_articles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
