package com.terrifictotes.local.run;

import com.terrifictotes.local.postgres.Durability;
import com.terrifictotes.local.totesys.StandInTotesys;
import com.terrifictotes.local.totesys.TotesysContent;
import com.terrifictotes.local.trading.RowProgress;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.PGConnection;

/** The tables of a totesys as CSV files, written by Postgres itself. */
final class Exports {

    static final List<String> TABLES = List.of(
            "address",
            "counterparty",
            "currency",
            "department",
            "design",
            "payment",
            "payment_type",
            "purchase_order",
            "sales_order",
            "staff",
            "transaction");

    private Exports() {}

    /** What the totesys of a home holds, while nobody runs on it. */
    static Path ofHome(Path home, Path folder) throws IOException, SQLException {
        Path postgres = home.resolve("postgres").resolve("totesys");
        try (StandInTotesys totesys =
                StandInTotesys.open(postgres, Durability.FAST, new TotesysContent.Csv(folder), RowProgress.SILENT)) {
            try (Connection connection = totesys.connect()) {
                return of(connection, folder);
            }
        }
    }

    static Path of(Connection connection, Path folder) throws IOException, SQLException {
        for (String table : TABLES) {
            try (OutputStream file = Files.newOutputStream(folder.resolve(table + ".csv"))) {
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyOut("COPY %s TO STDOUT (FORMAT csv, HEADER)".formatted(table), file);
            }
        }
        return folder;
    }
}
