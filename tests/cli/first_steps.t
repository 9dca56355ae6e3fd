From an article to a chart, as a newcomer would do it. `$SAMPLES` is the folder tests/samples.

    $ cp $SAMPLES/2024-11-eurasia-bulletin.txt article.txt
    $ tradefig import article.txt

The same article again changes nothing, whatever its file is called.

    $ cp article.txt copy.txt; tradefig import copy.txt
    $ tradefig articles --format csv | cut -d, -f1-5

What was claimed, one claim with its sentence, and the pairs there are.

    $ tradefig claims KZ-RU
    $ tradefig claims show 2
    $ tradefig claims --pairs
    $ tradefig claims RUS-KAZ --status target --format csv

How the target stands, and what is expected.

    $ tradefig series "Kazakhstan Russia"
    $ tradefig progress KZ-RU --as-of 2024-11-27
    $ tradefig project Казахстан-Россия --as-of 2024-11-27

Before the article was out nothing was known.

    $ tradefig progress KZ-RU --as-of 2024-11-26

As a check in a script.

    $ tradefig progress KZ-RU --as-of 2024-11-27 --fail-below 0.9 >/dev/null
    $ tradefig progress KZ-RU --as-of 2024-11-27 --fail-below 0.1 --quiet | head -1

A chart, and its numbers.

    $ tradefig chart KZ-RU --as-of 2024-11-27 -o x.svg && grep -c '<a ' x.svg
    $ tradefig chart KZ-RU --as-of 2024-11-27 -o x.json && head -c 60 x.json

The words of the articles are found again.

    $ tradefig search turnover nine months
