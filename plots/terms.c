/* The words of charts. Months and decimal marks are those of the Unicode locale data, without the full stop
 * that Russian puts behind an abbreviation; they are written out, so that pictures do not change with its
 * version. */
#include "plots/terms.h"

static const char *const terms[TERM_COUNT][CHART_LANGUAGES] = {
    [TERM_MEDIAN] = {"median ", "медиана ", "trung vị "},
    [TERM_RANGE] = {"95% range", "диапазон 95%", "dải 95%"},
    [TERM_SOURCES_DIFFER] = {"sources differ", "источники расходятся", "các nguồn khác nhau"},
    [TERM_ODDS] = {"likely", "вероятность", "xác suất"},
    [TERM_ODDS_BEFORE] = {"", "шансы ", "xác suất "},
    [TERM_ODDS_AFTER] = {" likely", "", ""},
    [TERM_TARGET] = {"target", "цель", "mục tiêu"},
    [TERM_BELIEVED] = {"believed: ", "оценка: ", "ước tính: "},
    [TERM_OUTLOOK_BEFORE] = {"", "прогноз на ", "dự báo "},
    [TERM_OUTLOOK_AFTER] = {" outlook: ", ": ", ": "},
    [TERM_EXPORTS] = {"exports", "экспорт", "xuất khẩu"},
    [TERM_IMPORTS] = {"imports", "импорт", "nhập khẩu"},
    [TERM_BALANCE] = {"balance", "сальдо", "cán cân"},
    [TERM_AXIS_CUT] = {" (the axis does not start at zero)", " (ось начинается не с нуля)",
                       " (trục không bắt đầu từ 0)"},
    [TERM_EXACT] = {"exact", "точно", "chính xác"},
    [TERM_ABOUT] = {"about", "около", "khoảng"},
    [TERM_OR_MORE] = {"or more", "или больше", "trở lên"},
    [TERM_OR_LESS] = {"or less", "или меньше", "trở xuống"},
    [TERM_RANGE_80] = {"80% range", "диапазон 80%", "dải 80%"},
    [TERM_OTHER_SOURCE] = {"another source", "другой источник", "nguồn khác"},
    [TERM_OTHER_YEARS] = {"earlier years", "прошлые годы", "các năm trước"},
    [TERM_DOUBTED] = {"doubted", "под сомнением", "còn nghi vấn"},
    [TERM_BOUND] = {"a bound", "граница", "giới hạn"},
    [TERM_EVIDENCE] = {"Evidence", "Источники", "Nguồn"},
    [TERM_REACHED] = {"reached", "достигнуто", "đã đạt"},
};

static const char *const months[CHART_LANGUAGES][12] = {
    {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"},
    {"янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"},
    {"thg 1", "thg 2", "thg 3", "thg 4", "thg 5", "thg 6", "thg 7", "thg 8", "thg 9", "thg 10", "thg 11",
     "thg 12"},
};

static const char *const codes[CHART_LANGUAGES] = {"en", "ru", "vi"};

const char *chart_language_code(ChartLanguage language)
{
    return codes[language];
}

bool chart_language_of(TfSlice code, ChartLanguage *language)
{
    for (size_t i = 0; i < CHART_LANGUAGES; i++) {
        if (!tf_slice_is(code, codes[i]))
            continue;
        *language = (ChartLanguage)i;
        return true;
    }
    return false;
}

const char *chart_term(ChartLanguage language, ChartTerm term)
{
    return terms[term][language];
}

const char *chart_month(ChartLanguage language, int month)
{
    return months[language][month - 1];
}

char chart_decimal_mark(ChartLanguage language)
{
    static const char marks[CHART_LANGUAGES] = {'.', ',', ','};
    return marks[language];
}
