// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A data source whose server is gone after so many changes of tables: the connection breaks, and no other is had. */
final class BreakingSource {
    private final DataSource source;
    private final AtomicInteger left;

    private BreakingSource(DataSource source, int changes) {
        this.source = source;
        this.left = new AtomicInteger(changes);
    }

    static DataSource after(int changes, DataSource source) {
        BreakingSource breaking = new BreakingSource(source, changes);
        return proxy(DataSource.class, (proxy, method, arguments) -> {
            Object result = call(() -> method.invoke(source, arguments));
            return result instanceof Connection connection ? breaking.around(connection) : result;
        });
    }

    private Connection around(Connection connection) {
        return proxy(Connection.class, (proxy, method, arguments) -> {
            if (left.get() < 0 && !method.getName().equals("close")) {
                throw lost();
            }
            Object result = call(() -> method.invoke(connection, arguments));
            return method.getName().equals("createStatement") ? around(connection, (Statement) result) : result;
        });
    }

    private Statement around(Connection connection, Statement statement) {
        return proxy(Statement.class, (proxy, method, arguments) -> {
            if (method.getName().equals("execute")
                    && ((String) arguments[0]).startsWith("CREATE")
                    && left.decrementAndGet() < 0) {
                connection.unwrap(Connection.class).abort(Runnable::run);
                throw lost();
            }
            return call(() -> method.invoke(statement, arguments));
        });
    }

    private static SQLException lost() {
        return new SQLException("the connection was lost", "08006");
    }

    private interface Call {
        Object call() throws ReflectiveOperationException;
    }

    private static Object call(Call call) throws Throwable {
        try {
            return call.call();
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(BreakingSource.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @Override
    public String toString() {
        return source + " that breaks after " + left + " changes";
    }
}
