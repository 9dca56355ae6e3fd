-- Version 6: claims without what their text says already, found by a number instead of a line of text.

-- Rows from before keep the text they have.
DROP INDEX claims_that_hold;
DROP INDEX claims_by_pair;
DROP INDEX decisions_by_statement;
DROP INDEX decisions_by_pair;
DROP INDEX decisions_undone;
ALTER TABLE decisions RENAME TO old_decisions;
ALTER TABLE claims RENAME TO old_claims;

-- One row a claim. `claim` is the whole of it (JSON, tradefig-claim/1; what is not there is at its default).
CREATE TABLE claims (
    id            INTEGER PRIMARY KEY,
    article_id    INTEGER NOT NULL REFERENCES articles (id),
    reading_id    INTEGER NOT NULL REFERENCES readings (id),
    superseded_by INTEGER REFERENCES readings (id), -- the later reading of the article; NULL: the claim holds
    claim_key     INTEGER NOT NULL, -- equal keys say the same thing, on whichever page: 64 bits of a hash of it
    span_start    INTEGER NOT NULL, -- bytes of the text; -1 when it came without one
    span_end      INTEGER NOT NULL,
    pair_a        TEXT NOT NULL,
    pair_b        TEXT NOT NULL,
    claim         TEXT NOT NULL
) STRICT;
INSERT INTO claims SELECT id, article_id, reading_id, superseded_by, tf_key(claim_key), span_start, span_end,
    pair_a, pair_b, claim FROM old_claims ORDER BY id;

-- What a person decided about a statement of an article: the statement, not the row, so that a decision stays when a
-- newer extractor reads the same statement again.
CREATE TABLE decisions (
    id         INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES articles (id),
    span_start INTEGER NOT NULL,
    span_end   INTEGER NOT NULL,
    claim_key  INTEGER NOT NULL,
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
INSERT INTO decisions SELECT id, article_id, span_start, span_end, tf_key(claim_key), claim_id, decision, undoes,
    edited, edited_a, edited_b, by, why, decided_at FROM old_decisions ORDER BY id;
DROP TABLE old_decisions;
DROP TABLE old_claims;

-- A statement holds once on a page, whatever is imported how often.
CREATE UNIQUE INDEX claims_that_hold ON claims (article_id, span_start, span_end, claim_key)
    WHERE superseded_by IS NULL;
CREATE INDEX claims_by_pair ON claims (pair_a, pair_b, superseded_by) WHERE superseded_by IS NULL;
CREATE INDEX decisions_by_statement ON decisions (article_id, span_start, span_end, claim_key);
CREATE INDEX decisions_by_pair ON decisions (edited_a, edited_b) WHERE edited IS NOT NULL;
CREATE UNIQUE INDEX decisions_undone ON decisions (undoes) WHERE undoes IS NOT NULL;
