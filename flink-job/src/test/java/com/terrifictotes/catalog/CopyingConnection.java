package com.terrifictotes.catalog;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.CopyOut;
import org.postgresql.core.BaseConnection;

/** Knows binary COPY and nothing else: the same tuples come out of it each time, and what goes into it is forgotten. */
public final class CopyingConnection {

    private static final byte[] HEADER = "PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);

    private CopyingConnection() {}

    /** A connection whose every COPY brings these tuples. */
    public static Connection of(List<byte[]> tuples) {
        List<byte[]> messages =
                Stream.concat(Stream.of(HEADER), tuples.stream()).toList();
        return fake(BaseConnection.class, (self, method, arguments) -> switch (method.getName()) {
            case "unwrap" -> self;
            case "getCopyAPI" -> new Copies((BaseConnection) self, messages);
            default -> null;
        });
    }

    private static <T> T fake(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static final class Copies extends CopyManager {

        private final List<byte[]> messages;

        Copies(BaseConnection connection, List<byte[]> messages) throws SQLException {
            super(connection);
            this.messages = messages;
        }

        @Override
        public CopyOut copyOut(String sql) {
            Iterator<byte[]> left = messages.iterator();
            return fake(CopyOut.class, (self, method, arguments) -> switch (method.getName()) {
                case "readFromCopy" -> left.hasNext() ? left.next() : null;
                case "isActive" -> left.hasNext();
                default -> null;
            });
        }

        @Override
        public CopyIn copyIn(String sql) {
            return fake(CopyIn.class, (self, method, arguments) -> switch (method.getName()) {
                case "isActive" -> false;
                case "endCopy" -> 0L;
                default -> null;
            });
        }
    }
}
