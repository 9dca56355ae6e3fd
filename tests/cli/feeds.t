Links of feeds and sitemaps are kept; articles that a feed carries are stored.

    $ printf 'https://news.example/a\nhttps://news.example/b\n' >map.txt; tradefig import map.txt
    0 articles, 0 claims, 0 duplicates, 0 failed, 2 new links kept (import --feed fetches their pages).
    $ tradefig import map.txt
    0 articles, 0 claims, 0 duplicates, 0 failed.
    $ tradefig articles --links
    ARTICLE  DATE  LINK                    TITLE
                   https://news.example/a  
                   https://news.example/b  
    $ tradefig articles --links --format jsonl | head -1 | sed "s|$HOME|HOME|"
    {"url":"https://news.example/a","title":null,"date":null,"source":"HOME/map.txt","article_id":null}
    $ awk 'BEGIN { for (i = 0; i < 8; i++) text = text "<p>Trade turnover between Kazakhstan and Russia reached 28 billion dollars in 2023, the ministry said, part " i ".</p>"; gsub("<", "\\&lt;", text); print "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Bulletin</title><entry><title>Trade</title><link href=\"https://b.example/1\"/><published>2024-11-27T10:00:00Z</published><content type=\"html\">" text "</content></entry></feed>" }' >feed.xml
    $ tradefig import --feed feed.xml
    WORK/home/feed.xml#1  Bulletin, 27 Nov 2024 (English, via b.example)
      KZ-RU  2023  28.0 bn USD  turnover
    1 article, 1 claim, 0 duplicates, 0 failed, 1 new link kept.   Next: tradefig progress KZ-RU
    $ tradefig import --feed feed.xml
    0 articles, 0 claims, 0 duplicates, 0 failed.
    $ tradefig articles --links | tail -1
          1  2024-11-27  https://b.example/1     Trade

What makes no sense together is said.

    $ tradefig import --feed feed.xml --dry-run
    tradefig: --feed takes what the database has not seen yet, so it cannot be a dry run
    [exit 2]
    $ tradefig import --feed feed.xml --url https://b.example/1
    tradefig: --url is the address of one page, --feed brings many
    [exit 2]
    $ tradefig import --feed none.xml
    tradefig: none.xml: cannot open: No such file or directory
    0 articles, 0 claims, 0 duplicates, 1 failed.
    [exit 1]
    $ cp $SAMPLES/2024-11-eurasia-bulletin.txt article.txt; tradefig import --feed article.txt
    tradefig: article.txt: is a text, a feed or sitemap was needed
    0 articles, 0 claims, 0 duplicates, 1 failed.
    [exit 1]
    $ tradefig import
    tradefig: import needs FILE|DIR|URL|-...; see tradefig help import
    [exit 2]
    $ tradefig articles --links --db other.db
    tradefig: no database at other.db yet; start with: tradefig import ARTICLE (or name one with --db)
    [exit 3]
