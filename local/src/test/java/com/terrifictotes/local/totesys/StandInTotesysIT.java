package com.terrifictotes.local.totesys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.terrifictotes.local.postgres.Durability;
import com.terrifictotes.local.trading.Activity;
import com.terrifictotes.local.trading.LiveSettings;
import com.terrifictotes.local.trading.LiveTrading;
import com.terrifictotes.local.trading.RowProgress;
import com.terrifictotes.local.trading.TradingHistory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StandInTotesysIT {
    @Test
    void itIsFilledOnceTradedInAndThereAgainTheNextTime() throws Exception {
        Path folder = Files.createTempDirectory("totesys-").resolve("totesys");
        AtomicLong rows = new AtomicLong();
        long orders;
        try (StandInTotesys totesys = open(folder, (done, total) -> rows.set(done - total))) {
            assertThat(rows).hasValue(0);
            try (LiveTrading trading = totesys.trade(LiveSettings.watchable(1).with(Activity.SALE, 660))) {
                await().until(() -> trading.done().getOrDefault(Activity.SALE, 0L) > 0);
            }
            orders = orders(totesys);
            assertThat(orders).isGreaterThan(11_000);
            assertTheReaderCannotWrite(totesys);
        }
        try (StandInTotesys totesys = open(folder, (done, total) -> rows.set(1))) {
            assertThat(rows).hasValue(0);
            assertThat(orders(totesys)).isEqualTo(orders);
        }
    }

    private static StandInTotesys open(Path folder, RowProgress progress) {
        TradingHistory history = TradingHistory.until(TestTotesys.END, 1);
        return StandInTotesys.open(folder, Durability.FAST, new TotesysContent.History(history), progress);
    }

    private static long orders(StandInTotesys totesys) throws SQLException {
        try (Connection connection = totesys.connectReader();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM sales_order")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void assertTheReaderCannotWrite(StandInTotesys totesys) throws SQLException {
        try (Connection connection = totesys.connectReader();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("UPDATE staff SET first_name = 'Eve'"))
                    .hasMessageContaining("permission denied");
        }
    }
}
