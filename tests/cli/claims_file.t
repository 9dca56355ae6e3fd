Claims made elsewhere come in as JSON Lines; a claim that two pages make stays visible as such.

    $ for page in one two; do printf '{"schema":"tradefig-claim/1","doc":"https://example.org/%s","outlet":"Outlet %s","lang":"en","pub_date":"2024-11-27","kind":"level","reporter":"KAZ","partner":"RUS","measure":"turnover","scope":"goods","value":28000000000,"currency":"USD","relation":"eq","record":true,"period_from":"2023-01-01","period_to":"2023-12-31","status":"actual","value_text":"28 billion USD"}\n' $page $page; done >claims.jsonl
    $ tradefig import claims.jsonl
    claims.jsonl  Outlet one, 27 Nov 2024 (claims only)
      KZ-RU  2023  28.0 bn USD  turnover, stated as a record
    claims.jsonl  Outlet two, 27 Nov 2024 (claims only)
      KZ-RU  2023  28.0 bn USD  turnover, stated as a record
    2 articles, 2 claims, 0 duplicates, 0 failed.   Next: tradefig progress KZ-RU
    $ tradefig import claims.jsonl | tail -1
    0 articles, 0 claims, 2 duplicates, 0 failed.   Next: tradefig progress KZ-RU
    $ tradefig claims KZ-RU
    ID  PERIOD        VALUE  KIND   ABOUT                         SAID         SOURCE      STATUS
     1  2023    28.0 bn USD  exact  turnover, stated as a record  27 Nov 2024  Outlet one  extracted 1.00
     2  2023    28.0 bn USD  exact  turnover, stated as a record  27 Nov 2024  Outlet two  extracted 1.00
    $ tradefig claims show 1
    claim 1: Kazakhstan–Russia, 2023: 28.0 bn USD (turnover, stated as a record)
      (the page came as claims only; its text is not stored)
      outlet       Outlet one
      published    27 Nov 2024
      status       extracted
      also said    claim 2, Outlet two, 27 Nov 2024
    $ tradefig series KZ-RU
    PERIOD  FLOW            VALUE  SOURCE      SAID         PAGES  CLAIMS
    2023    turnover  28.0 bn USD  statements  27 Nov 2024      2  1 2

What comes out goes in again, into another database.

    $ tradefig claims KZ-RU --format jsonl >out.jsonl; tradefig --db other.db import out.jsonl | tail -1
    2 articles, 2 claims, 0 duplicates, 0 failed.   Next: tradefig progress KZ-RU
    $ tradefig --db other.db claims KZ-RU --format jsonl | cmp - out.jsonl && echo same
    same
