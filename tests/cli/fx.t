Exchange rates: what is built in, and that it is approximate.

    $ tradefig import --quiet $SAMPLES/2024-11-eurasia-bulletin.txt
    1 article, 3 claims, 0 duplicates, 0 failed.   Next: tradefig progress KZ-RU
    $ tradefig fx list KZT
    CURRENCY  FROM        TO          RATES  SOURCE
    KZT       2000-01-01  2025-12-31     26  built-in yearly means (approximate)
    $ tradefig fx rate RUB 2023
    CURRENCY  PERIOD  USD FOR 1  FOR 1 USD  OFF BY  FROM
    RUB       2023    0.0117426      85.16    3.3%  built-in mean of 2023; none are imported (approximate)
    $ tradefig fx rate RUB 2023-01..2023-04
    CURRENCY  PERIOD        USD FOR 1  FOR 1 USD  OFF BY  FROM
    RUB       Jan–Apr 2023  0.0117426      85.16   10.8%  built-in mean of 2023; none are imported (approximate)
    $ tradefig fx rate --json KZT 2024-H1
    {"currency":"KZT","period":"2024-01-01/P6M","usd":0.0021302,"per_usd":469.44,"approximate":true,"sd":0.0438,"how":"built-in mean of 2024; none are imported"}
    $ tradefig fx rate AMD 2023
    tradefig: no AMD rate for 2023: none are imported; tradefig fx import FILE takes rates
    [exit 3]

A claim in roubles is converted with it, and says so everywhere.

    $ printf '%s\n' '{"schema":"tradefig-claim/1","doc":"a","url":"https://a.example/1","pub_date":"2024-11-28","kind":"level","reporter":"RUS","partner":"KAZ","measure":"turnover","scope":"goods","value":1.7e12,"currency":"RUB","relation":"eq","status":"actual","period_from":"2024-01-01","period_to":"2024-09-30","value_text":"1.7 trillion rubles"}' '{"schema":"tradefig-claim/1","doc":"a","url":"https://a.example/1","pub_date":"2024-11-28","kind":"level","reporter":"RUS","partner":"KAZ","measure":"turnover","scope":"goods","value":3e12,"currency":"RUB","relation":"eq","status":"target","deadline":"2026-12-31","value_text":"3 trillion rubles"}' >roubles.jsonl
    $ tradefig import --quiet roubles.jsonl
    1 article, 2 claims, 0 duplicates, 0 failed.   Next: tradefig progress KZ-RU
    $ tradefig series KZ-RU
    tradefig: KZ-RU: 1 figure in RUB converted with yearly mean rates, approximate (built-in mean of 2024; none are imported); tradefig fx import FILE takes better ones
    2 claims left out; --verbose or --json says why
    PERIOD        FLOW              VALUE  SAID IN           SOURCE      SAID         PAGES  CLAIMS
    2023          turnover    28.0 bn USD                    statements  27 Nov 2024      1  1
    Jan–Sep 2024  turnover  > 20.0 bn USD                    statements  27 Nov 2024      1  2
    Jan–Sep 2024  turnover    18.4 bn USD  RUB, approximate  statements  28 Nov 2024      1  4
    $ tradefig series --quiet --format csv KZ-RU
    period,flow,kind,relation,value,rounding,source,said,pages,claims,currency,approximate,side,derived,doubt
    2023,turnover,level,eq,28000000000,1000000000,statements,2024-11-27,1,1,USD,false,,false,
    2024-01-01/P9M,turnover,level,gt,20000000000,1000000000,statements,2024-11-27,1,2,USD,false,,false,
    2024-01-01/P9M,turnover,level,eq,18364480933.347736,1080263584.3145728,statements,2024-11-28,1,4,RUB,true,,false,
    $ tradefig project --quiet --json KZ-RU | grep -o '"approximate".*'
    "approximate":true,"warnings":["1 figure in RUB converted with yearly mean rates, approximate (built-in mean of 2024; none are imported); tradefig fx import FILE takes better ones"]}
    $ tradefig project --quiet KZ-RU | grep approximate
    with 1 figure in RUB at approximate rates
    $ tradefig progress --quiet KZ-RU | grep -o 'the target is taken .*'
    the target is taken for 35.2 bn USD at the rate of 2023: built-in mean of 2023; none are imported (approximate)
    $ tradefig progress --quiet KZ-RU | grep 'with  '
      with          1 figure in RUB at approximate rates
      with          1 figure in RUB at approximate rates
    $ tradefig chart KZ-RU -o chart.json && grep -o 'Amounts in [^.]*' chart.json
    tradefig: KZ-RU: 1 figure in RUB converted with yearly mean rates, approximate (built-in mean of 2024; none are imported); tradefig fx import FILE takes better ones
    chart.json
    Amounts in RUB: at yearly mean rates, approximate

Files of rates are known by their content: roubles in windows-1251, euros, a table.

    $ printf '<?xml version="1.0" encoding="windows-1251"?><ValCurs ID="R01335" name="\304\350"><Record Date="02.03.2024" Id="R01335"><Nominal>100</Nominal><Value>20,2894</Value></Record></ValCurs>' >tenge.xml
    $ tradefig fx import tenge.xml
    1 rate in RUB not kept, since nobody knows RUB in US dollars for their days (2024-03-02 to 2024-03-02, the first is of KZT): import rates of USD from the same source first, or all files at once
    tenge.xml  rates of the Bank of Russia: 1 rate
    0 rates in US dollars, 0 new.   Next: tradefig fx list
    [exit 4]
    $ printf '<ValCurs ID="R01235"><Record Date="02.03.2024" Id="R01235"><Nominal>1</Nominal><Value>91,3336</Value></Record></ValCurs>' >dollars.xml
    $ tradefig fx import dollars.xml tenge.xml
    dollars.xml  rates of the Bank of Russia: 1 rate
    tenge.xml  rates of the Bank of Russia: 1 rate
    2 rates in US dollars, 2 new.   Next: tradefig fx list
    $ tradefig fx import dollars.xml tenge.xml
    dollars.xml  rates of the Bank of Russia: 1 rate
    tenge.xml  rates of the Bank of Russia: 1 rate
    2 rates in US dollars, 0 new.   Next: tradefig fx list
    $ printf 'Date,USD,RUB,CYP,\n2022-03-01,1.1162,117.201,N/A,\n' | tradefig fx import -
    standard input  euro reference rates of the ECB: 2 rates, 1 cell without one
    2 rates in US dollars, 2 new.   Next: tradefig fx list
    $ for month in 01 02 03 04 05 06 07 08 09; do echo "2024-$month,RUB,0.011,a bank"; done | sed '1i date,currency,usd,source' >rates.csv
    $ tradefig fx import --json rates.csv
    {"files":[{"file":"rates.csv","kind":"a table of rates","rates":9,"empty":0,"error":null}],"rates":9,"new":9,"unresolved":0,"remark":null}
    $ tradefig fx list RUB
    CURRENCY  FROM        TO          RATES  SOURCE
    RUB       2024-03-02  2024-03-02      1  Bank of Russia
    RUB       2022-03-01  2022-03-01      1  ECB
    RUB       2024-01-01  2024-09-30      9  a bank
    RUB       2000-01-01  2025-12-31     26  built-in yearly means (approximate)
    $ tradefig fx rate RUB 2024-01..2024-09
    CURRENCY  PERIOD        USD FOR 1  FOR 1 USD  OFF BY  FROM
    RUB       Jan–Sep 2024      0.011    90.9091    2.0%  9 rates, a bank
    $ tradefig series KZ-RU
    2 claims left out; --verbose or --json says why
    PERIOD        FLOW              VALUE  SAID IN  SOURCE      SAID         PAGES  CLAIMS
    2023          turnover    28.0 bn USD           statements  27 Nov 2024      1  1
    Jan–Sep 2024  turnover  > 20.0 bn USD           statements  27 Nov 2024      1  2
    Jan–Sep 2024  turnover    18.7 bn USD  RUB      statements  28 Nov 2024      1  4

What was not known yet on a day does not count on it.

    $ tradefig fx rate --as-of 2024-06-15 RUB 2024-01..2024-09
    CURRENCY  PERIOD        USD FOR 1  FOR 1 USD  OFF BY  FROM
    RUB       Jan–Sep 2024  0.0108026      92.57    3.0%  built-in mean of 2024; imported rates end 31 May 2024 (approximate)

Files that cannot be read say where and why; the others are taken.

    $ printf 'date,currency,usd\n2024-10,RUB,0,0104\n' >comma.csv
    $ printf 'date,currency,usd\n2024-10,RUB,0.0104\n' >good.csv
    $ tradefig fx import comma.csv good.csv nowhere.csv
    tradefig: comma.csv: line 2, column 3 (usd): '0' is no rate; needed: US dollars for one unit, as 0.0109
    tradefig: nowhere.csv: cannot open: No such file or directory
    good.csv  a table of rates: 1 rate
    1 rate in US dollars, 1 new.   Next: tradefig fx list
    [exit 4]
    $ tradefig fx import roubles.jsonl
    tradefig: roubles.jsonl: no file of rates that is known: the first line is '{"schema":"tradefig-claim/1","doc":"a","'; needed: the ECB's eurofxref-hist.csv, XML of the Bank of Russia, or a CSV whose heading names date, currency and usd
    0 rates in US dollars, 0 new.   Next: tradefig fx list
    [exit 1]
    $ tradefig fx rate roubles 2024
    tradefig: 'roubles' is no currency; needed: three letters as KZT
    [exit 2]
    $ tradefig fx rate RUB 2024-13
    tradefig: '2024-13' is no period; needed: 2024, 2024-03, 2024-Q3, 2024-H1 or 2024-01..2024-09
    [exit 2]
    $ tradefig fx sell
    tradefig: 'sell' is nothing fx does; needed: import FILE, list [CURRENCY] or rate CURRENCY PERIOD
    [exit 2]

A figure that no rate reaches is told by doctor.

    $ sed '1!d;s/RUB/AMD/' roubles.jsonl | tradefig import --quiet -
    1 article, 1 claim, 0 duplicates, 0 failed.   Next: tradefig progress KZ-RU
    $ tradefig doctor | grep -v gnuplot | sed '/install it/d'
    ok    database 2 articles, 6 claims, schema 6, integrity ok
    warn  exchange rates: 1 figure in AMD of Jan–Sep 2024 left out: no AMD rate for Jan–Sep 2024: none are imported
          tradefig fx import FILE takes rates of the ECB, the Bank of Russia, or date,currency,usd
    1 warning
    $ tradefig series --verbose KZ-RU 2>&1 | grep AMD
    tradefig: KZ-RU: 1 figure in AMD left out: no AMD rate for Jan–Sep 2024: none are imported; tradefig fx import FILE takes rates
      claim 6: no AMD rate for Jan–Sep 2024: none are imported
