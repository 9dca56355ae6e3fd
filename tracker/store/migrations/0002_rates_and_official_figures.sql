-- Version 2: exchange rates, and figures of statistical offices to hold claims against.

-- US dollars for one unit of a currency, on a day or as the average of a run of days.
CREATE TABLE rates (
    id       INTEGER PRIMARY KEY,
    currency TEXT NOT NULL, -- ISO 4217
    from_day TEXT NOT NULL,
    to_day   TEXT NOT NULL, -- both days included
    usd      REAL NOT NULL CHECK (usd > 0),
    source   TEXT NOT NULL,
    added_at TEXT NOT NULL,
    UNIQUE (currency, from_day, to_day, source, usd),
    CHECK (from_day <= to_day)
) STRICT;

CREATE TABLE official_observations (
    id          INTEGER PRIMARY KEY,
    reporter    TEXT NOT NULL,
    partner     TEXT NOT NULL,
    measure     TEXT NOT NULL CHECK (measure IN ('exports', 'imports')),
    period_from TEXT NOT NULL,
    period_to   TEXT NOT NULL,
    value       REAL NOT NULL,
    currency    TEXT NOT NULL,
    valuation   TEXT, -- "fob", "cif"
    source      TEXT NOT NULL,
    added_at    TEXT NOT NULL,
    UNIQUE (reporter, partner, measure, period_from, period_to, source, value),
    CHECK (period_from <= period_to)
) STRICT;
CREATE INDEX official_observations_by_pair ON official_observations (reporter, partner, period_from);
