package com.terrifictotes.local.trading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.terrifictotes.local.totesys.TestTotesys;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LiveTradingIT {
    private static final String OPEN_AND_OVERTAKEN = "SELECT count(*) FROM pg_stat_activity"
            + " WHERE datname = current_database() AND state = 'idle in transaction' AND age(backend_xid) > 3";
    private static final Map<Activity, Double> NOTHING = Map.of();
    private static final double AS_FAST_AS_IT_GOES = 1e9;

    @Test
    void everyActivityHappensAndTheKeysHold() throws Exception {
        TestTotesys totesys = TestTotesys.withHistory(1);
        long payments = totesys.number("SELECT count(*) FROM payment");
        LiveSettings settings = LiveSettings.watchable(1).withSpeed(AS_FAST_AS_IT_GOES);
        for (Activity activity : Activity.values()) {
            settings = settings.with(activity, activity == Activity.LONG_TRANSACTION ? 3 : 60);
        }
        try (LiveTrading trading = LiveTrading.start(totesys::connect, settings)) {
            await().until(() -> trading.done().values().stream().allMatch(count -> count > 3));
            assertThat(trading.time()).isBetween(TestTotesys.END, Instant.now());
        }
        assertThat(totesys.number("SELECT count(*) FROM payment")).isGreaterThan(payments + 20);
        assertThat(
                        totesys.number(
                                "SELECT count(*) FROM payment WHERE created_at > '2024-11-15 14:40'"
                                        + " AND (extract(isodow FROM created_at) > 5 OR created_at::time NOT BETWEEN '08:00' AND '19:00')"))
                .isZero();
        assertThat(totesys.number("SELECT count(*) FROM payment WHERE paid AND last_updated > '2024-11-15 14:40'"
                        + " AND to_char(last_updated, 'HH24:MI:SS') = '07:55:11'"))
                .isPositive();
    }

    @Test
    void aSilentUpdateLeavesLastUpdatedAsItWas() throws Exception {
        TestTotesys totesys = TestTotesys.withHistory(2);
        String times = "SELECT md5(string_agg(last_updated::text, '/' ORDER BY sales_order_id)) FROM sales_order";
        List<String> timesBefore = totesys.rows(times);
        List<String> before = totesys.content();
        try (LiveTrading trading = LiveTrading.start(totesys::connect, only(Activity.SILENT_UPDATE, 600))) {
            await().until(() -> trading.done().getOrDefault(Activity.SILENT_UPDATE, 0L) > 50);
        }
        assertThat(totesys.content()).isNotEqualTo(before);
        assertThat(totesys.rows(times)).isEqualTo(timesBefore);
    }

    @Test
    void aSeedAlwaysTradesTheSame() throws Exception {
        assertThat(tradesOf(TestTotesys.withHistory(3))).isEqualTo(tradesOf(TestTotesys.withHistory(3)));
    }

    @Test
    void aLongTransactionIsOvertakenByOthers() throws Exception {
        TestTotesys totesys = TestTotesys.withHistory(4);
        LiveSettings settings =
                only(Activity.LONG_TRANSACTION, 660).with(Activity.SALE, 660).withSpeed(600);
        try (LiveTrading trading = LiveTrading.start(totesys::connect, settings)) {
            await().until(() -> totesys.number(OPEN_AND_OVERTAKEN) > 0);
            assertThat(trading.done().get(Activity.LONG_TRANSACTION)).isPositive();
        }
        assertThat(totesys.number(OPEN_AND_OVERTAKEN)).isZero();
    }

    @Test
    void aCutConnectionIsMadeAgain() throws Exception {
        TestTotesys totesys = TestTotesys.withHistory(5);
        try (LiveTrading trading = LiveTrading.start(totesys::connect, only(Activity.SALE, 660))) {
            await().until(() -> trading.done().getOrDefault(Activity.SALE, 0L) > 5);
            cutEverybodyOff(totesys);
            long before = trading.done().getOrDefault(Activity.SALE, 0L);
            await().until(() -> trading.done().getOrDefault(Activity.SALE, 0L) > before + 5);
        }
    }

    @Test
    void itStopsAtOnceAndLeavesNoConnection() throws Exception {
        TestTotesys totesys = TestTotesys.withHistory(6);
        LiveTrading trading =
                LiveTrading.start(totesys::connect, only(Activity.SALE, 660).withSpeed(0.001));
        await().until(() -> trading.done().getOrDefault(Activity.SALE, 0L) > 0);
        Instant start = Instant.now();
        trading.close();
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(2));
        String others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                + " AND pid <> pg_backend_pid()";
        await().until(() -> totesys.number(others) == 0);
    }

    /** What the first minutes after the end of the history brought. */
    private static List<String> tradesOf(TestTotesys totesys) throws SQLException {
        LiveSettings settings =
                LiveSettings.watchable(9).withSpeed(AS_FAST_AS_IT_GOES).with(Activity.SALE, 300);
        String end = "'2024-11-15 18:00'";
        try (LiveTrading trading = LiveTrading.start(totesys::connect, settings)) {
            await().until(() -> trading.time().isAfter(Instant.parse("2024-11-18T09:00:00Z")));
        }
        return totesys.rows("SELECT created_at, design_id, staff_id, units_sold, agreed_delivery_date FROM sales_order"
                + " WHERE created_at BETWEEN '2024-11-15 14:40' AND " + end + " ORDER BY created_at");
    }

    private static LiveSettings only(Activity activity, double perDay) {
        return new LiveSettings(1, AS_FAST_AS_IT_GOES, NOTHING).with(activity, perDay);
    }

    private static void cutEverybodyOff(TestTotesys totesys) throws SQLException {
        try (Connection connection = totesys.connect();
                var statement = connection.createStatement()) {
            statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
        }
    }
}
