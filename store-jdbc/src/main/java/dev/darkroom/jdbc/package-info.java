// SPDX-License-Identifier: Apache-2.0
/** Jobs, limits, costs and credits in a SQL database. Start at {@link dev.darkroom.jdbc.JdbcJobStore}. */
@NullMarked
package dev.darkroom.jdbc;

import org.jspecify.annotations.NullMarked;
