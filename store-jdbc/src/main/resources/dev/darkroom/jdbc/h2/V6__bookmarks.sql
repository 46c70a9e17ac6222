-- How far somebody has come in a list that is kept elsewhere, such as the changes of a watched folder.
CREATE TABLE IF NOT EXISTS ${prefix}bookmark (
    name          varchar(400) PRIMARY KEY,
    place         varchar NOT NULL,
    moved_us      bigint NOT NULL
);

INSERT INTO ${prefix}schema (version, name) VALUES (6, 'bookmarks');
