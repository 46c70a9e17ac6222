-- How far somebody has come in a list that is kept elsewhere, such as the changes of a watched folder.
CREATE TABLE IF NOT EXISTS ${prefix}bookmark (
    name          varchar(400) PRIMARY KEY,
    place         longtext NOT NULL,
    moved_us      bigint NOT NULL
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = ${collation};

INSERT INTO ${prefix}schema (version, name) VALUES (6, 'bookmarks');
