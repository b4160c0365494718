package com.terrifictotes.local.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The tables of the anomaly test. All have the same columns but for their key.
 *
 * <p>A row's {@code token} is another one at every write, so that table, key and token together are a row version.
 */
enum AwkwardTable {
    /** Small, with a text for its key. */
    ACCOUNT("code", "text", "'K-' || n", 300, 300),
    /** Small, with a number for its key. */
    REMARK("remark_id", "integer", "n", 500, 500),
    /** Large: its first load is in chunks, then it is read by window and sweep. */
    LEDGER("ledger_id", "bigint", "n", 60_000, 600);

    private final String key;
    private final String keyType;
    private final String keyOfNumber;
    private final int rows;
    private final int hotRows;

    AwkwardTable(String key, String keyType, String keyOfNumber, int rows, int hotRows) {
        this.key = key;
        this.keyType = keyType;
        this.keyOfNumber = keyOfNumber;
        this.rows = rows;
        this.hotRows = hotRows;
    }

    String table() {
        return name().toLowerCase(Locale.ROOT);
    }

    String key() {
        return key;
    }

    /** The SQL of the key of a row, by its number {@code n}. */
    String keyOf(String number) {
        return keyOfNumber.replace("n", number);
    }

    /** How many rows it begins with, numbered from 1. */
    int rows() {
        return rows;
    }

    /** How many of them are written to again and again. */
    int hotRows() {
        return hotRows;
    }

    /** Whether it is read through its index on {@code last_updated}. */
    boolean isReadByWindow() {
        return this == LEDGER;
    }

    /** Makes the table and fills it with old rows. */
    List<String> create() {
        List<String> statements = new ArrayList<>(List.of(
                """
            CREATE TABLE %s (
              %s %s PRIMARY KEY,
              token bigint NOT NULL,
              note text,
              amount numeric(10,2) NOT NULL,
              is_good boolean NOT NULL,
              created_at timestamp(3) NOT NULL,
              last_updated timestamp(3) NOT NULL)""".formatted(table(), key, keyType),
                """
            INSERT INTO %s
            SELECT %s, -n, NULLIF('note ' || n %% 7, 'note 0'), n / 7.0, n %% 2 = 0, t, t
            FROM generate_series(1, %d) n, LATERAL (SELECT now()::timestamp - interval '1 day' - n * interval '1 s') x(t)""".formatted(table(), keyOf("n"), rows),
                """
            INSERT INTO truth.written (transaction, tbl, key, token, last_updated)
            SELECT 0, '%s', %s::text, token, extract(epoch FROM last_updated) * 1000 FROM %s""".formatted(table(), key, table()),
                "ANALYZE " + table()));
        if (isReadByWindow()) {
            statements.add("CREATE INDEX ON %s (last_updated)".formatted(table()));
        }
        return statements;
    }

    /** Every column as text that Postgres and DuckDB write alike, the key first. */
    String columns() {
        return "%s::text, token::text, note, amount::text, is_good::text, %s, %s"
                .formatted(key, millis("created_at"), millis("last_updated"));
    }

    private static String millis(String column) {
        return "(extract(epoch FROM %s) * 1000)::bigint::text".formatted(column);
    }
}
