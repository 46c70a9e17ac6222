// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A data source that hands out the connection of the calling thread's transaction, as those of frameworks do. */
final class HostTransactions {
    private final DataSource pool;

    @SuppressWarnings("ThreadLocalUsage") // one for each pool
    private final ThreadLocal<Connection> bound = new ThreadLocal<>();

    HostTransactions(DataSource pool) {
        this.pool = pool;
    }

    DataSource source() {
        return proxy(DataSource.class, (proxy, method, arguments) -> {
            Connection connection = bound.get();
            return connection != null && method.getName().equals("getConnection")
                    ? withoutClose(connection)
                    : call(pool, method, arguments);
        });
    }

    private static Connection withoutClose(Connection connection) {
        return proxy(
                Connection.class,
                (proxy, method, arguments) ->
                        method.getName().equals("close") ? null : call(connection, method, arguments));
    }

    void begin() throws SQLException {
        Connection connection = pool.getConnection();
        connection.setAutoCommit(false);
        bound.set(connection);
    }

    void end(boolean commits) throws SQLException {
        try (Connection connection = bound.get()) {
            bound.remove();
            if (commits) {
                connection.commit();
            } else {
                connection.rollback();
            }
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(HostTransactions.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
