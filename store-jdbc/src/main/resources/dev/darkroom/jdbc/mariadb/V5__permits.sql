-- What was taken under each key of a limit. It is made anew, since the counts of before mattered for minutes only.
DROP TABLE IF EXISTS ${prefix}permit;
CREATE TABLE ${prefix}permit (
    limit_key     varchar(400) PRIMARY KEY,
    tally         text NOT NULL
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = ${collation};

INSERT INTO ${prefix}schema (version, name) VALUES (5, 'permits');
