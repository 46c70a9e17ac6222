-- What an owner has. Credits go from one account to another, so the four are always zero together.
CREATE TABLE IF NOT EXISTS ${prefix}credit_account (
    owner         varchar(255) PRIMARY KEY,
    entries       bigint NOT NULL,
    issued        bigint NOT NULL,
    available     bigint NOT NULL CHECK (available >= 0),
    reserved      bigint NOT NULL CHECK (reserved >= 0),
    spent         bigint NOT NULL CHECK (spent >= 0),
    CHECK (issued + available + reserved + spent = 0)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = ${collation};

-- What is left of a reservation: held is zero when it has ended.
CREATE TABLE IF NOT EXISTS ${prefix}credit_reservation (
    owner         varchar(255) NOT NULL,
    reservation   varchar(255) NOT NULL,
    held          bigint NOT NULL CHECK (held >= 0),
    spent         bigint NOT NULL CHECK (spent >= 0),
    PRIMARY KEY (owner, reservation)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = ${collation};

-- Every movement, with what was in the accounts after it. A row is written once and never changed.
CREATE TABLE IF NOT EXISTS ${prefix}credit_entry (
    owner             varchar(255) NOT NULL,
    number            bigint NOT NULL,
    given_key         varchar(255) NOT NULL,
    kind              varchar(20) NOT NULL,
    reservation       varchar(255),
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
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = ${collation};

-- What each owner has in credits, and since when.
CREATE OR REPLACE VIEW ${prefix}v_credits AS
SELECT a.owner, -a.issued AS issued, a.available, a.reserved, a.spent, a.entries AS movements,
    TIMESTAMPADD(MICROSECOND, e.at_us, TIMESTAMP '1970-01-01 00:00:00') AS changed_at
FROM ${prefix}credit_account a
LEFT JOIN ${prefix}credit_entry e ON e.owner = a.owner AND e.number = a.entries;

INSERT INTO ${prefix}schema (version, name) VALUES (3, 'credits');
