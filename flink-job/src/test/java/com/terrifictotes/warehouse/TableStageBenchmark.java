package com.terrifictotes.warehouse;

import com.terrifictotes.catalog.CopyingConnection;
import com.terrifictotes.change.StarRow;
import com.terrifictotes.change.Trade;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** From a row of the star to what COPY takes of it. */
@State(Scope.Benchmark)
@OperationsPerInvocation(Trade.ROWS)
@SuppressWarnings("NullAway.Init") // JMH makes the object, then sets it up.
public class TableStageBenchmark {

    private final Connection connection = CopyingConnection.of(List.of());

    @Param({"sales_order", "payment", "transaction"})
    private String table;

    private List<StarRow> rows;
    private TableStage stage;

    @Setup
    public void trade() {
        Trade trade = Trade.in(table);
        rows = trade.starRows();
        stage = new TableStage(trade.star());
    }

    @Benchmark
    public TableStage add() throws SQLException, IOException {
        for (StarRow row : rows) {
            stage.add(1, row);
            if (stage.isFull()) {
                stage.send(connection, false);
            }
        }
        stage.send(connection, false);
        return stage;
    }
}
