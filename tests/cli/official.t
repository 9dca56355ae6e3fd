Figures of statistical offices: taken in whole or not at all, exact totals beside the claims.

    $ printf 'period,reporter,partner,measure,value,currency,valuation,source\n' >official.csv
    $ for y in 2019 2020 2021 2022; do echo "$y,KZ,RU,exports,$((y - 2013))e9,USD,fob,Bureau of National Statistics"; echo "$y,KZ,RU,imports,$((y - 2006))e9,USD,cif,Bureau of National Statistics"; done >>official.csv
    $ tradefig official import official.csv
    8 official figures, 8 new.   Next: tradefig official KZ-RU
    $ tradefig official import official.csv
    8 official figures, 0 new.   Next: tradefig official KZ-RU
    $ tradefig official KZ-RU
    PERIOD  REPORTER  PARTNER  MEASURE        VALUE  CURRENCY  VALUATION  SOURCE
    2019    KAZ       RUS      exports   6.0 bn USD  USD       fob        Bureau of National Statistics
    2020    KAZ       RUS      exports   7.0 bn USD  USD       fob        Bureau of National Statistics
    2021    KAZ       RUS      exports   8.0 bn USD  USD       fob        Bureau of National Statistics
    2022    KAZ       RUS      exports   9.0 bn USD  USD       fob        Bureau of National Statistics
    2019    KAZ       RUS      imports  13.0 bn USD  USD       cif        Bureau of National Statistics
    2020    KAZ       RUS      imports  14.0 bn USD  USD       cif        Bureau of National Statistics
    2021    KAZ       RUS      imports  15.0 bn USD  USD       cif        Bureau of National Statistics
    2022    KAZ       RUS      imports  16.0 bn USD  USD       cif        Bureau of National Statistics
    $ tradefig official RU-KZ --format csv | head -2
    period,reporter,partner,measure,value,currency,valuation,source
    2019,KAZ,RUS,exports,6000000000,USD,fob,Bureau of National Statistics
    $ tradefig official KZ-RU --json | head -c 200; echo
    [{"reporter":"KAZ","partner":"RUS","measure":"exports","from":"2019-01-01","to":"2019-12-31","value":6000000000,"currency":"USD","valuation":"fob","source":"Bureau of National Statistics"},{"reporter"
    $ tradefig series KZ-RU
    tradefig: KZ-RU: 8 official figures are stored; 8 exact totals of months or years made of them count beside the claims
    PERIOD  FLOW            VALUE  SOURCE          SAID         PAGES  CLAIMS  NOTE
    2019    turnover  19.0 bn USD  statistics:KAZ  31 Dec 2019      0          derived from the two
    2019    exports    6.0 bn USD  statistics:KAZ  31 Dec 2019      0          
    2019    imports   13.0 bn USD  statistics:KAZ  31 Dec 2019      0          
    2020    turnover  21.0 bn USD  statistics:KAZ  31 Dec 2020      0          derived from the two
    2020    exports    7.0 bn USD  statistics:KAZ  31 Dec 2020      0          
    2020    imports   14.0 bn USD  statistics:KAZ  31 Dec 2020      0          
    2021    turnover  23.0 bn USD  statistics:KAZ  31 Dec 2021      0          derived from the two
    2021    exports    8.0 bn USD  statistics:KAZ  31 Dec 2021      0          
    2021    imports   15.0 bn USD  statistics:KAZ  31 Dec 2021      0          
    2022    turnover  25.0 bn USD  statistics:KAZ  31 Dec 2022      0          derived from the two
    2022    exports    9.0 bn USD  statistics:KAZ  31 Dec 2022      0          
    2022    imports   16.0 bn USD  statistics:KAZ  31 Dec 2022      0          
    $ tradefig project KZ-RU --to 2024
    tradefig: KZ-RU: 8 official figures are stored; 8 exact totals of months or years made of them count beside the claims
    Kazakhstan–Russia: projected turnover, as of 29 Nov 2024
    YEAR       MEDIAN        50%        80%        95%
    2023  26.4 bn USD  24.9–28.0  23.5–29.6  21.8–31.7
    2024  27.9 bn USD  25.6–30.4  23.4–33.0  20.8–36.6
    from 12 observations; yearly volatility 9%; the books of "statistics:KAZ"

A claim joins them.

    $ printf 'ASTANA, 27 November 2024 - Trade turnover between Kazakhstan and Russia in 2023 amounted to 28 billion US dollars, the ministry said.\n' >a.txt
    $ tradefig import --date 2024-11-27 a.txt
    a.txt  unknown outlet, 27 Nov 2024 (English)
      KZ-RU  2023  28.0 bn USD  turnover
    1 article, 1 claim, 0 duplicates, 0 failed.   Next: tradefig progress KZ-RU
    $ tradefig project KZ-RU --to 2024
    tradefig: KZ-RU: 8 official figures are stored; 8 exact totals of months or years made of them count beside the claims
    Kazakhstan–Russia: projected turnover, as of 29 Nov 2024
    YEAR       MEDIAN        50%        80%        95%
    2024  28.9 bn USD  26.9–30.9  25.2–33.0  23.3–35.7
    from 13 observations; yearly volatility 8%; the books of "statistics:KAZ"

What is wrong is said with its line, and nothing is stored.

    $ printf 'period,reporter,partner,measure,value,currency\n2023,KZ,RU,exports,1e9,USD\n2024,KZ,RU,exports,n/a,USD\n' | tradefig official import -
    tradefig: standard input: line 3, column value: 'n/a' is not a number from 0 to 1e18 (whole units of the currency)
    [exit 1]
    $ printf 'period,reporter,partner,measure,value\n' | tradefig official import -
    tradefig: standard input: line 1: no column "currency"; period, reporter, partner, measure, value and currency are needed
    [exit 1]
    $ tradefig official KZ-CN
    tradefig: no official figures of CN-KZ; take some in with: tradefig official import FILE.csv
    [exit 3]
    $ tradefig official import
    tradefig: official import needs one table, or - for standard input
    [exit 2]
