package com.terrifictotes.source;

import com.terrifictotes.catalog.CopyingConnection;
import com.terrifictotes.catalog.TableSchema;
import com.terrifictotes.change.RowVersion;
import com.terrifictotes.change.Trade;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** From a message of a COPY that has arrived to a row version. */
@State(Scope.Benchmark)
@OperationsPerInvocation(Trade.ROWS)
@SuppressWarnings("NullAway.Init") // JMH makes the object, then sets it up.
public class CopyRowsBenchmark {

    @Param({"sales_order", "payment", "transaction"})
    private String table;

    private TableSchema schema;
    private Connection connection;

    @Setup
    public void trade() {
        Trade trade = Trade.in(table);
        schema = trade.table();
        connection = CopyingConnection.of(
                trade.versions().stream().map(CopyRowsBenchmark::message).toList());
    }

    @Benchmark
    public void next(Blackhole blackhole) throws SQLException {
        try (CopyRows rows = CopyRows.open(connection, "COPY", schema, Trade.CUT)) {
            for (RowVersion version = rows.next(); version != null; version = rows.next()) {
                blackhole.consume(version);
            }
        }
    }

    /** The row's tuple with one field more: the id of its transaction. */
    private static byte[] message(RowVersion version) {
        byte[] tuple = version.row().tuple();
        return ByteBuffer.allocate(tuple.length + 2 * Integer.BYTES)
                .put(tuple)
                .putInt(Integer.BYTES)
                .putInt((int) version.xid())
                .putShort(0, (short) (version.row().size() + 1))
                .array();
    }
}
