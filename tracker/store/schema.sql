-- The store, version 1. A later version is this file and then migrations/ in order of their numbers: this file is
-- never changed again.
--
-- Dates are "2024-11-27", times "2024-11-27T10:00:00Z" (UTC). Rows are added and marked as superseded, never changed
-- and never deleted, so that every past day can be asked for; but a wrong publication day can be corrected.

PRAGMA application_id = 0x54464947; -- "TFIG": this SQLite file is tradefig's

-- What a page said, once for each text. A page that came as claims only has no text and is known by its name.
CREATE TABLE articles (
    id          INTEGER PRIMARY KEY,
    hash        TEXT UNIQUE, -- SHA-256 of the text, blank runs as one blank
    page        TEXT UNIQUE, -- "doc" of the claims of a page without text
    doc         TEXT NOT NULL, -- the name the input gave it: a file, an id
    title       TEXT,
    outlet      TEXT,
    publisher   TEXT, -- the site that carries it, where that is another
    lang        TEXT,
    date        TEXT, -- publication day
    date_basis  TEXT NOT NULL,
    encoding    TEXT,
    bad_bytes   INTEGER NOT NULL DEFAULT 0,
    imported_at TEXT NOT NULL,
    indexed     INTEGER NOT NULL DEFAULT 0, -- 1: its sentences are in sentence_index
    known_on    TEXT GENERATED ALWAYS AS (ifnull(date, substr(imported_at, 1, 10))) VIRTUAL,
    CHECK ((hash IS NULL) <> (page IS NULL))
) STRICT;
CREATE INDEX articles_by_doc ON articles (doc);

-- Apart from articles, so that a list of articles does not walk through the texts.
CREATE TABLE article_texts (
    article_id  INTEGER PRIMARY KEY REFERENCES articles (id),
    text        TEXT NOT NULL,
    title_start INTEGER NOT NULL, -- bytes of text
    title_end   INTEGER NOT NULL,
    body        TEXT NOT NULL -- its paragraphs: "0-120 122-480", bytes of text
) STRICT;

-- Where a text was seen. The first row is where it was first seen.
CREATE TABLE article_addresses (
    id         INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES articles (id),
    url        TEXT NOT NULL,
    outlet     TEXT,
    date       TEXT,
    seen_at    TEXT NOT NULL,
    UNIQUE (article_id, url)
) STRICT;

-- One row each time an article was read: by a version of the extractor (from 0), again by the same one when its date
-- was corrected, and once as -1 for claims that came without it.
CREATE TABLE readings (
    id         INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES articles (id),
    extractor  INTEGER NOT NULL,
    read_at    TEXT NOT NULL
) STRICT;
CREATE INDEX readings_by_article ON readings (article_id, extractor);

-- One row a claim. `claim` is the whole of it (JSON, tradefig-claim/1); the columns repeat what is asked for.
CREATE TABLE claims (
    id            INTEGER PRIMARY KEY,
    article_id    INTEGER NOT NULL REFERENCES articles (id),
    reading_id    INTEGER NOT NULL REFERENCES readings (id),
    superseded_by INTEGER REFERENCES readings (id), -- the later reading of the article; NULL: the claim holds
    claim_key     TEXT NOT NULL, -- equal keys say the same thing, on whichever page
    span_start    INTEGER NOT NULL, -- bytes of the text; -1 when it came without one
    span_end      INTEGER NOT NULL,
    pair_a        TEXT NOT NULL,
    pair_b        TEXT NOT NULL,
    kind          TEXT NOT NULL,
    measure       TEXT NOT NULL,
    scope         TEXT NOT NULL,
    status        TEXT NOT NULL,
    period        TEXT, -- SDMX: "2023", "2024-01-01/P9M"
    period_from   TEXT,
    period_to     TEXT,
    deadline      TEXT,
    relation      TEXT NOT NULL,
    value         REAL, -- whole units of the currency; the exact decimal is in `claim`
    value_hi      REAL,
    currency      TEXT,
    growth_pct    REAL,
    tier          INTEGER NOT NULL,
    confidence    REAL NOT NULL,
    claim         TEXT NOT NULL
) STRICT;
-- A statement holds once on a page, whatever is imported how often.
CREATE UNIQUE INDEX claims_that_hold ON claims (article_id, span_start, span_end, claim_key)
    WHERE superseded_by IS NULL;
CREATE INDEX claims_by_pair ON claims (pair_a, pair_b, superseded_by) WHERE superseded_by IS NULL;

-- What a person decided about a statement of an article: the statement, not the row, so that a decision stays when a
-- newer extractor reads the same statement again.
CREATE TABLE decisions (
    id         INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES articles (id),
    span_start INTEGER NOT NULL,
    span_end   INTEGER NOT NULL,
    claim_key  TEXT NOT NULL,
    claim_id   INTEGER NOT NULL REFERENCES claims (id), -- the row that was on the screen
    decision   TEXT NOT NULL CHECK (decision IN ('accepted', 'rejected', 'edited', 'undone')),
    undoes     INTEGER REFERENCES decisions (id), -- the decision an 'undone' row takes back
    edited     TEXT, -- the corrected claim, JSON
    edited_a   TEXT, -- and its pair
    edited_b   TEXT,
    by         TEXT,
    why        TEXT,
    decided_at TEXT NOT NULL,
    CHECK ((decision = 'edited') = (edited IS NOT NULL)),
    CHECK ((decision = 'undone') = (undoes IS NOT NULL))
) STRICT;
CREATE INDEX decisions_by_statement ON decisions (article_id, span_start, span_end, claim_key);
CREATE INDEX decisions_by_pair ON decisions (edited_a, edited_b) WHERE edited IS NOT NULL;
CREATE UNIQUE INDEX decisions_undone ON decisions (undoes) WHERE undoes IS NOT NULL;

-- One row an import: what was read, when, how it went.
CREATE TABLE runs (
    id         INTEGER PRIMARY KEY,
    source     TEXT NOT NULL,
    articles   INTEGER NOT NULL,
    claims     INTEGER NOT NULL,
    duplicates INTEGER NOT NULL,
    failures   INTEGER NOT NULL,
    message    TEXT, -- what stopped it; NULL when it came to its end
    version    TEXT NOT NULL, -- of tradefig
    ended_at   TEXT NOT NULL
) STRICT;

-- Words of each sentence of the articles that hold claims. Only the index is kept: a row's number is
-- article_id << 28 | first byte of the sentence, and the sentence itself is read from article_texts.
CREATE VIRTUAL TABLE sentence_index USING fts5 (
    sentence, content='', columnsize=0, tokenize='unicode61 remove_diacritics 2'
);
