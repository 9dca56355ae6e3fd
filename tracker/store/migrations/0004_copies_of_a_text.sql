-- Version 4: articles that carry the same text with small changes.

-- What an article with claims is compared by, and the keys that likely twins share; only of articles that are no copies
-- themselves, so that a text which a thousand pages carry is found once.
CREATE TABLE signatures (
    article_id INTEGER PRIMARY KEY REFERENCES articles (id),
    signature  BLOB NOT NULL
) STRICT;
CREATE TABLE signature_bands (
    band       INTEGER NOT NULL,
    article_id INTEGER NOT NULL REFERENCES articles (id),
    PRIMARY KEY (band, article_id)
) STRICT, WITHOUT ROWID;

-- of_id is the first article that was stored of the family, and no copy itself.
CREATE TABLE near_duplicates (
    article_id INTEGER PRIMARY KEY REFERENCES articles (id),
    of_id      INTEGER NOT NULL REFERENCES articles (id),
    similarity REAL NOT NULL
) STRICT;
CREATE INDEX near_duplicates_of ON near_duplicates (of_id);
