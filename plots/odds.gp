# The probability of a target over time, a step for each article that moved it.
load 'style.gp'

L = L.layer('steps', '1:2 with lines lw 2.6 lc rgb C_MAIN')
L = L.layer('leaders', '1:2:(0):3 with vectors nohead lw 0.8 lc rgb C_OLD')
L = L.exact('dots', '0.9', 'C_MAIN')
eval 'plot '.L
set output
