Claims made elsewhere come in as JSON Lines; a claim that two pages make stays visible as such.

    $ for page in one two; do printf '{"schema":"tradefig-claim/1","doc":"https://example.org/%s","outlet":"Outlet %s","lang":"en","pub_date":"2024-11-27","kind":"level","reporter":"KAZ","partner":"RUS","measure":"turnover","scope":"goods","value":28000000000,"currency":"USD","relation":"eq","record":true,"period_from":"2023-01-01","period_to":"2023-12-31","status":"actual","value_text":"28 billion USD"}\n' $page $page; done >claims.jsonl
    $ tradefig import claims.jsonl
    $ tradefig import claims.jsonl | tail -1
    $ tradefig claims KZ-RU
    $ tradefig claims show 1
    $ tradefig series KZ-RU

What comes out goes in again, into another database.

    $ tradefig claims KZ-RU --format jsonl >out.jsonl; tradefig --db other.db import out.jsonl | tail -1
    $ tradefig --db other.db claims KZ-RU --format jsonl | cmp - out.jsonl && echo same
