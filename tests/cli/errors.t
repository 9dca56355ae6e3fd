What goes wrong is said in one line, with what to do; nothing is half done.

    $ tradefig 2>&1 | head -1
    tradefig tracks trade figures that people state in public.
    $ tradefig imprt x
    tradefig: there is no command 'imprt'. Did you mean 'import'?
    [exit 2]
    $ tradefig import
    tradefig: import needs FILE|DIR|URL|-...; see tradefig help import
    [exit 2]
    $ tradefig import --dat 2024-11-27 x.txt
    tradefig: there is no option '--dat'. Did you mean '--date'?
    [exit 2]
    $ tradefig import --date 27.11.2024 x.txt
    tradefig: --date '27.11.2024': needed a day like 2024-11-27
    [exit 2]
    $ tradefig extract --lang english x.txt
    tradefig: --lang 'english': needed a language by its two letters, like en, ru or vi
    [exit 2]
    $ tradefig progress --fail-below 2 KZ-RU
    tradefig: --fail-below '2': needed a number from 0 to 1
    [exit 2]
    $ tradefig claims KZ-RU
    tradefig: no database at WORK/home/.local/share/tradefig/tradefig.db yet; start with: tradefig import ARTICLE (or name one with --db)
    [exit 3]
    $ tradefig import nowhere.txt
    tradefig: nowhere.txt: cannot open: No such file or directory
    0 articles, 0 claims, 0 duplicates, 1 failed.
    [exit 1]

Input that is no article.

    $ printf '' >empty.txt; tradefig import empty.txt
    tradefig: empty.txt: is empty, an article was needed
    0 articles, 0 claims, 0 duplicates, 1 failed.
    [exit 1]
    $ printf '%%PDF-1.7\n\000\001\002' >report.pdf; tradefig import report.pdf
    tradefig: report.pdf: is a broken PDF document: Syntax Error: Couldn't read xref table
    0 articles, 0 claims, 0 duplicates, 1 failed.
    [exit 1]
    $ printf '   \n\n  \n' >blank.txt; tradefig import blank.txt
    tradefig: blank.txt: holds only blanks, a text was needed
    0 articles, 0 claims, 0 duplicates, 1 failed.
    [exit 1]
    $ awk 'BEGIN { for (i = 0; i < 3000; i++) printf "%c", (i * 7919) % 256 }' >noise.bin; tradefig import noise.bin
    tradefig: noise.bin: looks like a binary file, a text was needed
    0 articles, 0 claims, 0 duplicates, 1 failed.
    [exit 1]
    $ printf 'Trade\n\n27/11/2024\n\nTrade of Vi\341\273' >cut.txt; tradefig import cut.txt
    tradefig: cut.txt: is cut off: UTF-8 text ends inside a character at byte 32, a whole article was needed
    0 articles, 0 claims, 0 duplicates, 1 failed.
    [exit 1]
    $ printf 'Trade\n\nTrade between Kenya and India reached 3 billion USD last year.\n' >undated.txt; tradefig import undated.txt
    tradefig: undated.txt: no publication date found, one was needed: give it with --date 2024-11-27
    0 articles, 0 claims, 0 duplicates, 1 failed.
    [exit 1]
    $ truncate -s 2G line.txt; tradefig import line.txt; rm line.txt
    tradefig: line.txt: longer than the limit of 64 MB for one article; split it into articles
    0 articles, 0 claims, 0 duplicates, 1 failed.
    $ tradefig import . 2>&1 >/dev/null | wc -l
    6
    $ tradefig articles
    tradefig: no articles are stored yet; start with: tradefig import ARTICLE
    [exit 3]

One bad line of many costs only itself.

    $ printf '{"text":"Trade between Kenya and India reached 3 billion USD in 2023."}\n{"text":7}\nnot json\n' >mixed.jsonl
    $ tradefig import --input jsonl --date 2024-11-27 mixed.jsonl
    tradefig: mixed.jsonl: line 2: "text" is a number, a string was needed
    tradefig: mixed.jsonl: line 3: is no JSON ('[' or '{' expected near 'not'), an object like {"text": "..."} was needed
    mixed.jsonl  unknown outlet, 27 Nov 2024 (English)
      IN-KE  2023  3.0 bn USD  turnover
    1 article, 1 claim, 0 duplicates, 2 failed.   Next: tradefig progress IN-KE
    [exit 4]
    $ printf '{"reporter":"KAZ","partner":"Russia","doc":"d","value":1}\n' >claims.jsonl; tradefig import claims.jsonl
    tradefig: claims.jsonl:1: field 'partner' is "Russia", needed: an ISO 3166 alpha-3 code (KAZ), a bloc (EU) or a region (RUS-TA)
    0 articles, 0 claims, 0 duplicates, 1 failed.
    [exit 1]

Pairs that are none, and none that is known.

    $ tradefig claims KE-XQ
    tradefig: 'XQ' in 'KE-XQ' is no country or bloc; a pair reads KZ-RU
    [exit 2]
    $ tradefig claims KE
    tradefig: 'KE' is no pair of countries; a pair reads KZ-RU
    [exit 2]
    $ tradefig progress KE-TZ
    tradefig: no claims for KE-TZ (Kenya–Tanzania). Did you mean IN-KE? Known pairs: tradefig claims --pairs
    [exit 3]
    $ tradefig progress KE-IN
    tradefig: no target is stated for IN-KE
    [exit 3]
    $ tradefig claims show 99
    tradefig: there is no claim 99
    [exit 3]
    $ tradefig project KE-IN --to 2020
    tradefig: the year 2020 is over: whole-year figures go to 2023
    [exit 2]

Files that cannot be written or are not ours.

    $ tradefig chart KE-IN -o /nowhere/x.svg
    tradefig: /nowhere/x.svg: cannot write: No such file or directory
    [exit 1]
    $ tradefig chart KE-IN -o x.gif
    tradefig: x.gif: the file's ending says what to draw: .svg, .png, .pdf, .six, or .json or .csv for the numbers
    [exit 2]
    $ program=$(readlink ../bin/tradefig); PATH=/nowhere $program chart KE-IN -o x.svg
    tradefig: gnuplot is not installed, or not on the PATH: apt-get install gnuplot-nox
    [exit 1]
    $ echo hello >not.db; tradefig --db not.db claims KE-IN
    tradefig: not.db: this is not a tradefig database; choose another file with --db: file is not a database
    [exit 1]
    $ sqlite3 other.db 'CREATE TABLE t (x)'; tradefig --db other.db import --date 2024-11-27 mixed.jsonl 2>&1 | tail -1
    tradefig: other.db: this is an SQLite database but not tradefig's; choose another file with --db
