# Several pairs side by side, each as a share of its own target. All panels have one scale, so they are one plot: the
# program moves each to its place.
load 'style.gp'
D = diamond(0.6, 1.2)

set grid noytics
unset arrow 2
L = "'zero.tsv' using 1:2 with lines lw 1 lc rgb C_PAPER"   # there is no common axis
L = L.layer('areas', '1:2:3 with filledcurves lc rgb C_F95')
L = L.layer('feet', '1:2:3:(0) with vectors nohead lw 1 lc rgb C_AXIS')
L = L.layer('target_lines', '1:2:3:(0) with vectors nohead lw 1 dt (4,3) lc rgb C_TGT')
L = L.layer('gaps', '1:2 with lines lw 1.4 dt (1.5,4) lc rgb C_MAIN')
L = L.layer('lines', '1:2 with lines lw 2.4 lc rgb C_MAIN')
L = L.exact('exact', '0.7', 'C_MAIN')
L = L.open('open', '0.9', '0.5', 'C_MAIN')
L = L.layer('arrows', '1:2:(0):3 with vectors head size screen 0.006,28 filled lw 1.4 lc rgb C_MAIN')
L = L.layer('targets', '1:2 with points pt 13 ps D lc rgb C_TGT')
eval 'plot '.L
set output
