package com.terrifictotes.local.star;

import com.terrifictotes.local.totesys.TestTotesys;
import java.sql.SQLException;

/**
 * The clock of one totesys, until it is closed. A server's clock is the machine's, so in this database the function that
 * tells it is another one, which is off.
 */
final class TotesysClock implements AutoCloseable {

    private final TestTotesys totesys;

    private TotesysClock(TestTotesys totesys) {
        this.totesys = totesys;
    }

    /** Right as yet. */
    static TotesysClock of(TestTotesys totesys) throws SQLException {
        totesys.execute("ALTER FUNCTION pg_catalog.transaction_timestamp() RENAME TO true_transaction_timestamp");
        TotesysClock clock = new TotesysClock(totesys);
        clock.set("0");
        return clock;
    }

    /** Sets it: an interval, in Postgres' words, that it is ahead by. */
    void set(String ahead) throws SQLException {
        totesys.execute("""
                CREATE OR REPLACE FUNCTION pg_catalog.transaction_timestamp() RETURNS timestamptz LANGUAGE sql STABLE AS
                $$SELECT pg_catalog.true_transaction_timestamp() + interval '%s'$$""".formatted(ahead));
    }

    /** Sets it right, for the tests to come. */
    @Override
    public void close() throws SQLException {
        totesys.execute("""
                DROP FUNCTION pg_catalog.transaction_timestamp();
                ALTER FUNCTION pg_catalog.true_transaction_timestamp() RENAME TO transaction_timestamp""");
    }
}
