Another database is merged: articles, claims and decisions; a second time changes nothing.

    $ cp $SAMPLES/2024-11-eurasia-bulletin.txt article.txt
    $ tradefig import --db theirs.db --quiet article.txt
    1 article, 3 claims, 0 duplicates, 0 failed.   Next: tradefig progress KZ-RU
    $ tradefig claims --db theirs.db reject 2 not yet confirmed
    ID  PAIR   PERIOD                VALUE  KIND         ABOUT     SAID         SOURCE            STATUS
     2  KZ-RU  Jan–Sep 2024  > 20.0 bn USD  lower bound  turnover  27 Nov 2024  Eurasia Bulletin  rejected 0.94
    $ tradefig import theirs.db
    theirs.db  a tradefig database: 1 new article, 3 new claims, 1 new decision
    1 article, 3 claims, 0 duplicates, 0 failed, 1 new decision.
    $ tradefig import theirs.db
    theirs.db  a tradefig database: 0 new articles, 0 new claims, 1 article stored before
    0 articles, 0 claims, 1 duplicate, 0 failed.
    $ tradefig import --json theirs.db
    [{"file":"theirs.db","new":false,"redated":false,"error":null,"articles":0,"duplicates":1,"decisions":0,"claims":0}]
    $ tradefig claims --format csv KZ-RU | cut -d, -f1-3
    id,reporter,partner
    1,KAZ,RUS
    3,KAZ,RUS

What cannot be merged says so.

    $ tradefig import --dry-run theirs.db
    tradefig: theirs.db: is a tradefig database; what merging it brings is known only by doing it, without --dry-run
    0 articles, 0 claims, 0 duplicates, 1 failed; nothing was stored.
    [exit 1]
    $ tradefig import - <theirs.db
    tradefig: standard input: is a tradefig database; give its path to merge it
    0 articles, 0 claims, 0 duplicates, 1 failed.
    [exit 1]
    $ tradefig import --db theirs.db theirs.db
    tradefig: WORK/home/theirs.db: a database is not merged into itself
    0 articles, 0 claims, 0 duplicates, 1 failed.
    [exit 1]
    $ head -c 5000 theirs.db >half.db; tradefig import half.db
    tradefig: WORK/home/half.db: the database is damaged; go back to a copy of it, or import the articles into a new file: database disk image is malformed
    0 articles, 0 claims, 0 duplicates, 1 failed.
    [exit 1]

With a folder, a database is one of its files.

    $ mkdir both; mv theirs.db article.txt both; tradefig import --db new.db both
    both/article.txt  Eurasia Bulletin, 27 Nov 2024 (English)
      KZ-RU  2023            28.0 bn USD  turnover, stated as a record
      KZ-RU  Jan–Sep 2024  > 20.0 bn USD  turnover, lower bound
      KZ-RU  by 2025         30.0 bn USD  turnover, target
    both/theirs.db  a tradefig database: 0 new articles, 0 new claims, 1 new decision, 1 article stored before
    1 article, 3 claims, 1 duplicate, 0 failed, 1 new decision.   Next: tradefig progress KZ-RU
