package com.terrifictotes.local.preflight;

import com.terrifictotes.catalog.UserException;
import com.terrifictotes.warehouse.Ledger;
import com.terrifictotes.warehouse.WarehouseGrants;
import com.terrifictotes.warehouse.WarehouseSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Looks whether the warehouse can be published to. */
final class WarehouseLook extends Look {

    private static final String DURABILITY = """
            SELECT name FROM pg_catalog.pg_settings
            WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit') AND setting = 'off' ORDER BY name""";

    private final String pipeline;

    WarehouseLook(Section section, String pipeline) {
        super(section);
        this.pipeline = pipeline;
    }

    @Override
    void look(Connection connection) throws SQLException {
        ask(
                connection,
                "SELECT WHERE pg_is_in_recovery()",
                row -> section()
                        .problem("It is a standby, nothing can be written to it: expected the address of its primary"));
        ask(
                connection,
                DURABILITY,
                row -> section()
                        .advise("%s is off: after a crash of its server the warehouse may be older than its pipeline"
                                .formatted(row.getString(1))));
        if (isReady(connection)) {
            section()
                    .fine("Its schema is of version %d, and the user may write to it"
                            .formatted(WarehouseSchema.VERSION));
            ledger(connection);
        }
    }

    private boolean isReady(Connection connection) throws SQLException {
        try {
            WarehouseSchema.require(connection);
            WarehouseGrants.requireWrite(connection);
            return true;
        } catch (UserException e) {
            section().problem(String.valueOf(e.getMessage()));
            return false;
        }
    }

    private void ledger(Connection connection) throws SQLException {
        Optional<Ledger> ledger = Ledger.read(connection, pipeline);
        if (ledger.isEmpty()) {
            section().fine("The pipeline '%s' has published nothing yet".formatted(pipeline));
        } else {
            section()
                    .fine("The pipeline '%s' has published up to %s"
                            .formatted(
                                    pipeline,
                                    ledger.get()
                                            .completeTo()
                                            .map(String::valueOf)
                                            .orElse("no whole cut yet")));
        }
    }
}
