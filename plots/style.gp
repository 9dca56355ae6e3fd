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
TERMINAL = number('terminal')              # 0 SVG, 1 PNG, 2 PDF
FONT = 'Inter'                             # fontconfig falls back by itself
S = 1.5                                    # PNG pixels a logical pixel
C_BG = sprintf('#%06x', number('colour_bg'))
if (TERMINAL == 0) set terminal svg size W,H dynamic font FONT.',13' linewidth 1 noenhanced background C_BG
if (TERMINAL == 1) set terminal pngcairo size int(W*S),int(H*S) font FONT.',10' fontscale S linewidth S pointscale S noenhanced background C_BG
if (TERMINAL == 2) set terminal pdfcairo size W/96.0,H/96.0 font FONT.',10' noenhanced background C_BG
set output 'picture'

# The SVG terminal takes font sizes in pixels and draws points larger, the cairo ones take points of 1/72 inch.
Q = TERMINAL == 0 ? 0.68 : 1.0
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
set ytics number('y_first'), number('y_step'), number('y_high')

# Labels: x, y (pixels), align (0 left, 1 centre, 2 right), size, bold, colour, text. The text ends at a straight
# quote and reads \ as an escape, so the program sends typographic quotes and doubled backslashes, and no controls.
LABELS = int(number('labels'))
array LX[LABELS]
array LY[LABELS]
array LA[LABELS]
array LS[LABELS]
array LB[LABELS]
array LC[LABELS]
array LT[LABELS]
COUNT = 0
set datafile commentschars ''
set table $discard
plot 'labels.tsv' using (COUNT = COUNT + 1, LX[COUNT] = column(1), LY[COUNT] = column(2), LA[COUNT] = column(3), \
     LS[COUNT] = column(4), LB[COUNT] = column(5), LC[COUNT] = column(6), LT[COUNT] = strcol(7), 1):(1) with table
unset table
set datafile commentschars '#'
do for [i=1:LABELS] {
  if (LA[i] == 0) { set label i LT[i] at screen X(LX[i]),Y(LY[i]) left font font_of(LS[i], LB[i]) tc rgb LC[i] front }
  if (LA[i] == 1) { set label i LT[i] at screen X(LX[i]),Y(LY[i]) center font font_of(LS[i], LB[i]) tc rgb LC[i] front }
  if (LA[i] == 2) { set label i LT[i] at screen X(LX[i]),Y(LY[i]) right font font_of(LS[i], LB[i]) tc rgb LC[i] front }
}
