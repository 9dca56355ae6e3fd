# The pace of a year: totals from January on, against earlier years and the path required for a target.
load 'style.gp'
D = diamond(0.72, 1.5)

L = L.layer('outlook', '1:2:4 with filledcurves lc rgb C_F80')
L = L.layer('outlook', '1:3 with lines lw 2 dt (5,3) lc rgb C_MAIN')
L = L.layer('earlier_gaps', '1:2 with lines lw 1.2 dt (1.5,4) lc rgb C_OLD')
L = L.layer('earlier', '1:2 with lines lw 1.4 lc rgb C_OLD')
L = L.exact('earlier_exact', '0.4', 'C_OLD')
L = L.open('earlier_open', '0.62', '0.32', 'C_OLD')
L = L.layer('path', '1:2 with lines lw 1.8 dt (6,4) lc rgb C_TGT')
L = L.layer('current_gaps', '1:2 with lines lw 2 dt (1.5,4) lc rgb C_MAIN')
L = L.layer('current', '1:2 with lines lw 2.8 lc rgb C_MAIN')
L = L.bound('arrows', 'C_MAIN')
L = L.exact('current_exact', '0.75', 'C_MAIN')
L = L.open('current_open', '1.15', '0.68', 'C_MAIN')
L = L.layer('goal', '1:2 with points pt 13 ps D lc rgb C_TGT')
eval 'plot '.L
set output
