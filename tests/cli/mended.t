What failed once is read again when it can be, and then it is done with. A file that could not be read as such:

    $ : > page.txt; tradefig import page.txt
    tradefig: page.txt: is empty, an article was needed
    0 articles, 0 claims, 0 duplicates, 1 failed.
    [exit 1]
    $ printf 'MOSCOW, 1 Feb 2024\n\nTrade turnover between Kazakhstan and Russia reached 28 billion dollars in 2023.\n' > page.txt
    $ tradefig import --retry-failed
    WORK/home/page.txt  unknown outlet, 1 Feb 2024 (English)
      KZ-RU  2023  28.0 bn USD  turnover
    1 article, 1 claim, 0 duplicates, 0 failed, 1 earlier failure mended.   Next: tradefig progress KZ-RU
    $ tradefig import --retry-failed
    0 articles, 0 claims, 0 duplicates, 0 failed.

An archive that was cut off and is whole now: everything behind the cut is new.

    $ page() { printf 'WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: http://a.example/%s\r\nWARC-Date: 2024-11-28T10:00:00Z\r\nContent-Type: text/plain\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n' "$1" "${#2}" "$2"; }; page 1 'Trade turnover between Kenya and India reached 3 billion dollars in 2023.' > whole.wet; page 2 'Trade turnover between Vietnam and Japan reached 45 billion dollars in 2023.' >> whole.wet; page 3 'Trade turnover between Kazakhstan and China reached 41 billion dollars in 2023.' >> whole.wet; head -c 450 whole.wet > news.wet
    $ tradefig import news.wet
    tradefig: news.wet: is cut off: its last record has 71 of 76 bytes
    news.wet#0  unknown outlet, 28 Nov 2024 (English)
      IN-KE  2023  3.0 bn USD  turnover
    1 article, 1 claim, 0 duplicates, 1 failed.   Next: tradefig progress IN-KE
    [exit 4]
    $ cp whole.wet news.wet; tradefig import --retry-failed
    WORK/home/news.wet#228  unknown outlet, 28 Nov 2024 (English)
      JP-VN  2023  45.0 bn USD  turnover
    WORK/home/news.wet#459  unknown outlet, 28 Nov 2024 (English)
      CN-KZ  2023  41.0 bn USD  turnover
    2 articles, 2 claims, 0 duplicates, 0 failed, 1 earlier failure mended.   Next: tradefig progress JP-VN
    $ tradefig import --retry-failed
    0 articles, 0 claims, 0 duplicates, 0 failed.
