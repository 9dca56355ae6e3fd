# The trajectory: what was stated, what is projected, what is aimed for. Layers in the order they are painted; a layer
# without rows has no file and is left out, since gnuplot warns about empty data.
load 'style.gp'

C_MAIN = number('colour_main')
C_OLD  = number('colour_old')
C_TGT  = number('colour_tgt')
C_BAR  = number('colour_bar')
C_BARX = number('colour_barx')
C_F50  = number('colour_f50')
C_F80  = number('colour_f80')
C_F95  = number('colour_f95')
C_AXIS = number('colour_axis')
C_PAPER = number('colour_bg')

set arrow 1 from screen X(16),Y(8) to screen X(64),Y(8) nohead lw 4 lc rgb C_TGT
set arrow 2 from graph 0,first 0 to graph 1,first 0 nohead lw 1.2 lc rgb C_AXIS front
# An open marker is a disc on a disc: the SVG terminal gives outlines of points a width of its own.
D = TERMINAL == 0 ? 0.72 : 1.5              # and its diamonds are larger still
set style fill solid 1 noborder

# The zero line keeps the plot command from being empty; the axis is drawn over it.
L = "'zero.tsv' using 1:2 with lines lw 1 lc rgb C_AXIS"
if (number('rows_fan') > 0) L = L.", 'fan.tsv' using 1:2:8 with filledcurves lc rgb C_F95" \
  .", 'fan.tsv' using 1:3:7 with filledcurves lc rgb C_F80" \
  .", 'fan.tsv' using 1:4:6 with filledcurves lc rgb C_F50" \
  .", 'fan.tsv' using 1:5 with lines lw 2 dt (5,3) lc rgb C_MAIN"
if (number('rows_fan_box') > 0) L = L.", 'fan_box.tsv' using 1:5:($1-0.2):($1+0.2):2:8 with boxxyerror lc rgb C_F95" \
  .", 'fan_box.tsv' using 1:5:($1-0.2):($1+0.2):3:7 with boxxyerror lc rgb C_F80" \
  .", 'fan_box.tsv' using 1:5:($1-0.2):($1+0.2):4:6 with boxxyerror lc rgb C_F50" \
  .", 'fan_box.tsv' using ($1-0.2):5:(0.4):(0) with vectors nohead lw 2 dt (5,3) lc rgb C_MAIN"
if (number('rows_bars') > 0) L = L.", 'bars.tsv' using 1:3:($1-$4):($1+$4):2:3 with boxxyerror lc rgb C_BAR"
if (number('rows_bar_ticks') > 0) L = L.", 'bar_ticks.tsv' using 1:2:3:(0) with vectors nohead lw 1.6 lc rgb C_BARX"
if (number('rows_stems') > 0) L = L.", 'stems.tsv' using 1:2:(0):($3-$2) with vectors nohead lw 1.6 lc rgb C_OLD"
if (number('rows_other_arrows') > 0) L = L.", 'other_arrows.tsv' using 1:2:(0):3 with vectors head size screen 0.006,28 filled lw 1.2 lc rgb C_OLD"
if (number('rows_other_exact') > 0) L = L.", 'other_exact.tsv' using 1:2 with points pt 7 ps 0.5*Q lc rgb C_OLD"
if (number('rows_other_open') > 0) L = L.", 'other_open.tsv' using 1:2 with points pt 7 ps 0.68*Q lc rgb C_OLD" \
  .", 'other_open.tsv' using 1:2 with points pt 7 ps 0.36*Q lc rgb C_PAPER"
if (number('rows_gaps') > 0) L = L.", 'gaps.tsv' using 1:2:3:4 with vectors nohead lw 1.6 dt (1.5,4) lc rgb C_MAIN"
if (number('rows_line') > 0) L = L.", 'line.tsv' using 1:2 with lines lw 2.6 lc rgb C_MAIN"
if (number('rows_arrows') > 0) L = L.", 'arrows.tsv' using 1:2:(0):3 with vectors head size screen 0.008,28 filled lw 1.6 lc rgb C_MAIN"
if (number('rows_exact') > 0) L = L.", 'exact.tsv' using 1:2 with points pt 7 ps 0.75*Q lc rgb C_MAIN"
if (number('rows_open') > 0) L = L.", 'open.tsv' using 1:2 with points pt 7 ps 1.15*Q lc rgb C_MAIN" \
  .", 'open.tsv' using 1:2 with points pt 7 ps 0.68*Q lc rgb C_PAPER"
if (number('rows_target_lines') > 0) L = L.", 'target_lines.tsv' using 1:2:3:(0) with vectors nohead lw 1.4 dt (6,4) lc rgb C_TGT"
if (number('rows_leaders') > 0) L = L.", 'leaders.tsv' using 1:2:3:4 with vectors nohead lw 0.8 lc rgb C_TGT"
if (number('rows_targets') > 0) L = L.", 'targets.tsv' using 1:2 with points pt 13 ps D lc rgb C_TGT"
eval 'plot '.L
set output
