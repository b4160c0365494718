package com.terrifictotes.local.lake;

import com.fasterxml.jackson.databind.JsonNode;
import com.terrifictotes.catalog.Row;
import com.terrifictotes.catalog.RowBuilder;
import com.terrifictotes.catalog.TableSchema;
import com.terrifictotes.change.Change;
import com.terrifictotes.change.ChangeKey;
import com.terrifictotes.change.Operation;
import com.terrifictotes.change.RowVersion;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.NoSuchElementException;
import org.apache.flink.util.CloseableIterator;
import org.jspecify.annotations.Nullable;

/** The changes a {@link ChangesQuery} finds, as DuckDB brings them: nothing is held but the change at hand. */
final class ChangesResult implements CloseableIterator<Change> {

    private final TableSchema table;
    private final int[] keyIndexes;
    private final Connection connection;
    private final ResultSet result;
    private @Nullable Change next;

    private ChangesResult(TableSchema table, Connection connection, ResultSet result) {
        this.table = table;
        this.keyIndexes = table.keyIndexes();
        this.connection = connection;
        this.result = result;
    }

    /** @param connection with results that are streamed; closed with this */
    @SuppressWarnings("resource") // The statement is closed with its connection.
    static ChangesResult of(TableSchema table, Connection connection, String query) throws SQLException {
        try {
            Statement statement = connection.createStatement();
            ChangesResult changes = new ChangesResult(table, connection, statement.executeQuery(query));
            changes.next = changes.read();
            return changes;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public Change next() {
        Change change = next;
        if (change == null) {
            throw new NoSuchElementException("Cannot read a change of %s: there are no more".formatted(table.name()));
        }
        try {
            next = read();
        } catch (SQLException e) {
            throw RawChanges.unreadable(table.name(), e);
        }
        return change;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private @Nullable Change read() throws SQLException {
        if (!result.next()) {
            return null;
        }
        int own = table.columns().size();
        Row row = row(result.getString(own + 5));
        Operation operation = Operation.valueOf(result.getString(own + 1).toUpperCase(Locale.ROOT));
        return new Change(operation, (int) result.getLong(own + 2), version(row, operation, own));
    }

    private RowVersion version(Row row, Operation operation, int own) throws SQLException {
        ChangeKey key = ChangeKey.of(table, keyIndexes, row);
        long cut = result.getLong(own + 3);
        return operation == Operation.DELETE
                ? RowVersion.gone(key, cut, row)
                : new RowVersion(key, cut, result.getLong(own + 4), row);
    }

    private Row row(@Nullable String unfit) throws SQLException {
        JsonNode texts = unfit == null ? null : UnfitValues.parse(unfit);
        RowBuilder row = new RowBuilder();
        for (int i = 0; i < table.columns().size(); i++) {
            var column = table.columns().get(i);
            if (texts != null && texts.has(column.name())) {
                UnfitValues.add(column.type().kind(), texts.get(column.name()).textValue(), row);
            } else {
                RawField.read(column.type(), result, i + 1, row);
            }
        }
        return row.build();
    }
}
