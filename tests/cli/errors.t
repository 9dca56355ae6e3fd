What goes wrong is said in one line, with what to do; nothing is half done.

    $ tradefig 2>&1 | head -1
    $ tradefig imprt x
    $ tradefig import
    $ tradefig import --dat 2024-11-27 x.txt
    $ tradefig import --date 27.11.2024 x.txt
    $ tradefig progress --fail-below 2 KZ-RU
    $ tradefig claims KZ-RU
    $ tradefig import nowhere.txt

Input that is no article.

    $ printf '' >empty.txt; tradefig import empty.txt
    $ printf '%%PDF-1.7\n\000\001\002' >report.pdf; tradefig import report.pdf
    $ printf '   \n\n  \n' >blank.txt; tradefig import blank.txt
    $ head -c 3000 /dev/urandom >noise.bin; tradefig import noise.bin 2>&1 | cut -c1-21
    $ tradefig import . 2>&1 >/dev/null | wc -l
    $ tradefig articles

One bad line of many costs only itself.

    $ printf '{"text":"Trade between Kenya and India reached 3 billion USD in 2023."}\n{"text":7}\nnot json\n' >mixed.jsonl
    $ tradefig import --input jsonl mixed.jsonl
    $ printf '{"reporter":"KAZ","partner":"Russia","doc":"d","value":1}\n' >claims.jsonl; tradefig import claims.jsonl

Pairs that are none, and none that is known.

    $ tradefig claims KE-XQ
    $ tradefig claims KE
    $ tradefig progress KE-TZ
    $ tradefig progress KE-IN
    $ tradefig claims show 99
    $ tradefig project KE-IN --to 2020

Files that cannot be written or are not ours.

    $ tradefig chart KE-IN -o /nowhere/x.svg
    $ tradefig chart KE-IN -o x.gif
    $ program=$(readlink ../bin/tradefig); PATH=/nowhere $program chart KE-IN -o x.svg
    $ echo hello >not.db; tradefig --db not.db claims KE-IN
    $ sqlite3 other.db 'CREATE TABLE t (x)'; tradefig --db other.db import mixed.jsonl 2>&1 | tail -1
