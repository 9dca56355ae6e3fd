/* Encodings: found from the bytes, decoded, damage counted, binary refused. */
#include "tests/support/support.h"

#include "importers/readers/charset.h"
#include "importers/readers/charset_label.h"

#include <stdlib.h>
#include <unicode/ucnv.h>

#define COUNT(rows) (sizeof(rows) / sizeof(rows)[0])

/* `text` (UTF-8) in another encoding, by ICU; lives in the arena. */
static TfSlice encode(TfArena *arena, const char *text, const char *encoding)
{
    UErrorCode code = U_ZERO_ERROR;
    size_t room = strlen(text) * 4 + 16;
    char *bytes = tf_arena_alloc(arena, room);
    int32_t length = ucnv_convert(encoding, "UTF-8", bytes, (int32_t)room, text, -1, &code);
    assert_true(U_SUCCESS(code));
    return tf_slice_of(bytes, (size_t)length);
}

static ReaderDecoded decode(TfSlice bytes, TfArena *arena)
{
    ReaderDecoded decoded = {.text = {NULL, 0}};
    TfError error;
    assert_ok(reader_decode(bytes, arena, &decoded, &error), &error);
    return decoded;
}

static const char russian[] =
    "Товарооборот двух областей за пять месяцев достиг 640 миллионов рублей, сообщили в "
    "торговой палате. Годом ранее было 510 миллионов.\n";
static const char chinese[] =
    "今年前八个月，两地边民互市贸易额达到六亿元，比去年同期增长一成，口岸办负责人说。\n";
static const char japanese[] =
    "国境の町を通る木材の取引額は昨年度、前の年度の二倍に達したと、地元の組合が発表した。\n";
static const char korean[] =
    "국경 시장의 거래액이 지난해 같은 기간보다 늘어난 것으로 집계됐다고 상인회가 밝혔다.\n";
static const char french[] =
    "Les échanges ont dépassé 3,2 millions d’euros l’an dernier – à peine plus qu’en 2013, "
    "d’après la préfecture. Le reste a été très bien reçu.\n";

static void finds_the_encoding_and_loses_nothing(void **state)
{
    (void)state;
    const struct {
        const char *text;
        const char *written;
        const char *found;
    } rows[] = {
        {russian, "UTF-8", "UTF-8"},
        {russian, "windows-1251", "windows-1251"},
        {russian, "KOI8-R", "KOI8-R"},
        {russian, "UTF-16LE", "UTF-16LE"},
        {russian, "UTF-16BE", "UTF-16BE"},
        {french, "windows-1252", "windows-1252"},
        {chinese, "GB18030", "GB18030"},
        {chinese, "UTF-16LE", "UTF-16LE"},
        {chinese, "UTF-16BE", "UTF-16BE"},
        {japanese, "windows-31j", "windows-31j"},
        {japanese, "EUC-JP", "EUC-JP"},
        {japanese, "ISO-2022-JP", "ISO-2022-JP"},
        {korean, "windows-949", "windows-949"},
        {"มูลค่าการค้าระหว่างสองประเทศในปีที่แล้วเพิ่มขึ้นร้อยละสิบสองเป็นสามพันล้านบาท\n", "windows-874", "windows-874"},
        {"Торговля выросла.\n", "windows-1251", "windows-1251"},
        {"Η αξία των εμπορικών συναλλαγών αυξήθηκε πέρυσι κατά δώδεκα τοις εκατό.\n", "windows-1253",
         "ISO-8859-7"} /* the same but for one letter */,
        {"بلغت قيمة التبادل التجاري بين البلدين نحو ثلاثة مليارات دولار العام الماضي.\n", "windows-1256",
         "windows-1256"},
        {"Geçen yıl iki ülke arasındaki ticaret hacmi üç milyar dolara ulaştı, dedi bakan.\n", "windows-1254",
         "windows-1254"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        TfArena arena;
        tf_arena_init(&arena, 0);
        ReaderDecoded decoded = decode(encode(&arena, rows[i].text, rows[i].written), &arena);
        assert_string_equal(decoded.encoding, rows[i].found);
        assert_slice(decoded.text, rows[i].text);
        assert_int_equal(decoded.bad_bytes, 0);
        tf_arena_done(&arena);
    }
}

static void obeys_byte_order_marks(void **state)
{
    (void)state;
    const struct {
        TfSlice bytes;
        const char *encoding;
    } rows[] = {
        {TF_SLICE("\xEF\xBB\xBFH\xC3\xA0 N\xE1\xBB\x99i"), "UTF-8"},
        {TF_SLICE("\xFF\xFEH\0\xE0\0 \0N\0\xD9\x1Ei\0"), "UTF-16LE"},
        {TF_SLICE("\xFE\xFF\0H\0\xE0\0 \0N\x1E\xD9\0i"), "UTF-16BE"},
        {TF_SLICE("\xFF\xFE\0\0H\0\0\0\xE0\0\0\0 \0\0\0N\0\0\0\xD9\x1E\0\0i\0\0\0"), "UTF-32LE"},
        {TF_SLICE("\0\0\xFE\xFF\0\0\0H\0\0\0\xE0\0\0\0 \0\0\0N\0\0\x1E\xD9\0\0\0i"), "UTF-32BE"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        TfArena arena;
        tf_arena_init(&arena, 0);
        ReaderDecoded decoded = decode(rows[i].bytes, &arena);
        assert_string_equal(decoded.encoding, rows[i].encoding);
        assert_slice(decoded.text, "Hà Nội");
        assert_int_equal(decoded.bad_bytes, 0);
        tf_arena_done(&arena);
    }
}

static void tells_vietnamese_tone_marks_from_letters_of_others(void **state)
{
    (void)state;
    const struct {
        const char *text;
        const char *written;
        const char *read; /* when not as written */
    } rows[] = {
        {"Kim nga\u0323ch hai n\u01B0\u01A1\u0301c \u0111a\u0323t 210 tri\u00EA\u0323u USD, t\u0103ng 15%.",
         "windows-1258", "Kim ngạch hai nước đạt 210 triệu USD, tăng 15%."},
        {"HA\u0300 N\u00D4\u0323I: gia\u0301 ga\u0323o gia\u0309m", "windows-1258", "HÀ NỘI: giá gạo giảm"},
        {"Però la città non può più crescere così, né vuole: è già grande.", "windows-1252", NULL},
        {"Això és més que un número, però el comerç creix i l'exportació també ho farà.", "windows-1252",
         NULL},
        {"Það er satt að viðskiptin jukust í fyrra, sagði ráðherrann á fundinum.", "windows-1252", NULL},
        {"Торговля за год выросла на треть, сообщили в палате, но не везде.", "windows-1251", NULL},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        TfArena arena;
        tf_arena_init(&arena, 0);
        ReaderDecoded decoded = decode(encode(&arena, rows[i].text, rows[i].written), &arena);
        assert_string_equal(decoded.encoding, rows[i].written);
        assert_slice(decoded.text, rows[i].read != NULL ? rows[i].read : rows[i].text);
        assert_int_equal(decoded.bad_bytes, 0);
        tf_arena_done(&arena);
    }
}

static void counts_what_cannot_be_decoded_and_marks_the_place(void **state)
{
    (void)state;
    const struct {
        const char *bytes;
        const char *text;
        size_t bad;
    } rows[] = {
        {"một hai ba bốn năm sáu bảy tám chín mười \xFF mười một", /* one broken byte among good ones */
         "một hai ba bốn năm sáu bảy tám chín mười \uFFFD mười một", 1},
        {"một hai ba bốn năm sáu bảy tám chín mười \xE1\xBB mười một",
         "một hai ba bốn năm sáu bảy tám chín mười \uFFFD mười một", 2},
        {"caf\351 \201 th\351 d\351j\340 vu et entendu", "café \uFFFD thé déjà vu et entendu",
         1}, /* 81 is nothing in windows-1252 */
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        TfArena arena;
        tf_arena_init(&arena, 0);
        ReaderDecoded decoded = decode(tf_slice(rows[i].bytes), &arena);
        assert_slice(decoded.text, rows[i].text);
        assert_int_equal(decoded.bad_bytes, rows[i].bad);
        tf_arena_done(&arena);
    }
}

static void refuses_a_text_that_ends_inside_a_character(void **state)
{
    (void)state;
    const TfSlice rows[] = {
        TF_SLICE("Hà Nội \xC3"),
        TF_SLICE("Hà Nội \xE1\xBB"),
        TF_SLICE("plain to the end \xE2\x80"),
        TF_SLICE("\xFF\xFEH\0a\0 "),
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        TfArena arena;
        TfError error;
        ReaderDecoded decoded;
        tf_arena_init(&arena, 0);
        assert_int_equal(reader_decode(rows[i], &arena, &decoded, &error), TF_BAD_INPUT);
        assert_non_null(strstr(error.message, "cut off"));
        assert_int_equal(error.offset, rows[i].length);
        tf_arena_done(&arena);
    }
}

static void makes_all_line_ends_lf(void **state)
{
    (void)state;
    TfArena arena;
    tf_arena_init(&arena, 0);
    assert_slice(decode(tf_slice("a\r\nb\rc\nd\r\r\ne\r"), &arena).text, "a\nb\nc\nd\n\ne\n");
    tf_arena_done(&arena);
}

static void keeps_a_stray_nul_byte(void **state)
{
    (void)state;
    TfArena arena;
    static const char text[] = "One byte of nothing \0 in a sentence that is otherwise in good order.";
    tf_arena_init(&arena, 0);
    ReaderDecoded decoded = decode(tf_slice_of(text, sizeof text - 1), &arena);
    assert_int_equal(decoded.text.length, sizeof text - 1);
    assert_memory_equal(decoded.text.bytes, text, sizeof text - 1);
    tf_arena_done(&arena);
}

static void names_what_a_binary_file_is(void **state)
{
    (void)state;
    const struct {
        TfSlice bytes;
        const char *message;
    } rows[] = {
        {TF_SLICE(""), "is empty, a text was needed"},
        {TF_SLICE("\xEF\xBB\xBF"), "is empty, a text was needed"},
        {TF_SLICE("%PDF-1.4 ..."), "looks like a binary file (PDF document), a text was needed"},
        {TF_SLICE("PK\x03\x04....word/document.xml"), "looks like a binary file (Word document (DOCX))"},
        {TF_SLICE("PK\x03\x04....readme.txt"), "looks like a binary file (ZIP archive)"},
        {TF_SLICE("\x89PNG\r\n\x1A\n...."), "looks like a binary file (PNG picture)"},
        {TF_SLICE("\xFF\xD8\xFF\xE0....JFIF"), "looks like a binary file (JPEG picture)"},
        {TF_SLICE("\x1F\x8B\x08\0\0\0\0"), "looks like a binary file (gzip archive)"},
        {TF_SLICE("SQLite format 3\0\x10\0"), "looks like a binary file (SQLite database)"},
        {TF_SLICE("\x7F"
                  "ELF\x02\x01\x01\0\0"),
         "looks like a binary file (program (ELF))"},
        {TF_SLICE("<!doctype HTML>\n<title>x</title>"),
         "looks like a web page (HTML), a plain text was needed"},
        {TF_SLICE("\n  <html lang='vi'>"), "looks like a web page (HTML), a plain text was needed"},
        {TF_SLICE("<?xml version='1.0'?><rss/>"),
         "looks like a XML document or feed, a plain text was needed"},
        {TF_SLICE("{\\rtf1\\ansi Trade}"), "looks like a RTF document, a plain text was needed"},
        {TF_SLICE("\0\x01\x02\x03\x04\x05\x06\x07\x10\x11\x12\x13"),
         "looks like a binary file, a text was needed"},
        {TF_SLICE("\xFF\xFE\0\xD8\0\xD8\0\xD8\0\xD8"), "looks like a binary file, a text was needed"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        TfArena arena;
        TfError error;
        ReaderDecoded decoded;
        tf_arena_init(&arena, 0);
        assert_int_equal(reader_decode(rows[i].bytes, &arena, &decoded, &error), TF_BAD_INPUT);
        if (strncmp(error.message, rows[i].message, strlen(rows[i].message)) != 0)
            fail_msg("got \"%s\", wanted \"%s\"", error.message, rows[i].message);
        tf_arena_done(&arena);
    }
}

static void believes_a_page_that_reads_as_it_says(void **state)
{
    (void)state;
    static const char meta[] = "<html><head><META Charset='@'></head><body>";
    static const char equiv[] = "<html><!-- <meta charset=koi8-r> --><meta http-equiv=\"Content-Type\" "
                                "content=\"text/html; charset=@\"><p>";
    static const char xml[] = "<?xml version=\"1.0\" encoding=\"@\"?><html><p>";
    static const char silent[] = "<html lang='@'><p>";
    static const char short_name[] = "<p>\u0424\u0443\u0440"; /* three letters, which no detector knows */
    const struct {
        const char *page;
        const char *said;
        const char *transport;
        const char *text;
        const char *written;
        const char *read;
    } rows[] = {
        {meta, "iso-8859-1", "", french, "windows-1252", "windows-1252"},
        {meta, "windows-1251", "iso-8859-1", russian, "windows-1251", "windows-1251"},
        {equiv, "Big5", "", "\u5169\u5730\u8CBF\u6613\u984D\u9054", "Big5", "Big5"},
        {xml, "Shift_JIS", "utf-8", japanese, "windows-31j", "windows-31j"},
        {silent, "ru", " CP1251 ", short_name, "windows-1251", "windows-1251"},
        {silent, "fr", "x-mac-roman", "caf\u00E9", "macintosh", "macintosh"},
        {silent, "ko", "no-such-thing", korean, "windows-949", "windows-949"},
        /* what is said is not so */
        {meta, "gb2312", "", russian, "UTF-8", "UTF-8"},
        {meta, "iso-8859-1", "", russian, "windows-1251", "windows-1251"},
        {meta, "windows-1251", "", russian, "KOI8-R", "KOI8-R"},
        {meta, "windows-1252", "", chinese, "GB18030", "GB18030"},
        {meta, "utf-8", "", french, "windows-1252", "windows-1252"},
        {meta, "windows-1251", "windows-1252", french, "windows-1252", "windows-1252"},
        {meta, "utf-16", "", french, "UTF-8", "UTF-8"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        TfArena arena;
        TfError error;
        char page[2048];
        ReaderDecoded decoded;
        const ReaderDecodeHints hints = {tf_slice(rows[i].transport), true};
        tf_arena_init(&arena, 0);
        size_t before = strcspn(rows[i].page, "@"); /* what is said stands there, the text at the end */
        (void)snprintf(page, sizeof page, "%.*s%s%s%s", (int)before, rows[i].page, rows[i].said,
                       rows[i].page + before + 1, rows[i].text);
        assert_ok(reader_decode_as(encode(&arena, page, rows[i].written), &hints, &arena, &decoded, &error),
                  &error);
        if (strcmp(decoded.encoding, rows[i].read) != 0)
            fail_msg("row %zu was read from %s", i, decoded.encoding);
        assert_slice(decoded.text, page);
        assert_int_equal(decoded.bad_bytes, 0);
        tf_arena_done(&arena);
    }
}

static void takes_back_what_was_encoded_twice(void **state)
{
    (void)state;
    const struct {
        const char *bytes;
        const char *text;
    } rows[] = {
        {"Les \u00C3\u00A9changes ont d\u00C3\u00A9pass\u00C3\u00A9 3 millions d\u00E2\u20AC\u2122euros",
         "Les échanges ont dépassé 3 millions d’euros"},
        {"\u00D0\u00A2\u00D0\u00BE\u00D1\u20AC\u00D0\u00B3", "Торг"},
        /* what looks like it and is not */
        {"d\u00C3\u00A9j\u00C3\u00A0 vu", "d\u00C3\u00A9j\u00C3\u00A0 vu"}, /* two prove nothing */
        {"\u00C3\u00A9 \u00C3\u00A9 \u00C3\u00A9 and é", "\u00C3\u00A9 \u00C3\u00A9 \u00C3\u00A9 and é"},
        {"déjà vu, très réel", "déjà vu, très réel"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        TfArena arena;
        tf_arena_init(&arena, 0);
        ReaderDecoded decoded = decode(tf_slice(rows[i].bytes), &arena);
        assert_slice(decoded.text, rows[i].text);
        assert_string_equal(decoded.encoding, i < 2 ? "UTF-8 (twice)" : "UTF-8");
        tf_arena_done(&arena);
    }
}

static void knows_labels_however_they_are_written(void **state)
{
    (void)state;
    const char *const rows[][2] = {
        {"Latin1", "windows-1252"},
        {"ISO_8859-9:1989", "windows-1254"},
        {"TIS-620", "windows-874"},
        {"x-sjis", "windows-31j"},
        {"KS_C_5601-1987", "windows-949"},
        {"gb2312", "GB18030"},
        {" \"UTF8\" ", "UTF-8"},
        {"koi8_u", "KOI8-U"},
        {"iso-8859-15", "ISO-8859-15"},
        {"ISO-8859-10", "ISO-8859-10"},
        {"ISO-8859-14", "ISO-8859-14"},
        {"ISO-8859-4", "ISO-8859-4"},
        {"ibm866", "IBM866"},
        {"x-mac-cyrillic", "x-mac-cyrillic"},
        {"UHC", "windows-949"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        UErrorCode code = U_ZERO_ERROR;
        const char *found = reader_encoding_of_label(tf_slice(rows[i][0]));
        assert_non_null(found);
        assert_string_equal(found, rows[i][1]);
        ucnv_close(ucnv_open(found, &code));
        assert_true(U_SUCCESS(code));
    }
    assert_null(reader_encoding_of_label(tf_slice("iso")));
    assert_null(reader_encoding_of_label(tf_slice("")));
    assert_null(reader_encoding_of_label(tf_slice("x utf-8")));
}

static void refuses_noise_of_any_kind(void **state)
{
    (void)state;
    uint32_t seed = 12345;
    char noise[4096];
    for (size_t i = 0; i < sizeof noise; i++) {
        seed = seed * 1664525U + 1013904223U;
        noise[i] = (char)(seed >> 24);
    }
    TfArena arena;
    TfError error;
    ReaderDecoded decoded;
    tf_arena_init(&arena, 0);
    assert_int_equal(reader_decode(tf_slice_of(noise, sizeof noise), &arena, &decoded, &error), TF_BAD_INPUT);
    tf_arena_done(&arena);
}

/* Characters of four bytes across the pieces in which ICU converts. */
static void joins_pairs_that_a_piece_splits(void **state)
{
    (void)state;
    TfArena arena;
    tf_arena_init(&arena, 0);
    for (size_t shift = 0; shift < 2; shift++) {
        static const char mark[] = "\uFEFF";
        size_t count = 9000;
        char *text = tf_arena_alloc(&arena, count * 4 + 16);
        size_t length = (size_t)sprintf(text, "%s%.*s", mark, (int)shift, " ");
        for (size_t i = 0; i < count; i++, length += 4)
            memcpy(text + length, "\xF0\xA0\x80\x80", 4);
        ReaderDecoded decoded = decode(encode(&arena, text, "UTF-16LE"), &arena);
        assert_int_equal(decoded.bad_bytes, 0);
        assert_slice(decoded.text, text + strlen(mark));
    }
    tf_arena_done(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_the_encoding_and_loses_nothing),
        cmocka_unit_test(obeys_byte_order_marks),
        cmocka_unit_test(tells_vietnamese_tone_marks_from_letters_of_others),
        cmocka_unit_test(counts_what_cannot_be_decoded_and_marks_the_place),
        cmocka_unit_test(refuses_a_text_that_ends_inside_a_character),
        cmocka_unit_test(makes_all_line_ends_lf),
        cmocka_unit_test(keeps_a_stray_nul_byte),
        cmocka_unit_test(names_what_a_binary_file_is),
        cmocka_unit_test(believes_a_page_that_reads_as_it_says),
        cmocka_unit_test(takes_back_what_was_encoded_twice),
        cmocka_unit_test(knows_labels_however_they_are_written),
        cmocka_unit_test(refuses_noise_of_any_kind),
        cmocka_unit_test(joins_pairs_that_a_piece_splits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
