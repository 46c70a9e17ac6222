// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import dev.darkroom.job.JobStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/*
 * A statement outside a transaction is a commit too, so it has a point before and one after it like a commit has. What is
 * thrown before a commit finds everything rolled back, as a server does when a connection breaks; what is thrown after it
 * stands for a reply that was lost.
 */
/** Stands between a store and its database, and names the points at which something may go wrong. */
final class Faults {
    private static final Set<String> WRITING = Set.of("INSERT ", "UPDATE ", "DELETE ");

    private final ThreadLocal<String> operation = ThreadLocal.withInitial(() -> "nothing");
    private volatile Trouble trouble = point -> {};
    private volatile UnaryOperator<String> rewriting = sql -> sql;
    private volatile boolean rollbackCommits;

    /** What happens at a point: it may throw, wait or end the JVM. */
    interface Trouble {
        void at(String point) throws SQLException;
    }

    /** What a lost connection is told by. */
    static SQLException lostConnection(String point) {
        return new SQLException("the connection was lost " + point, "08006");
    }

    Trouble trouble() {
        return trouble;
    }

    void set(Trouble newTrouble) {
        trouble = newTrouble;
    }

    /** Changes every statement: what a mutant of the store would send. */
    void rewrite(UnaryOperator<String> newRewriting) {
        rewriting = newRewriting;
    }

    /** Commits what should be rolled back. */
    void ignoreRollbacks() {
        rollbackCommits = true;
    }

    /** Names the points by the operation of the store in which they are. */
    JobStore around(JobStore store) {
        return proxy(JobStore.class, (method, arguments) -> {
            operation.set(method.getName());
            try {
                return call(store, method, arguments);
            } finally {
                operation.remove();
            }
        });
    }

    DataSource around(DataSource source) {
        return proxy(DataSource.class, (method, arguments) -> {
            Object result = call(source, method, arguments);
            return result instanceof Connection connection ? around(connection) : result;
        });
    }

    private Connection around(Connection connection) {
        return proxy(Connection.class, (method, arguments) -> switch (method.getName()) {
            case "prepareStatement" -> prepare(connection, method, arguments);
            case "commit" -> commit(connection);
            case "rollback" -> rollBack(connection, method, arguments);
            default -> call(connection, method, arguments);
        });
    }

    private Object prepare(Connection connection, Method method, Object[] arguments) throws Throwable {
        String sql = rewriting.apply((String) arguments[0]);
        arguments[0] = sql;
        PreparedStatement statement = (PreparedStatement) call(connection, method, arguments);
        return WRITING.stream().anyMatch(sql.toUpperCase(Locale.ROOT)::contains)
                ? around(connection, statement, sql)
                : statement;
    }

    private PreparedStatement around(Connection connection, PreparedStatement statement, String sql) {
        return proxy(PreparedStatement.class, (method, arguments) -> {
            if (!method.getName().startsWith("execute")) {
                return call(statement, method, arguments);
            }
            if (!connection.getAutoCommit()) {
                trouble.at("in the middle of " + operation.get() + ": " + sql.split("\\s*[(\\n]", 2)[0]);
                return call(statement, method, arguments);
            }
            trouble.at("before the commit of " + operation.get());
            Object result = call(statement, method, arguments);
            trouble.at("after the commit of " + operation.get());
            return result;
        });
    }

    private Object commit(Connection connection) throws SQLException {
        try {
            trouble.at("before the commit of " + operation.get());
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        }
        connection.commit();
        trouble.at("after the commit of " + operation.get());
        return null;
    }

    private Object rollBack(Connection connection, Method method, Object[] arguments) throws Throwable {
        if (rollbackCommits) {
            connection.commit();
            return null;
        }
        return call(connection, method, arguments);
    }

    private interface Handler {
        Object handle(Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Handler handler) {
        return type.cast(Proxy.newProxyInstance(
                Faults.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> handler.handle(method, arguments)));
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
