-- What an owner has. Credits go from one account to another, so the four are always zero together.
CREATE TABLE IF NOT EXISTS ${prefix}credit_account (
    owner         varchar PRIMARY KEY,
    entries       bigint NOT NULL,
    issued        bigint NOT NULL,
    available     bigint NOT NULL CHECK (available >= 0),
    reserved      bigint NOT NULL CHECK (reserved >= 0),
    spent         bigint NOT NULL CHECK (spent >= 0),
    CHECK (issued + available + reserved + spent = 0)
);

-- What is left of a reservation: held is zero when it has ended.
CREATE TABLE IF NOT EXISTS ${prefix}credit_reservation (
    owner         varchar NOT NULL,
    reservation   varchar NOT NULL,
    held          bigint NOT NULL CHECK (held >= 0),
    spent         bigint NOT NULL CHECK (spent >= 0),
    PRIMARY KEY (owner, reservation)
);

-- Every movement, with what was in the accounts after it. A row is written once and never changed.
CREATE TABLE IF NOT EXISTS ${prefix}credit_entry (
    owner             varchar NOT NULL,
    number            bigint NOT NULL,
    given_key         varchar NOT NULL,
    kind              varchar NOT NULL,
    reservation       varchar,
    amount            bigint NOT NULL,
    at_us             bigint NOT NULL,
    issued_change     bigint NOT NULL,
    available_change  bigint NOT NULL,
    reserved_change   bigint NOT NULL,
    spent_change      bigint NOT NULL,
    issued            bigint NOT NULL,
    available         bigint NOT NULL,
    reserved          bigint NOT NULL,
    spent             bigint NOT NULL,
    PRIMARY KEY (owner, number),
    UNIQUE (owner, given_key),
    CHECK (issued_change + available_change + reserved_change + spent_change = 0)
);

-- What each owner has in credits, and since when.
CREATE OR REPLACE VIEW ${prefix}v_credits AS
SELECT a.owner, -a.issued AS issued, a.available, a.reserved, a.spent, a.entries AS movements,
    DATEADD(MICROSECOND, e.at_us, TIMESTAMP WITH TIME ZONE '1970-01-01 00:00:00+00') AS changed_at
FROM ${prefix}credit_account a
LEFT JOIN ${prefix}credit_entry e ON e.owner = a.owner AND e.number = a.entries;
COMMENT ON VIEW ${prefix}v_credits IS
    'What each owner has in credits, and since when.';

INSERT INTO ${prefix}schema (version, name) VALUES (3, 'credits');
