-- Version 3: imports that are interrupted and go on, pages that failed, links kept from feeds and sitemaps.

ALTER TABLE articles ADD COLUMN author TEXT;

-- One row an import, made when it starts and completed when it ends: one that was killed has no end.
ALTER TABLE runs RENAME TO old_runs;
CREATE TABLE runs (
    id         INTEGER PRIMARY KEY,
    source     TEXT NOT NULL,
    started_at TEXT, -- NULL: from before starts were kept
    ended_at   TEXT,
    articles   INTEGER,
    claims     INTEGER,
    duplicates INTEGER,
    failures   INTEGER,
    message    TEXT, -- what stopped it; NULL when it came to its end
    version    TEXT NOT NULL -- of tradefig
) STRICT;
INSERT INTO runs (id, source, ended_at, articles, claims, duplicates, failures, message, version)
    SELECT id, source, ended_at, articles, claims, duplicates, failures, message, version FROM old_runs;
DROP TABLE old_runs;

-- Pages that could not be taken in, until a later run takes them in.
CREATE TABLE failures (
    id        INTEGER PRIMARY KEY,
    run       INTEGER NOT NULL REFERENCES runs (id), -- in which it failed last
    path      TEXT NOT NULL, -- the input
    doc       TEXT NOT NULL, -- the page in it,
    number    INTEGER NOT NULL, -- its number from 1,
    place     INTEGER NOT NULL, -- and the bytes of the input in front of it
    url       TEXT,
    reason    TEXT NOT NULL,
    failed_at TEXT NOT NULL,
    mended_in INTEGER REFERENCES runs (id) -- NULL: still open
) STRICT;
CREATE UNIQUE INDEX failures_open ON failures (path, doc, number) WHERE mended_in IS NULL;

-- How far the import of an input got; gone once it is through.
CREATE TABLE checkpoints (
    input  TEXT PRIMARY KEY, -- which input, in which state, read with which options
    place  INTEGER NOT NULL, -- bytes of the input in front of what is still to do
    set_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Addresses that feeds and sitemaps told of.
CREATE TABLE links (
    id         INTEGER PRIMARY KEY,
    url        TEXT NOT NULL UNIQUE,
    title      TEXT,
    date       TEXT,
    found_at   TEXT NOT NULL,
    article_id INTEGER REFERENCES articles (id) -- what was fetched from there; NULL: nothing yet
) STRICT;
CREATE TABLE link_sources (
    source  TEXT NOT NULL, -- the feed or sitemap
    link_id INTEGER NOT NULL REFERENCES links (id),
    PRIMARY KEY (source, link_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX link_sources_by_link ON link_sources (link_id);

-- What HTTP said of an address, so that it is fetched again only when it has changed.
CREATE TABLE visits (
    url           TEXT PRIMARY KEY,
    etag          TEXT,
    last_modified TEXT,
    visited_at    TEXT NOT NULL
) STRICT, WITHOUT ROWID;
