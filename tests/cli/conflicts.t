Two sides count the same trade differently, and one page slips by a digit. Who said what is told by the words around it.

    $ printf 'Trade with Czechia\n\nPoland'"'"'s statistics office said that trade turnover between Poland and Czechia was 30.2 billion US dollars in 2023. Exports to Czechia were 20.1 billion US dollars in 2023.\n' >a.txt
    $ printf 'Neighbours count\n\nThe Czech trade minister said that trade turnover between the Czech Republic and Poland reached 33.5 billion US dollars in 2023. In 2022 it was 3.1 billion US dollars, the minister said.\n' >b.txt
    $ printf 'Two markets\n\nTrade turnover between Poland and Czechia was 29.5 billion US dollars in 2021. Trade turnover between Poland and Czechia was 30.2 billion US dollars in 2023, analysts wrote.\n' >c.txt
    $ for page in a b c; do tradefig import --quiet --date 2024-03-12 --outlet "Outlet $page" --url https://example.org/$page $page.txt; done
    1 article, 2 claims, 0 duplicates, 0 failed.   Next: tradefig progress CZ-PL
    1 article, 2 claims, 0 duplicates, 0 failed.   Next: tradefig progress CZ-PL
    1 article, 2 claims, 0 duplicates, 0 failed.   Next: tradefig progress CZ-PL
    $ tradefig claims show 1 | grep -i said
      Poland's statistics office said that trade turnover between Poland and Czechia was [30.2 billion US dollars] in 2023.
      said by      Poland's statistics office
      also said    claim 6, Outlet c, 12 Mar 2024
    $ tradefig series PL-CZ
    PERIOD  FLOW            VALUE  SOURCE          SAID         PAGES  CLAIMS  NOTE
    2021    turnover  29.5 bn USD  statements      12 Mar 2024      1  5       
    2022    turnover   3.1 bn USD  officials:CZE   12 Mar 2024      1  4       doubt: about a tenth of what claim 5 and 2 others of the time around come to (30.2 bn USD a year): a slip of digits?
    2023    turnover  30.2 bn USD  statistics:POL  12 Mar 2024      2  1 6     
    2023    turnover  33.5 bn USD  officials:CZE   12 Mar 2024      1  3       
    2023    imports   20.1 bn USD  statements      12 Mar 2024      1  2       
    $ tradefig conflicts PL-CZ | grep -v outvoted:
    Czechia–Poland: who says what, as of 29 Nov 2024
    2022 turnover: one statement
       3.1 bn USD  officials:CZE   12 Mar 2024  claim 4 minister, Outlet b
          doubt: about a tenth of what claim 5 and 2 others of the time around come to (30.2 bn USD a year): a slip of digits?
    2023 turnover: conflict, between CZ and PL; 11% apart
      30.2 bn USD  statistics:POL  12 Mar 2024  claim 1 Poland's statistics office, Outlet a; claim 6 analysts, Outlet c
      33.5 bn USD  officials:CZE   12 Mar 2024  claim 3 Czech trade minister, Outlet b
    $ tradefig conflicts PL-CZ --all --format csv | cut -d, -f1-9
    pair,period,flow,kind,relation,value,rounding,source,side
    CZ-PL,2022,turnover,level,eq,3100000000,100000000,officials:CZE,CZE
    CZ-PL,2023,turnover,level,eq,30200000000,100000000,statistics:POL,POL
    CZ-PL,2023,turnover,level,eq,33500000000,100000000,officials:CZE,CZE
    $ tradefig conflicts PL-CZ --json | sed 's/"sigmas":[^,]*,"outvoted":[a-z]*,//g'
    {"pair":"CZ-PL","as_of":"2024-11-29","scope":"goods","periods":[{"period":"2022","flow":"turnover","kind":"level","conflict":false,"within":[],"between":false,"untold":false,"spread":0,"statements":[{"relation":"eq","value":{"low":3.1,"high":3.1,"unit":"USD","scale":1000000000,"text":"3.1 bn USD"},"source":"officials:CZE","side":"CZE","derived":false,"approximate":false,"doubt":"about a tenth of what claim 5 and 2 others of the time around come to (30.2 bn USD a year): a slip of digits?","said":"2024-03-12","pages":1,"claims":[{"claim":4,"outlet":"Outlet b","attribution":"minister","said":"2024-03-12","url":"https://example.org/b"}]}]},{"period":"2023","flow":"turnover","kind":"level","conflict":true,"within":[],"between":true,"untold":false,"spread":0.1093,"statements":[{"relation":"eq","value":{"low":30.2,"high":30.2,"unit":"USD","scale":1000000000,"text":"30.2 bn USD"},"source":"statistics:POL","side":"POL","derived":false,"approximate":false,"doubt":null,"said":"2024-03-12","pages":2,"claims":[{"claim":1,"outlet":"Outlet a","attribution":"Poland's statistics office","said":"2024-03-12","url":"https://example.org/a"},{"claim":6,"outlet":"Outlet c","attribution":"analysts","said":"2024-03-12","url":"https://example.org/c"}]},{"relation":"eq","value":{"low":33.5,"high":33.5,"unit":"USD","scale":1000000000,"text":"33.5 bn USD"},"source":"officials:CZE","side":"CZE","derived":false,"approximate":false,"doubt":null,"said":"2024-03-12","pages":1,"claims":[{"claim":3,"outlet":"Outlet b","attribution":"Czech trade minister","said":"2024-03-12","url":"https://example.org/b"}]}]}],"approximate":false,"warnings":[]}

One side's books alone; nothing left to contradict; all pairs.

    $ tradefig series PL-CZ --only-side PL --verbose
    5 claims left out:
      claim 2: nobody tells whose books it is from; POL was asked for
      claim 3: from the books of CZE; POL was asked for
      claim 4: from the books of CZE; POL was asked for
      claim 5: nobody tells whose books it is from; POL was asked for
      claim 6: nobody tells whose books it is from; POL was asked for
    PERIOD  FLOW            VALUE  SOURCE          SAID         PAGES  CLAIMS
    2023    turnover  30.2 bn USD  statistics:POL  12 Mar 2024      1  1
    $ tradefig conflicts CZ-PL --only-side PL
    Czechia–Poland: who says what, as of 29 Nov 2024
    no period with contradicting, doubted or outvoted statements (1 figure)
    $ tradefig conflicts --format csv | wc -l
    4
    $ tradefig series PL-CZ --without claim:1,claim:6 | tail -2
    2 claims left out; --verbose or --json says why
    2023    turnover  33.5 bn USD  officials:CZE  12 Mar 2024      1  3       
    2023    imports   20.1 bn USD  statements     12 Mar 2024      1  2       
    $ tradefig conflicts DE-FR
    tradefig: no claims for DE-FR (Germany–France). Known pairs: tradefig claims --pairs
    [exit 3]
    $ tradefig project PL-CZ --scope services
    tradefig: no figure of CZ-PL to project from: no figure of services; there are claims of goods (6): --scope asks for one of them
    [exit 3]
