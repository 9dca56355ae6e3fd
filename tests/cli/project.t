The years to come of a pair, from one article. `$SAMPLES` is the folder tests/samples.

    $ tradefig import -q $SAMPLES/2024-11-eurasia-bulletin.txt | tail -1
    1 article, 3 claims, 0 duplicates, 0 failed.   Next: tradefig progress KZ-RU

How likely a value is in each year, and by then; and the months still to come.

    $ tradefig project KZ-RU --as-of 2024-11-27 --reach 30bn --months --to 2028
    Kazakhstan–Russia: projected turnover, as of 27 Nov 2024
    YEAR       MEDIAN        50%        80%        95%
    2024  27.7 bn USD  26.8–28.6  25.9–29.5  24.8–30.8
    2025  28.8 bn USD  25.6–32.3  22.5–36.3  18.4–43.0
    2026  29.9 bn USD  25.4–34.9  21.2–40.9  16.0–51.4
    2027  31.0 bn USD  25.4–37.5  20.3–45.3  14.4–59.4
    2028  32.1 bn USD  25.5–40.0  19.7–49.8  13.2–67.5
      MONTH      MEDIAN      50%      80%      95%
    2024-10  2.5 bn USD  2.2–2.7  1.9–3.1  1.6–3.7
    2024-11  2.3 bn USD  2.1–2.6  1.8–3.0  1.5–3.6
    2024-12  2.4 bn USD  2.1–2.7  1.8–3.0  1.5–3.7
    chance of reaching 30.0 bn USD
    YEAR  IN THE YEAR  BY THEN
    2024           6%       6%
    2025          40%      41%
    2026          49%      57%
    2027          55%      66%
    2028          58%      72%
    from 2 observations; yearly volatility 15%; the books of "statements"
    $ tradefig project KZ-RU --as-of 2024-11-27 --reach 30bn --json | tr ',' '\n' | grep -A9 '"reach"'
    "reach":{"value":30000000000
    "years":[{"year":2024
    "chance":0.06017
    "by_then":0.06017}
    {"year":2025
    "chance":0.4026
    "by_then":0.4111}
    {"year":2026
    "chance":0.4938
    "by_then":0.567}]}
    $ tradefig project KZ-RU --as-of 2024-11-27 --reach "30 billion" --months --format csv | cut -d, -f1,2,9,10
    year,median_usd,reach_chance,reach_by_then
    2024,27729900000,0.0602,0.0602
    2025,28807500000,0.4026,0.4111
    2026,29893200000,0.4938,0.5670
    2024-10,2452680000,,
    2024-11,2342260000,,
    2024-12,2355830000,,
    $ tradefig project KZ-RU --as-of 2024-11-27 --reach 30xn
    tradefig: --reach '30xn': needed an amount like 30bn, 500mn or 3e10
    [exit 2]
    $ tradefig project KZ-RU --as-of 2024-11-27 --reach 0
    tradefig: --reach '0': needed an amount like 30bn, 500mn or 3e10
    [exit 2]
    $ tradefig project KZ-RU --as-of 2024-11-27 --reach 30
    tradefig: --reach '30': needed an amount like 30bn, 500mn or 3e10
    [exit 2]

An option that would change nothing is refused.

    $ tradefig project KZ-RU --horizon 5
    tradefig: --horizon does not go with a PAIR; see tradefig help project
    [exit 2]
    $ tradefig project --series year.csv --reach 30bn
    tradefig: --reach does not go with --series; see tradefig help project
    [exit 2]
    $ tradefig project --protocol jsonl --series year.csv </dev/null
    tradefig: --series does not go with --protocol; see tradefig help project
    [exit 2]

Exports, imports and their balance need figures of their own.

    $ tradefig project KZ-RU --as-of 2024-11-27 --measure balance
    tradefig: no balance of KZ-RU to project: only turnover is stated; see tradefig series KZ-RU
    [exit 3]
    $ tradefig project KZ-RU --as-of 2024-11-27 --measure balance --months
    tradefig: of a balance only years can be projected; chances of reaching a value and months are there for turnover, exports and imports
    [exit 2]
    $ printf '%s\n' '{"id":"a","date":"2024-03-01","lang":"en","text":"In 2023, exports from Kazakhstan to Russia amounted to 9.8 billion USD, and imports of Kazakhstan from Russia amounted to 16.2 billion USD."}' | tradefig import - --db flows.db
    -  unknown outlet, 1 Mar 2024 (English)
      KZ-RU  2023   9.8 bn USD  exports of KZ to RU
      KZ-RU  2023  16.2 bn USD  imports of KZ from RU
    1 article, 2 claims, 0 duplicates, 0 failed.   Next: tradefig progress KZ-RU
    $ tradefig project KZ-RU --db flows.db --as-of 2024-03-01 --measure balance
    Kazakhstan–Russia: projected balance of Kazakhstan with Russia, as of 1 Mar 2024
    YEAR       MEDIAN                  50%                    80%                 95%
    2024  -6.6 bn USD   -8.8 bn to -4.5 bn    -11.6 bn to -2.1 bn  -16.1 bn to 1.2 bn
    2025  -6.7 bn USD  -10.2 bn to -3.6 bn  -14.5 bn to -354.1 mn  -22.6 bn to 4.5 bn
    from 3 observations; yearly volatility 17%; the books of "statements"
    $ tradefig project RU-KZ --db flows.db --as-of 2024-03-01 --measure exports --to 2024
    Kazakhstan–Russia: projected exports of Kazakhstan to Russia, as of 1 Mar 2024
    YEAR       MEDIAN       50%       80%       95%
    2024  10.2 bn USD  8.9–11.5  7.6–13.2  6.0–16.3
    from 3 observations; yearly volatility 17%; the books of "statements"
