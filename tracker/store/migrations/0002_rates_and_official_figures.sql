-- Version 2: exchange rates, and figures of statistical offices to hold claims against.

-- US dollars for one unit of a currency, on a day or as the average of a run of days. Of two rows for the same days and
-- source the later one holds.
CREATE TABLE rates (
    id       INTEGER PRIMARY KEY,
    currency TEXT NOT NULL, -- ISO 4217
    from_day TEXT NOT NULL,
    to_day   TEXT NOT NULL, -- both days included
    usd      REAL NOT NULL CHECK (usd > 0),
    source   TEXT NOT NULL,
    added_at TEXT NOT NULL,
    CHECK (from_day <= to_day)
) STRICT;
CREATE INDEX rates_by_day ON rates (currency, from_day, to_day, source);

-- Of two rows about the same the later one holds, from the day it was added.
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
    CHECK (period_from <= period_to)
) STRICT;
CREATE INDEX official_observations_by_pair ON official_observations
    (reporter, partner, measure, period_from, period_to, source);
