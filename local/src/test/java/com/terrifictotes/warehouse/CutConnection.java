package com.terrifictotes.warehouse;

import com.terrifictotes.local.postgres.SharedServer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;

/** A connection that the server ends at one of its statements; COMMIT is the last of them. */
final class CutConnection {

    private final Connection connection;
    private final int at;
    private final Moment moment;
    private int count;

    /** When the session is ended. */
    enum Moment {
        /** The statement finds no session. */
        BEFORE,
        /** The statement was done, and nobody was told. */
        AFTER
    }

    private CutConnection(Connection connection, int at, Moment moment) {
        this.connection = connection;
        this.at = at;
        this.moment = moment;
    }

    static CutConnection after(Connection connection, int statements, Moment moment) {
        return new CutConnection(connection, statements, moment);
    }

    /** How many statements there were. */
    int count() {
        return count;
    }

    Connection proxy() {
        return proxy(Connection.class, connection);
    }

    private <T> T proxy(Class<T> type, T target) {
        return type.cast(Proxy.newProxyInstance(
                CutConnection.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    boolean isStatement = method.getName().startsWith("execute")
                            || method.getName().equals("commit");
                    if (isStatement) {
                        count++;
                    }
                    boolean isTheOne = isStatement && count == at;
                    if (isTheOne && moment == Moment.BEFORE) {
                        endSession();
                    }
                    Object result = invoke(target, method, arguments);
                    if (isTheOne && moment == Moment.AFTER) {
                        endSession();
                        throw new SQLException("the connection broke", "08006");
                    }
                    return result instanceof PreparedStatement prepared
                            ? proxy(PreparedStatement.class, prepared)
                            : result;
                }));
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private void endSession() throws SQLException {
        int process = connection.unwrap(PGConnection.class).getBackendPID();
        try (Connection other = SharedServer.server().connect("postgres");
                Statement statement = other.createStatement()) {
            statement.execute("SELECT pg_terminate_backend(" + process + ", 10000)");
        }
    }
}
