/* The palette. Blue and orange stay apart in simulated protan, deutan and tritan vision; text colours have a
 * contrast of at least 5.5 to 1 to the paper of their theme. */
#include "plots/palette.h"

static const struct {
    const char *name;
    uint32_t rgb[2]; /* by ChartTheme */
} palette[COLOUR_COUNT] = {
    [COLOUR_PAPER] = {"bg", {0xffffff, 0x14181d}},   [COLOUR_INK] = {"ink", {0x1b1f24, 0xeceff2}},
    [COLOUR_MUTED] = {"mute", {0x5b6470, 0xa4adb8}}, [COLOUR_GRID] = {"grid", {0xe3e6ea, 0x2a3138}},
    [COLOUR_AXIS] = {"axis", {0x8b939d, 0x67717c}},  [COLOUR_SERIES] = {"main", {0x0b5fa5, 0x6db6f2}},
    [COLOUR_FAN50] = {"f50", {0x8fbfe3, 0x29597f}},  [COLOUR_FAN80] = {"f80", {0xbcd9ef, 0x234a6b}},
    [COLOUR_FAN95] = {"f95", {0xdeecf7, 0x1b3347}},  [COLOUR_TARGET] = {"tgt", {0xb4460b, 0xff9a5c}},
    [COLOUR_BAR] = {"bar", {0xccd9e4, 0x38434e}},    [COLOUR_BAR_EDGE] = {"barx", {0x7fa8cc, 0x4d7599}},
    [COLOUR_OTHER] = {"old", {0x7b8590, 0x77828d}},  [COLOUR_GOOD] = {"ok", {0x0f766e, 0x4fd1c0}},
};

uint32_t palette_rgb(ChartColour colour, ChartTheme theme)
{
    return palette[colour].rgb[theme == CHART_DARK];
}

const char *palette_name(ChartColour colour)
{
    return palette[colour].name;
}
