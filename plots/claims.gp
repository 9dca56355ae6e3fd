# What was said about one period, when it was said, and what was believed on each day.
load 'style.gp'

L = L.layer('beliefs', '1:2:4 with filledcurves lc rgb C_F95')
L = L.layer('beliefs', '1:3 with lines lw 2 lc rgb C_MAIN')
L = L.layer('ranges', '1:2:(0):($3-$2) with vectors nohead lw 1.6 lc rgb C_INK')
L = L.layer('doubtful_ranges', '1:2:(0):($3-$2) with vectors nohead lw 1.4 lc rgb C_OLD')
L = L.bound('arrows', 'C_INK')
L = L.bound('doubtful_arrows', 'C_OLD')
L = L.exact('exact', '0.9', 'C_INK')
L = L.open('open', '1.15', '0.68', 'C_INK')
L = L.exact('doubtful_exact', '0.75', 'C_OLD')
L = L.open('doubtful_open', '1.0', '0.58', 'C_OLD')
L = L.layer('official', '1:2 with points pt 5 ps 1.15*Q lc rgb C_OK')
eval 'plot '.L
set output
