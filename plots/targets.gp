# How far each target is: one row a target, everything as a share of it.
load 'style.gp'

set grid noytics
L = L.layer('grid', '1:2:(0):3 with vectors nohead lw 1 lc rgb C_GRID')
L = L.layer('ranges', '($1+$2)/2:3:1:2:($3-0.24):($3+0.24) with boxxyerror lc rgb C_F80')
L = L.layer('reached', '($1+$2)/2:3:1:2:($3-0.12):($3+0.12) with boxxyerror lc rgb C_MAIN')
L = L.layer('reached_open', '($1+$2)/2:3:1:2:($3-0.12):($3+0.12) with boxxyerror fs solid 1 border lw 1.4 lc rgb C_MAIN')
L = L.layer('reached_open', '($1+$2)/2:3:1:2:($3-0.09):($3+0.09) with boxxyerror lc rgb C_PAPER')
L = L.layer('bounds', '1:2:3:(0) with vectors head size screen 0.008,28 filled lw 1.6 lc rgb C_MAIN')
L = L.layer('medians', '1:($2-0.24):(0):(0.48) with vectors nohead lw 2.4 lc rgb C_INK')
L = L.layer('beyond', '1:2:3:(0) with vectors head size screen 0.008,28 filled lw 1.6 lc rgb C_OLD')
L = L.layer('targets', '1:($2-0.36):(0):(0.72) with vectors nohead lw 3 lc rgb C_TGT')
eval 'plot '.L
set output
