package com.terrifictotes.warehouse;

import com.terrifictotes.catalog.StarTable;
import com.terrifictotes.catalog.StarTable.Role;
import com.terrifictotes.change.StarRow;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * The rows of one star table that were not sent yet. First versions of a first load go to a place of their own, as
 * long as there is one; all others go to staging.
 */
final class TableStage {

    private static final int UNKNOWN_VERSION = -1;
    private static final String UNDEFINED_TABLE = "42P01";

    private final String toLoad;
    private final String toStaging;
    private final int version;
    private final StageBuffer firsts = new StageBuffer();
    private final StageBuffer others = new StageBuffer();

    TableStage(StarTable table) {
        boolean hasVersions = table.role() == Role.FACT || table.role() == Role.DIMENSION;
        this.version = hasVersions ? table.rows().index(StarTable.VERSION) : UNKNOWN_VERSION;
        this.toLoad = StagingSql.copyLoad(table);
        this.toStaging = StagingSql.copy(table);
    }

    void add(long batch, StarRow row) throws IOException {
        boolean isFirst = version != UNKNOWN_VERSION && row.row().integer(version) == 1;
        (isFirst ? firsts : others).add(batch, row);
    }

    boolean isFull() {
        return firsts.isFull() || others.isFull();
    }

    boolean isEmpty() {
        return firsts.isEmpty() && others.isEmpty();
    }

    /**
     * Sends what is there.
     *
     * @param hasLoad whether there was a place for first versions when the connection was opened
     */
    void send(Connection connection, boolean hasLoad) throws SQLException {
        if (!others.isEmpty()) {
            others.send(connection, toStaging);
        }
        if (!firsts.isEmpty()) {
            sendFirsts(connection, hasLoad);
        }
    }

    /** When the load is published, its place is gone: then nothing was sent there. */
    private void sendFirsts(Connection connection, boolean hasLoad) throws SQLException {
        if (hasLoad) {
            try {
                firsts.send(connection, toLoad);
                return;
            } catch (SQLException e) {
                if (!UNDEFINED_TABLE.equals(e.getSQLState())) {
                    throw e;
                }
            }
        }
        firsts.send(connection, toStaging);
    }
}
