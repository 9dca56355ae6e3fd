# The look all tradefig charts share (gnuplot 5.4): terminal, margins, fonts, grid. Loaded first by every chart script.
#
# Nothing from outside is ever script text. Numbers come from numbers.tsv, one "name<TAB>value" a line, words from
# labels.tsv; what is read from a data file is never parsed as gnuplot code, unlike the inside of a string literal.
# Colours and label styles are decided by the program and come as numbers too.

set encoding utf8
set datafile separator tab

array KEY[200]
array NUM[200]
COUNT = 0
set table $discard
plot 'numbers.tsv' using (COUNT = COUNT + 1, KEY[COUNT] = strcol(1), NUM[COUNT] = column(2), 1):(1) with table
unset table
NUMBERS = COUNT
number(name) = sum [i=1:NUMBERS] (KEY[i] eq name ? NUM[i] : 0)

W = number('width')
H = number('height')
TERMINAL = number('terminal')              # 0 SVG, 1 PNG, 2 PDF, 3 sixel
FONT = 'Inter'                             # fontconfig falls back by itself
S = number('scale')                        # PNG and sixel: pixels a logical pixel
C_BG = sprintf('#%06x', number('colour_bg'))
if (TERMINAL == 0) set terminal svg size W,H dynamic font FONT.',13' linewidth 1 noenhanced background C_BG
if (TERMINAL == 1) set terminal pngcairo size int(W*S),int(H*S) font FONT.',10' fontscale S linewidth S pointscale S noenhanced background C_BG
if (TERMINAL == 2) set terminal pdfcairo size W/96.0,H/96.0 font FONT.',10' noenhanced background C_BG
if (TERMINAL == 3) set terminal sixelgd truecolor size int(W*S),int(H*S) font FONT.',10' fontscale S linewidth S noenhanced background C_BG
set output 'picture'

# The SVG terminal takes font sizes in pixels and draws points larger, the cairo ones take points of 1/72 inch.
# That of sixels does not scale points, and draws all lines solid: the program cuts them into dashes.
Q = TERMINAL == 0 ? 0.68 : TERMINAL == 3 ? 1.4*S : 1.0
diamond(svg, other) = TERMINAL == 0 ? svg : TERMINAL == 3 ? other*S : other
font_of(size, bold) = sprintf('%s%s,%g', FONT, bold > 0 ? ':Bold' : '', TERMINAL == 0 ? size : size*0.76)

# Screen fractions of logical pixels from the top left.
X(px) = real(px)/W
Y(px) = 1.0 - real(px)/H

unset key
unset border
unset xtics
set ytics nomirror scale 0 format ''
set grid ytics back lt 1 lw 1 lc rgb number('colour_grid')
set lmargin at screen X(number('left'))
set rmargin at screen X(number('right'))
set tmargin at screen Y(number('top'))
set bmargin at screen Y(number('bottom'))
set xrange [number('x_low'):number('x_high')]
set yrange [number('y_low'):number('y_high')]
if (number('y_step') > 0) set ytics number('y_first'), number('y_step'), number('y_last')

C_MAIN = number('colour_main')
C_OLD  = number('colour_old')
C_TGT  = number('colour_tgt')
C_BAR  = number('colour_bar')
C_BARX = number('colour_barx')
C_F50  = number('colour_f50')
C_F80  = number('colour_f80')
C_F95  = number('colour_f95')
C_AXIS = number('colour_axis')
C_GRID = number('colour_grid')
C_INK  = number('colour_ink')
C_OK   = number('colour_ok')
C_PAPER = number('colour_bg')

# The short line over the title, and a zero line where zero is in range.
set arrow 1 from screen X(16),Y(8) to screen X(64),Y(8) nohead lw 4 lc rgb C_TGT
AXIS = number('y_low') > 0 ? number('y_low') : 0
set arrow 2 from graph 0,first AXIS to graph 1,first AXIS nohead lw 1.2 lc rgb C_AXIS front
set style fill solid 1 noborder

# A chart is one plot command, put together from the layers that have rows: gnuplot warns about empty data. Those of
# the program have no file then. The zero line keeps the command from being empty; the axis is drawn over it.
L = "'zero.tsv' using 1:2 with lines lw 1 lc rgb C_AXIS"
layer(name, how) = number('rows_'.name) > 0 ? ", '".name.".tsv' using ".how : ''
# An open marker is a disc on a disc: the SVG terminal gives outlines of points a width of its own.
exact(name, size, colour) = layer(name, '1:2 with points pt 7 ps '.size.'*Q lc rgb '.colour)
open(name, size, hole, colour) = exact(name, size, colour).exact(name, hole, 'C_PAPER')
# A bound: an arrow that points to where the figure may lie.
bound(name, colour) = layer(name, '1:2:(0):3 with vectors head size screen 0.008,28 filled lw 1.6 lc rgb '.colour)

# Labels: x, y (pixels), size, bold, colour, text; those that start at their place, are centred on it, end at it. The
# text ends at a straight quote and reads \ as an escape, so the program sends typographic quotes and doubled
# backslashes, and no controls. An SVG has none here: the program writes them itself.
LEFT = int(number('labels_left'))
CENTRE = LEFT + int(number('labels_centre'))
LABELS = CENTRE + int(number('labels_right'))
if (LABELS > 0) {
    array LX[LABELS+1]
    array LY[LABELS+1]
    array LF[LABELS+1]
    array LC[LABELS+1]
    array LT[LABELS+1]
    COUNT = 0
    set datafile commentschars ''
    set table $discard
    plot 'labels.tsv' using (COUNT = COUNT + 1, LX[COUNT] = X(column(1)), LY[COUNT] = Y(column(2)), \
         LF[COUNT] = font_of(column(3), column(4)), LC[COUNT] = column(5), LT[COUNT] = strcol(6), 1):(1) with table
    unset table
    set datafile commentschars '#'
    do for [i=1:LEFT] { set label i LT[i] at screen LX[i],LY[i] left font LF[i] tc rgb LC[i] front }
    do for [i=LEFT+1:CENTRE] { set label i LT[i] at screen LX[i],LY[i] center font LF[i] tc rgb LC[i] front }
    do for [i=CENTRE+1:LABELS] { set label i LT[i] at screen LX[i],LY[i] right font LF[i] tc rgb LC[i] front }
}
