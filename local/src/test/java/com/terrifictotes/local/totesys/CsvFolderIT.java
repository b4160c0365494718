package com.terrifictotes.local.totesys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.terrifictotes.local.UsageException;
import com.terrifictotes.local.trading.Activity;
import com.terrifictotes.local.trading.LiveSettings;
import com.terrifictotes.local.trading.LiveTrading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class CsvFolderIT {
    private static final String TIMES = "2022-11-03 14:20:49.962,2022-11-03 14:20:49.962";

    @Test
    void columnsComeInAnyOrderAndNothingIsNotTheEmptyText() throws Exception {
        Path folder = folderOf(
                "address",
                "last_updated,created_at,address_id,address_line_1,address_line_2,district,city,postal_code,country,phone",
                TIMES + ",7,\"1, \"\"Mock\"\" Mews\",,\"\",Testford,01138,Ruritania,1803 637401");
        TestTotesys totesys = TestTotesys.filledWith(new TotesysContent.Csv(folder));
        assertThat(totesys.rows(
                        "SELECT address_id, address_line_1, address_line_2, district, postal_code FROM address"))
                .containsExactly("7|1, \"Mock\" Mews|null||01138");
        assertThat(totesys.number("SELECT nextval('address_address_id_seq')")).isEqualTo(8);
    }

    @Test
    void anUnknownTableIsNamed() throws Exception {
        assertCannotLoad(
                folderOf("basket", "basket_id"), "basket.csv: there is no such table, expected one of [address,");
    }

    @Test
    void anUnknownColumnIsNamed() throws Exception {
        assertCannotLoad(
                folderOf("currency", "currency_id,curency_code"),
                "currency.csv: unknown columns [curency_code], expected [currency_id, currency_code, created_at,"
                        + " last_updated]");
    }

    @Test
    void anEmptyFileIsNamed() throws Exception {
        assertCannotLoad(folderOf("currency"), "currency.csv: its first line is []");
    }

    @Test
    void aValueThatDoesNotFitIsNamedWithItsFileAndLine() throws Exception {
        assertCannotLoad(
                folderOf("currency", "currency_id,currency_code,created_at,last_updated", "one,GBP," + TIMES),
                "currency.csv: ERROR: invalid input syntax for type integer: \"one\"\n  Where: COPY currency, line 2");
    }

    @Test
    void aReferenceToNothingIsTold() throws Exception {
        assertCannotLoad(
                folderOf(
                        "staff",
                        "staff_id,first_name,last_name,department_id,email_address,created_at,last_updated",
                        "1,Ada,O'Totely,9,a@b.example," + TIMES),
                "Cannot use the loaded rows, their keys do not fit: ERROR: insert or update on table \"staff\" violates");
    }

    @Test
    void aMissingAndAnEmptyFolderAreNamed() throws Exception {
        assertCannotLoad(Path.of("nowhere"), "Cannot load the folder nowhere: it is not there");
        assertCannotLoad(Files.createTempDirectory("empty-"), "it is empty, expected <table>.csv files");
    }

    @Test
    void aWholeSnapshotIsLoadedAndTradedOn() throws Exception {
        String snapshot = System.getenv("TOTES_SNAPSHOT");
        assumeTrue(snapshot != null, "TOTES_SNAPSHOT names no folder with a snapshot of totesys: not tried");
        TestTotesys totesys = TestTotesys.filledWith(new TotesysContent.Csv(Path.of(String.valueOf(snapshot))));
        long orders = totesys.number("SELECT count(*) FROM sales_order");
        assertThat(orders).isPositive();
        try (LiveTrading trading =
                LiveTrading.start(totesys::connect, LiveSettings.watchable(1).withSpeed(1e6))) {
            Awaitility.await().until(() -> trading.done().getOrDefault(Activity.SALE, 0L) > 20);
        }
        assertThat(totesys.number("SELECT count(*) FROM sales_order")).isGreaterThan(orders + 20);
    }

    static Path folderOf(String table, String... lines) throws IOException {
        Path folder = Files.createTempDirectory("csv-");
        Files.writeString(folder.resolve(table + ".csv"), lines.length == 0 ? "" : String.join("\n", lines) + "\n");
        return folder;
    }

    private static void assertCannotLoad(Path folder, String message) {
        assertThatThrownBy(() -> TestTotesys.filledWith(new TotesysContent.Csv(folder)))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(message);
    }
}
