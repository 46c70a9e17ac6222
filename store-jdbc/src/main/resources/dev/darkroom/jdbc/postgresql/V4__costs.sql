INSERT INTO ${prefix}schema (version, name) VALUES (4, 'costs');
