// SPDX-License-Identifier: Apache-2.0
/** Jobs, limits and costs in H2, PostgreSQL, MariaDB or MySQL. */
module dev.darkroom.jdbc {
    requires com.fasterxml.jackson.databind;
    requires com.zaxxer.hikari;
    requires org.slf4j;
    requires static com.h2database;
    requires static org.checkerframework.checker.qual;
    requires static org.postgresql.jdbc;
    requires static transitive org.jspecify;
    requires transitive dev.darkroom;
    requires transitive java.sql;

    exports dev.darkroom.jdbc;
    // H2 makes the triggers that it calls by the name of their class, so it must see that class; nobody else needs to.
    exports dev.darkroom.jdbc.trigger to
            com.h2database;
}
