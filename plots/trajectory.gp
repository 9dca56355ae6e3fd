# The trajectory: what was stated, what is projected, what is aimed for. Layers in the order they are painted.
load 'style.gp'
D = diamond(0.72, 1.5)              # the SVG terminal's diamonds are larger still

L = L.layer('fan', '1:2:8 with filledcurves lc rgb C_F95')
L = L.layer('fan', '1:3:7 with filledcurves lc rgb C_F80')
L = L.layer('fan', '1:4:6 with filledcurves lc rgb C_F50')
L = L.layer('fan', '1:5 with lines lw 2 dt (5,3) lc rgb C_MAIN')
L = L.layer('fan_box', '1:5:($1-0.2):($1+0.2):2:8 with boxxyerror lc rgb C_F95')
L = L.layer('fan_box', '1:5:($1-0.2):($1+0.2):3:7 with boxxyerror lc rgb C_F80')
L = L.layer('fan_box', '1:5:($1-0.2):($1+0.2):4:6 with boxxyerror lc rgb C_F50')
L = L.layer('fan_box', '($1-0.2):5:(0.4):(0) with vectors nohead lw 2 dt (5,3) lc rgb C_MAIN')
L = L.layer('bars', '1:3:($1-$4):($1+$4):2:3 with boxxyerror lc rgb C_BAR')
L = L.layer('bar_ticks', '1:2:3:(0) with vectors nohead lw 1.6 lc rgb C_BARX')
L = L.layer('stems', '1:2:(0):($3-$2) with vectors nohead lw 1.6 lc rgb C_OLD')
L = L.layer('other_arrows', '1:2:(0):3 with vectors head size screen 0.006,28 filled lw 1.2 lc rgb C_OLD')
L = L.exact('other_exact', '0.5', 'C_OLD')
L = L.open('other_open', '0.68', '0.36', 'C_OLD')
L = L.layer('gaps', '1:2:3:4 with vectors nohead lw 1.6 dt (1.5,4) lc rgb C_MAIN')
L = L.layer('line', '1:2 with lines lw 2.6 lc rgb C_MAIN')
L = L.bound('arrows', 'C_MAIN')
L = L.exact('exact', '0.75', 'C_MAIN')
L = L.open('open', '1.15', '0.68', 'C_MAIN')
L = L.layer('target_lines', '1:2:3:(0) with vectors nohead lw 1.4 dt (6,4) lc rgb C_TGT')
L = L.layer('leaders', '1:2:3:4 with vectors nohead lw 0.8 lc rgb C_TGT')
L = L.layer('targets', '1:2 with points pt 13 ps D lc rgb C_TGT')
eval 'plot '.L
set output
