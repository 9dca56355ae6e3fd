# Exports up, imports down, and the balance between them.
load 'style.gp'

# Filled: exact. Outlined: about, a bound, or part of a year.
box(colour) = '1:3:($1-$4):($1+$4):2:3 with boxxyerror fs solid 1 noborder lc rgb '.colour
outline(colour) = '1:3:($1-$4):($1+$4):2:3 with boxxyerror fs empty border lw 1.4 lc rgb '.colour
L = L.layer('exports', box('C_F50'))
L = L.layer('imports', box('C_BAR'))
L = L.layer('exports_open', outline('C_MAIN'))
L = L.layer('imports_open', outline('C_OLD'))
L = L.bound('exports_arrows', 'C_MAIN')
L = L.bound('imports_arrows', 'C_OLD')
L = L.layer('balance_gaps', '1:2 with lines lw 2 dt (1.5,4) lc rgb C_INK')
L = L.layer('balance', '1:2 with lines lw 2.2 lc rgb C_INK')
L = L.bound('balance_arrows', 'C_INK')
L = L.exact('balance_exact', '1.15', 'C_PAPER').exact('balance_exact', '0.8', 'C_INK')
L = L.exact('balance_open', '1.35', 'C_PAPER').open('balance_open', '1.1', '0.6', 'C_INK')
eval 'plot '.L
set output
