Odd claims get a clear answer or a clear refusal. The cases are those of tests/degenerate/claims.tsv; cli.degenerate_formats
runs all of them through every answer. `trial CASE` makes trial.db of one.

    $ printf 'sh $SAMPLES/../degenerate/try.sh "$1"\n' >../bin/trial; chmod +x ../bin/trial

One claim is enough for a wide range.

    $ trial one; tradefig progress KZ-RU --db trial.db | grep -c 'chance\|status\|based on'
    3

Nothing but growth, balances, or exports without imports: what is missing is named.

    $ trial only-growth; tradefig project KZ-RU --db trial.db
    tradefig: no figure of KZ-RU to project from (3 claims, none an amount in US dollars over whole months that are over); tradefig series KZ-RU --verbose says why each was left out
    [exit 3]
    $ trial only-growth; tradefig project KZ-RU --db trial.db --to 2030
    tradefig: no figure of KZ-RU to project from (3 claims, none an amount in US dollars over whole months that are over); tradefig series KZ-RU --verbose says why each was left out
    [exit 3]
    $ trial balances; tradefig project KZ-RU --db trial.db
    tradefig: no figure of KZ-RU to project from (3 claims, none an amount in US dollars over whole months that are over); tradefig series KZ-RU --verbose says why each was left out
    [exit 3]
    $ trial balances; tradefig series KZ-RU --db trial.db --verbose
    3 claims left out:
      claim 1: 0 is no amount of trade: 1 to 1e16 US dollars is
      claim 3: a target, not a figure
      claim 2: a balance is the difference of two flows, and none is stated for the same months
    PERIOD  FLOW  VALUE  SOURCE  SAID  PAGES  CLAIMS
    $ trial exports-only; tradefig project KZ-RU --db trial.db
    tradefig: no turnover of KZ-RU to project: only one side's exports are stated; see tradefig series KZ-RU
    [exit 3]
    $ trial exports-only; tradefig progress KZ-RU --db trial.db | grep 'by 2025\|not rated'
    Kazakhstan–Russia: 30.0 bn USD by 2025 (said 27 Nov 2024, Outlet 2-1), as of 29 Nov 2024
      status        not rated: no turnover of KZ-RU to project: only one side's exports are stated; see tradefig series KZ-RU
    Kazakhstan–Russia: 12.0 bn USD by 2025, exports (said 27 Nov 2024, Outlet 3-1), as of 29 Nov 2024
    $ trial targets-only; tradefig progress KZ-RU --db trial.db | grep 'by 20\|status'
    Kazakhstan–Russia: 30.0 bn USD by 2025 (said 27 Nov 2024, Outlet 1-1), as of 29 Nov 2024
      status        not rated: no figure of KZ-RU to project from (2 claims, none an amount in US dollars over whole months that are over); tradefig series KZ-RU --verbose says why each was left out
    Kazakhstan–Russia: 35.0 bn USD by 2030 (said 27 Nov 2024, Outlet 2-1), as of 29 Nov 2024
      status        not rated: no figure of KZ-RU to project from (2 claims, none an amount in US dollars over whole months that are over); tradefig series KZ-RU --verbose says why each was left out

Amounts that no trade comes to are left out with the reason, or not taken in at all.

    $ trial no-trade; tradefig series KZ-RU --db trial.db --verbose
    2 claims left out:
      claim 1: 0 is no amount of trade: 1 to 1e16 US dollars is
      claim 2: a target, not a figure
    PERIOD  FLOW  VALUE  SOURCE  SAID  PAGES  CLAIMS
    $ trial negative; tradefig series KZ-RU --db trial.db --verbose
    2 claims left out:
      claim 1: -28000000000 is no amount of trade: 1 to 1e16 US dollars is
      claim 2: a target, not a figure
    PERIOD  FLOW  VALUE  SOURCE  SAID  PAGES  CLAIMS
    $ trial end-of-trade; tradefig series KZ-RU --db trial.db --verbose
    3 claims left out:
      claim 3: -150% is no rate of growth: trade cannot fall by more than 100%
      claim 4: 99999999% is no rate of growth: trade cannot fall by more than 100%
      claim 5: a target, not a figure
    PERIOD  FLOW            VALUE  SOURCE      SAID         PAGES  CLAIMS
    2023    turnover  28.0 bn USD  statements  27 Nov 2024      1  1
    2023    turnover      -100.0%  statements  27 Nov 2024      1  2
    $ trial upside-down; cat trial.err
    tradefig: trial.jsonl:1: field 'value_hi' is 20000000000, needed: an amount not below 'value'
    tradefig: trial.jsonl:2: field 'period_to' is "2022-01-01", needed: a day not before 'period_from'
    $ trial unknown-currency; tradefig project KZ-RU --db trial.db
    tradefig: no figure of KZ-RU to project from: 2 figures in XTS left out: no XTS rate for 2023: none are imported, and more; tradefig fx import FILE takes rates
    [exit 3]
    $ trial unknown-currency; tradefig progress KZ-RU --db trial.db
    tradefig: KZ-RU: 2 figures in XTS left out: no XTS rate for 2023: none are imported, and more; tradefig fx import FILE takes rates
    Kazakhstan–Russia: 30.0 bn XTS by 2025 (said 27 Nov 2024, Outlet 3-1), as of 29 Nov 2024
      status        not rated: in XTS: there is no exchange rate for it
    $ trial no-currency; tradefig series KZ-RU --db trial.db --verbose
    2 claims left out:
      claim 1: no currency is named
      claim 2: a target, not a figure
    PERIOD  FLOW  VALUE  SOURCE  SAID  PAGES  CLAIMS
    $ trial ignored; tradefig series KZ-RU --db trial.db --verbose
    2 claims left out:
      claim 1: marked to be ignored (tier 0)
      claim 2: a target, not a figure
    PERIOD  FLOW  VALUE  SOURCE  SAID  PAGES  CLAIMS
    $ trial ignored; tradefig progress KZ-RU --db trial.db
    tradefig: no target is stated for KZ-RU
    [exit 3]
    $ trial ignored; tradefig chart KZ-RU --db trial.db -o x.json
    tradefig: nothing to draw: no yearly turnover or target of the pair is stated in US dollars; tradefig series --verbose says what is
    [exit 3]
    $ trial rejected; tradefig series KZ-RU --db trial.db
    tradefig: no claims for KZ-RU (Kazakhstan–Russia). Known pairs: tradefig claims --pairs
    [exit 3]

Periods that are none, and figures too old to say anything of today.

    $ trial long-window; tradefig series KZ-RU --db trial.db --verbose
    3 claims left out:
      claim 1: 2013–2023 is more than a year: a total and a yearly figure are not told apart
      claim 2: no period is named
      claim 3: a target, not a figure
    PERIOD  FLOW  VALUE  SOURCE  SAID  PAGES  CLAIMS
    $ trial half-months; tradefig series KZ-RU --db trial.db --verbose
    2 claims left out:
      claim 1: 15 Jan–14 Feb 2023 is not a run of whole months
      claim 2: a target, not a figure
    PERIOD  FLOW  VALUE  SOURCE  SAID  PAGES  CLAIMS
    $ trial two-thousand-years-ago; tradefig project KZ-RU --db trial.db
    tradefig: the figures of KZ-RU end 2000 years before 29 Nov 2024; a projection reaches 30 years
    [exit 3]
    $ trial two-thousand-years-ago; tradefig project KZ-RU --db trial.db --to 2025
    tradefig: 2025 is too far: 30 years past the figures is the most
    [exit 2]
    $ trial sixty-years; tradefig progress KZ-RU --db trial.db | grep 'based on'
      based on      1 claim, 1 source: one more independent source would narrow the range most

Claims that are left out, all of them.

    $ trial contradictory-bounds; tradefig project KZ-RU --db trial.db --without claim:1 --format csv | wc -l
    4
    $ tradefig project KZ-RU --db trial.db --without claim:1,2
    tradefig: no figure of KZ-RU to project from (3 claims, none an amount in US dollars over whole months that are over); tradefig series KZ-RU --verbose says why each was left out
    [exit 3]
    $ tradefig project KZ-RU --db trial.db --without nothing
    tradefig: --without 'nothing': needed claims by their numbers, like claim:12,claim:15
    [exit 2]

Nothing known yet, and everything still to come.

    $ trial not-yet-known; tradefig progress KZ-RU --db trial.db
    tradefig: no claims for KZ-RU were known on 29 Nov 2024
    [exit 3]
    $ trial one; tradefig project KZ-RU --db trial.db --as-of 1900-01-01
    tradefig: no claims for KZ-RU were known on 1 Jan 1900
    [exit 3]
    $ trial from-the-future; tradefig series KZ-RU --db trial.db
    tradefig: no claims for KZ-RU were known on 29 Nov 2024
    [exit 3]
    $ trial from-the-future; tradefig series KZ-RU --db trial.db --as-of 2100-01-01
    1 claim left out; --verbose or --json says why
    PERIOD  FLOW            VALUE  SOURCE      SAID        PAGES  CLAIMS
    2098    turnover  28.0 bn USD  statements  1 Jan 2099      1  1

A target that a figure has decided, one that nothing reaches, one beyond any projection.

    $ trial target-in-the-past; tradefig progress KZ-RU --db trial.db | grep 'by 20\|status' | sed 's/chance .*/chance .../'
    Kazakhstan–Russia: 30.0 bn USD by 2020 (said 1 May 2019, Outlet 2-1), as of 29 Nov 2024
      status        off path: no figure decides 2020 yet; chance ...
    Kazakhstan–Russia: 25.0 bn USD by 2023 (said 1 May 2019, Outlet 3-1), as of 29 Nov 2024
      status        met: 2023 came to 28.0 bn USD, which reaches 25.0 bn USD
    $ trial target-beyond-all; tradefig progress KZ-RU --db trial.db | grep 'by \|status'
    Kazakhstan–Russia: 900000000.0 tn USD by 2025 (said 27 Nov 2024, Outlet 2-1), as of 29 Nov 2024
      status        off path: chance <1% is below 1 in 3
    Kazakhstan–Russia: 30.0 bn USD by 9999 (said 27 Nov 2024, Outlet 3-1), as of 29 Nov 2024
      status        not rated: 9999 is too far from the figures: 30 years are the most

A figure that all others outvote does not meet a target without a deadline; 450 amounts for one year are 450 targets, each with its chance.

    $ trial outvoted-open; tradefig progress KZ-RU --db trial.db | grep 'status\|based on'
      status        open: no deadline was stated, so it cannot be missed
      based on      8 claims, 8 sources
    $ trial one; awk 'BEGIN { for (i = 0; i < 450; i++) printf "{\"schema\":\"tradefig-claim/1\",\"doc\":\"t%d\",\"kind\":\"level\",\"reporter\":\"KAZ\",\"partner\":\"RUS\",\"measure\":\"turnover\",\"scope\":\"goods\",\"value\":%d000000,\"currency\":\"USD\",\"relation\":\"eq\",\"status\":\"target\",\"deadline\":\"2030-12-31\",\"pub_date\":\"2024-11-27\"}\n", i, 30000 + i }' >many.jsonl
    $ tradefig import --db trial.db --quiet many.jsonl; tradefig progress KZ-RU --db trial.db | grep -c 'chance  '
    450 articles, 450 claims, 0 duplicates, 0 failed.   Next: tradefig progress KZ-RU
    451

One figure in 500 outlets is one observation.

    $ trial five-hundred-outlets; tradefig series KZ-RU --db trial.db --format csv | cut -d, -f1-7 | head -2 | cut -c1-80
    period,flow,kind,relation,value,rounding,source
    2023,turnover,level,eq,28000000000,1000000000,statements
    $ tradefig project KZ-RU --db trial.db --format csv >many.csv; trial one; tradefig project KZ-RU --db trial.db --format csv | cmp - many.csv && echo as from one outlet
    as from one outlet
