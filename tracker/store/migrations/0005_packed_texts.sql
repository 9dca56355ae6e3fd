-- Version 5: texts of articles are kept compressed.

-- tf_text(text) gives it back.
CREATE TABLE packed_texts (
    article_id  INTEGER PRIMARY KEY REFERENCES articles (id),
    text        ANY NOT NULL, -- BLOB: a zstd frame; TEXT: as it is, where packing gains nothing
    title_start INTEGER NOT NULL, -- bytes of the text
    title_end   INTEGER NOT NULL,
    body        TEXT NOT NULL -- its paragraphs: "0-120 122-480", bytes of the text
) STRICT;
INSERT INTO packed_texts SELECT article_id, tf_pack(text), title_start, title_end, body FROM article_texts
    ORDER BY article_id;
DROP TABLE article_texts;
ALTER TABLE packed_texts RENAME TO article_texts;
