/* Telling files that are no plain text by the marks at their start. */
#include "importers/readers/charset.h"

#include <string.h>

static const struct {
    size_t offset;
    TfSlice mark;
    const char *kind;
} marks[] = {
    {0, TF_SLICE("%PDF-"), "PDF document"},
    {0, TF_SLICE("\x89PNG\r\n"), "PNG picture"},
    {0, TF_SLICE("\xFF\xD8\xFF"), "JPEG picture"},
    {0, TF_SLICE("GIF87a"), "GIF picture"},
    {0, TF_SLICE("GIF89a"), "GIF picture"},
    {8, TF_SLICE("WEBPVP8"), "WebP picture"},
    {4, TF_SLICE("ftyp"), "video or picture (MP4, HEIC)"},
    {0, TF_SLICE("II*\0"), "TIFF picture"},
    {0, TF_SLICE("MM\0*"), "TIFF picture"},
    {0, TF_SLICE("\x1F\x8B\x08"), "gzip archive"},
    {0, TF_SLICE("BZh9"), "bzip2 archive"},
    {0,
     TF_SLICE("\xFD"
              "7zXZ\0"),
     "xz archive"},
    {0, TF_SLICE("\x28\xB5\x2F\xFD"), "Zstandard archive"},
    {0, TF_SLICE("7z\xBC\xAF\x27\x1C"), "7-Zip archive"},
    {0, TF_SLICE("Rar!\x1A\x07"), "RAR archive"},
    {257, TF_SLICE("ustar"), "tar archive"},
    {0, TF_SLICE("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), "old Office document (DOC, XLS, PPT)"},
    {0, TF_SLICE("{\\rtf"), "RTF document"},
    {0, TF_SLICE("%!PS"), "PostScript document"},
    {0, TF_SLICE("SQLite format 3\0"), "SQLite database"},
    {0,
     TF_SLICE("\x7F"
              "ELF"),
     "program (ELF)"},
    {0, TF_SLICE("MZ\x90\0"), "program (Windows)"},
    {0, TF_SLICE("WARC/1."), "web archive (WARC)"},
    {0, TF_SLICE("bplist00"), "property list or Safari web archive"},
};

/* What a ZIP archive holds, by the name of an entry near its start. */
static const struct {
    const char *name;
    const char *kind;
} zip_entries[] = {
    {"word/", "Word document (DOCX)"},
    {"xl/", "spreadsheet (XLSX)"},
    {"ppt/", "presentation (PPTX)"},
    {"opendocument.text", "OpenDocument text (ODT)"},
    {"application/epub", "electronic book (EPUB)"},
};

/* Text formats with markup around the words, by their first word; letters' case does not count. */
static const struct {
    TfSlice start;
    const char *kind;
} markup[] = {
    {TF_SLICE("<!doctype html"), "web page (HTML)"}, {TF_SLICE("<html"), "web page (HTML)"},
    {TF_SLICE("<head"), "web page (HTML)"},          {TF_SLICE("<body"), "web page (HTML)"},
    {TF_SLICE("<!--"), "web page (HTML)"},           {TF_SLICE("<?xml"), "XML document or feed"},
    {TF_SLICE("<rss"), "XML document or feed"},
};

static const char *kind_of_zip(TfSlice bytes)
{
    TfSlice start = tf_slice_range(bytes, 0, 4096);
    for (size_t i = 0; i < sizeof zip_entries / sizeof zip_entries[0]; i++)
        if (tf_slice_find(start, 0, zip_entries[i].name) != TF_NOWHERE)
            return zip_entries[i].kind;
    return "ZIP archive";
}

static const char *kind_of_markup(TfSlice bytes)
{
    if (tf_slice_starts_with(bytes, "\xEF\xBB\xBF"))
        bytes = tf_slice_range(bytes, 3, bytes.length);
    bytes = tf_slice_trim(tf_slice_range(bytes, 0, 4096));
    for (size_t i = 0; i < sizeof markup / sizeof markup[0]; i++)
        if (tf_slice_equal_ascii_case(tf_slice_range(bytes, 0, markup[i].start.length), markup[i].start))
            return markup[i].kind;
    return NULL;
}

const char *reader_file_kind(TfSlice bytes)
{
    if (tf_slice_starts_with(bytes, "PK\x03\x04"))
        return kind_of_zip(bytes);
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        TfSlice there = tf_slice_range(bytes, marks[i].offset, marks[i].offset + marks[i].mark.length);
        if (tf_slice_equal(there, marks[i].mark))
            return marks[i].kind;
    }
    return kind_of_markup(bytes);
}
