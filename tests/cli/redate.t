A wrong publication day is put right by importing the same file with the right one.

    $ printf 'Trade grows\n\nTrade turnover between Kazakhstan and Russia reached 28 billion dollars last year.\n' > a.txt
    $ tradefig import a.txt --date 2023-02-01
    a.txt  unknown outlet, 1 Feb 2023 (English)
      KZ-RU  2022  28.0 bn USD  turnover
    1 article, 1 claim, 0 duplicates, 0 failed.   Next: tradefig progress KZ-RU
    $ tradefig import a.txt --date 2024-02-01
    a.txt  unknown outlet, 1 Feb 2024 (English)  stored before, its date corrected
    0 articles, 1 claim, 1 duplicate, 0 failed.   Next: tradefig progress KZ-RU
    $ tradefig claims
    ID  PAIR   PERIOD        VALUE  KIND   ABOUT     SAID        SOURCE  STATUS
     2  KZ-RU  2023    28.0 bn USD  exact  turnover  1 Feb 2024  a.txt   extracted 0.95
