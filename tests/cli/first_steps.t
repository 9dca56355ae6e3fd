From an article to a chart, as a newcomer would do it. `$SAMPLES` is the folder tests/samples.

    $ cp $SAMPLES/2024-11-eurasia-bulletin.txt article.txt
    $ tradefig import article.txt
    article.txt  Eurasia Bulletin, 27 Nov 2024 (English)
      KZ-RU  2023            28.0 bn USD  turnover, stated as a record
      KZ-RU  Jan–Sep 2024  > 20.0 bn USD  turnover, lower bound
      KZ-RU  by 2025         30.0 bn USD  turnover, target
    1 article, 3 claims, 0 duplicates, 0 failed.   Next: tradefig progress KZ-RU

The same article again changes nothing, whatever its file is called.

    $ cp article.txt copy.txt; tradefig import copy.txt
    copy.txt  Eurasia Bulletin, 27 Nov 2024 (English)  stored before, unchanged
    0 articles, 0 claims, 1 duplicate, 0 failed.   Next: tradefig progress KZ-RU
    $ tradefig articles --format csv | cut -d, -f1-5
    ID,DATE,OUTLET,LANG,CLAIMS
    1,2024-11-27,Eurasia Bulletin,en,3

What was claimed, one claim with its sentence, and the pairs there are.

    $ tradefig claims KZ-RU
    ID  PERIOD                VALUE  KIND         ABOUT                         SAID         SOURCE            STATUS
     1  2023            28.0 bn USD  exact        turnover, stated as a record  27 Nov 2024  Eurasia Bulletin  extracted 0.97
     2  Jan–Sep 2024  > 20.0 bn USD  lower bound  turnover                      27 Nov 2024  Eurasia Bulletin  extracted 0.94
     3  by 2025         30.0 bn USD  target       turnover, target              27 Nov 2024  Eurasia Bulletin  extracted 0.92
    $ tradefig claims show 2 | grep -v entries
    claim 2: Kazakhstan–Russia, Jan–Sep 2024: > 20.0 bn USD (turnover)
      The trade turnover of Kazakhstan and Russia in 2023 reached a record of 28 billion USD, in the first nine months of 2024 it came to more than [20 billion USD], and the two sides want to reach the mark of 30 billion USD by 2025.
      outlet       Eurasia Bulletin
      published    27 Nov 2024
      article      State visit to Astana: allies count their trade
      status       extracted
      rule         level measure:far pair:carried period:explicit status:actual currency:explicit amounts:few parties:few
      place        bytes 574 to 588
    $ tradefig claims --pairs
    PAIR   NAME               CLAIMS
    KZ-RU  Kazakhstan–Russia       3
    $ tradefig claims RUS-KAZ --status target --format csv
    id,reporter,partner,measure,scope,period,relation,value,value_hi,currency,growth_pct,status,deadline,said,source,decision,confidence
    3,KAZ,RUS,turnover,goods,2025,eq,30000000000,,USD,,target,2025-12-31,2024-11-27,Eurasia Bulletin,extracted,0.921

A person may reject a claim, and take that back.

    $ tradefig claims reject 2 the ministry says 19
    ID  PAIR   PERIOD                VALUE  KIND         ABOUT     SAID         SOURCE            STATUS
     2  KZ-RU  Jan–Sep 2024  > 20.0 bn USD  lower bound  turnover  27 Nov 2024  Eurasia Bulletin  rejected 0.94
    $ tradefig claims KZ-RU --format csv | cut -d, -f1,2
    id,reporter
    1,KAZ
    3,KAZ
    $ tradefig claims undo 2
    ID  PAIR   PERIOD                VALUE  KIND         ABOUT     SAID         SOURCE            STATUS
     2  KZ-RU  Jan–Sep 2024  > 20.0 bn USD  lower bound  turnover  27 Nov 2024  Eurasia Bulletin  extracted 0.94
    $ tradefig claims undo 2
    tradefig: WORK/home/.local/share/tradefig/tradefig.db: claim 2 has no decision to take back
    [exit 3]

How the target stands, and what is expected.

    $ tradefig series "Kazakhstan Russia"
    1 claim left out; --verbose or --json says why
    PERIOD        FLOW              VALUE  SOURCE      SAID         PAGES  CLAIMS
    2023          turnover    28.0 bn USD  statements  27 Nov 2024      1  1
    Jan–Sep 2024  turnover  > 20.0 bn USD  statements  27 Nov 2024      1  2
    $ tradefig progress KZ-RU --as-of 2024-11-27
    Kazakhstan–Russia: 30.0 bn USD by 2025 (said 27 Nov 2024, Eurasia Bulletin), as of 27 Nov 2024
      2023          28.0 bn USD   93% of the target
      Jan–Sep 2024  > 20.0 bn USD usually 74.3% of a year: pace about 27.7 bn USD
      Q4 2024       2.8 bn USD a month needed for 29.0 bn USD in 2024, +18% on the same months of 2023
      2024          27.7 bn USD   80% range 25.9–29.5
      2025          28.8 bn USD   80% range 22.5–36.2
      needed        +7.1% over 2023, +3.5% a year
      chance        40%  (32% to 48% if the drift is 3 points lower or higher)
      status        unclear: chance 40% lies between 1 in 3 and 2 in 3
      based on      2 claims, 1 source: one more independent source would narrow the range most
    $ tradefig project Казахстан-Россия --as-of 2024-11-27
    Kazakhstan–Russia: projected turnover, as of 27 Nov 2024
    YEAR       MEDIAN        50%        80%        95%
    2024  27.7 bn USD  26.8–28.6  25.9–29.5  24.8–30.8
    2025  28.8 bn USD  25.6–32.3  22.5–36.3  18.4–43.0
    2026  29.9 bn USD  25.4–34.9  21.2–40.9  16.0–51.4
    from 2 observations; yearly volatility 15%; the books of "statements"

Before the article was out nothing was known.

    $ tradefig progress KZ-RU --as-of 2024-11-26
    tradefig: no claims for KZ-RU were known on 26 Nov 2024
    [exit 3]

As a check in a script.

    $ tradefig progress KZ-RU --as-of 2024-11-27 --fail-below 0.9 >/dev/null
    tradefig: a target's chance is below 0.9
    [exit 5]
    $ tradefig progress KZ-RU --as-of 2024-11-27 --fail-below 0.1 --quiet | head -1
    Kazakhstan–Russia: 30.0 bn USD by 2025 (said 27 Nov 2024, Eurasia Bulletin), as of 27 Nov 2024

A chart, and its numbers.

    $ tradefig chart KZ-RU --as-of 2024-11-27 -o x.svg && grep -c '<a ' x.svg
    x.svg
    3
    $ tradefig chart KZ-RU --as-of 2024-11-27 -o x.json && head -c 60 x.json; echo
    x.json
    {"schema":"tradefig-chart/1","kind":"trajectory","id":"tf-KZ
The words of the articles are found again.

    $ tradefig search turnover nine months
    ARTICLE  DATE        OUTLET            SENTENCE
          1  2024-11-27  Eurasia Bulletin  The trade turnover of Kazakhstan and Russia in 2023 reached a record of 28 billion USD, in the first nine months of 2024 it came to more than 20 billion USD, and the two sides want to reach the mark of 30 billion USD by 2025.
