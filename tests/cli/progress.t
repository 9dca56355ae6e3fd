Targets: who said them in which words, how they stand, and what moved their chances.

    $ tradefig import --quiet $SAMPLES/2022-02-astana-letter.txt $SAMPLES/2023-03-volga-business.txt $SAMPLES/2024-11-eurasia-bulletin.txt
    3 articles, 5 claims, 0 duplicates, 0 failed.   Next: tradefig progress KZ-RU
    $ printf 'Trade turnover between Kazakhstan and Russia came to 25 billion dollars in the first eleven months of 2024, the ministry said. The two countries now plan to bring trade to 40 billion dollars by 2030, and to raise it by 50%% by 2028.\n' >a.txt
    $ tradefig import --quiet --date 2025-01-20 --outlet "Caspian Post" a.txt
    1 article, 2 claims, 0 duplicates, 0 failed.   Next: tradefig progress KZ-RU
    $ tradefig targets KZ-RU --as-of 2025-02-01
    CLAIM  PAIR   MEASURE   TARGET               SAID         LAST         BY                TIMES  STATUS   THEN
        5  KZ-RU  turnover  30.0 bn USD by 2025  27 Nov 2024  27 Nov 2024  Eurasia Bulletin      1  unclear  a further stage was stated on 20 Jan 2025: 40.0 bn USD by 2030
        7  KZ-RU  turnover  40.0 bn USD by 2030  20 Jan 2025  20 Jan 2025  Caspian Post          1  unclear  
    $ tradefig targets KZ-RU --as-of 2025-02-01 --history | cut -c1-90
    TARGET  CLAIM  DATE         GOAL                 AS SAID             BY  OUTLET           
         5      5  27 Nov 2024  30.0 bn USD by 2025  30 billion USD          Eurasia Bulletin 
         7      7  20 Jan 2025  40.0 bn USD by 2030  40 billion dollars      Caspian Post     
    $ tradefig targets KZ-RU --as-of 2025-02-01 --format csv
    claim,pair,measure,target,value_usd,deadline,stated,stated_by,times,status,link,next
    5,KZ-RU,turnover,30.0 bn USD by 2025,30000000000,2025-12-31,2024-11-27,Eurasia Bulletin,1,unclear,stage,7
    7,KZ-RU,turnover,40.0 bn USD by 2030,40000000000,2030-12-31,2025-01-20,Caspian Post,1,unclear,,
    $ tradefig progress KZ-RU --as-of 2025-02-01 --history
    Kazakhstan–Russia: 30.0 bn USD by 2025 (said 27 Nov 2024, Eurasia Bulletin), as of 1 Feb 2025
      2023          28.0 bn USD   93% of the target
      Jan–Nov 2024  25.0 bn USD   usually 91.4% of a year: pace 27.4 bn USD
      Dec 2024      4.0 bn USD a month needed for 29.0 bn USD in 2024, +70% on the same months of 2023
      2024          27.4 bn USD   80% range 26.5–28.2
      2025          28.5 bn USD   80% range 23.2–34.6
      needed        +7.1% over 2023, +3.5% a year
      chance        36%  (30% to 44% if the drift is 3 points lower or higher)
      status        unclear: chance 36% lies between 1 in 3 and 2 in 3
      then          a further stage was stated on 20 Jan 2025: 40.0 bn USD by 2030
      based on      5 claims, 4 sources
    DATE         CHANCE  POINTS  STATUS   ARTICLE  CLAIMS  OUTLET            TITLE
    27 Nov 2024     43%          unclear        3  3 4 5   Eurasia Bulletin  State visit to Astana: allies count their trade
    20 Jan 2025     36%    -6.4  unclear        4  6 7     Caspian Post      
    
    Kazakhstan–Russia: 40.0 bn USD by 2030 (said 20 Jan 2025, Caspian Post), as of 1 Feb 2025
      2023          28.0 bn USD   70% of the target
      Jan–Nov 2024  25.0 bn USD   usually 91.4% of a year: pace 27.4 bn USD
      Dec 2024      4.5 bn USD a month needed for 29.5 bn USD in 2024, +91% on the same months of 2023
      2024          27.4 bn USD   80% range 26.5–28.2
      2025          28.5 bn USD   80% range 23.2–34.6
      2026          29.9 bn USD   80% range 22.2–39.6
      2027          31.4 bn USD   80% range 21.6–44.2
      2028          32.8 bn USD   80% range 21.2–48.9
      2029          34.4 bn USD   80% range 21.0–53.9
      2030          36.0 bn USD   80% range 20.8–59.2
      needed        +42.9% over 2023, +5.2% a year
      chance        39%  (24% to 56% if the drift is 3 points lower or higher)
      status        unclear: chance 39% lies between 1 in 3 and 2 in 3
      based on      5 claims, 4 sources
    DATE         CHANCE  POINTS  STATUS   ARTICLE  CLAIMS  OUTLET        TITLE
    20 Jan 2025     39%          unclear        4  6 7     Caspian Post  
    $ tradefig progress KZ-RU --as-of 2025-02-01 --format csv
    pair,measure,target,currency,deadline,stated,p_target,needed_growth_pct,status,pace_usd,needed_per_month_usd,claim
    KZ-RU,turnover,30000000000,USD,2025-12-31,2024-11-27,0.3635,7.14,unclear,27356900000,3982750000,5
    KZ-RU,turnover,40000000000,USD,2030-12-31,2025-01-20,0.3924,42.86,unclear,27356900000,4463670000,7
    $ tradefig progress KZ-RU --as-of 2025-02-01 --history --format csv | cut -d, -f1-9
    pair,claim,target,date,p_before,p_after,status,article,claims
    KZ-RU,5,30.0 bn USD by 2025,2024-11-27,,0.428,unclear,3,3 4 5
    KZ-RU,5,30.0 bn USD by 2025,2025-01-20,0.428,0.3635,unclear,4,6 7
    KZ-RU,7,40.0 bn USD by 2030,2025-01-20,,0.3924,unclear,4,6 7

What the history ends with is what progress says, on every day.

    $ for day in 2024-11-27 2025-01-20 2025-02-01; do tradefig progress KZ-RU --as-of $day --json | grep -o '"p_target":[0-9.]*' | cut -d: -f2 >now; tradefig progress KZ-RU --as-of $day --history --json | sed 's/.*"p_after":\([0-9.]*\).*/\1/' >last; paste now last; done
    0.427952	0.427952
    0.363504	0.363504
    0.392373	0.392373
    0.363504	0.363504
    0.392373	0.392373

Without a claim, and as a check: targets that are met, open, replaced or not rated do not count.

    $ tradefig progress KZ-RU --as-of 2025-02-01 --without claim:3 | grep -c by
    3
    $ tradefig progress KZ-RU --as-of 2025-02-01 --fail-below 0.5 --quiet --format csv | cut -d, -f3,7,9
    target,p_target,status
    30000000000,0.3635,unclear
    40000000000,0.3924,unclear
    $ tradefig targets KZ-CN
    tradefig: no claims for CN-KZ (China–Kazakhstan). Did you mean KZ-RU? Known pairs: tradefig claims --pairs
    [exit 3]
    $ tradefig progress KZ-RU --as-of 2020-01-01
    tradefig: no claims for KZ-RU were known on 1 Jan 2020
    [exit 3]
