package com.terrifictotes.local.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.terrifictotes.catalog.Database;
import com.terrifictotes.local.UsageException;
import com.terrifictotes.local.flink.Board;
import com.terrifictotes.local.postgres.PostgresServer;
import com.terrifictotes.local.postgres.SharedServer;
import com.terrifictotes.local.warehouse.Migrations;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server of the page answers, and whom. */
class PageServerIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String PUBLISHED = """
            INSERT INTO etl.ledger (pipeline, complete_to, published_at)
            VALUES ('totes', '2024-11-15 12:00:00+00', '2024-11-15 12:00:01+00')""";

    private static final String CURRENCY =
            "INSERT INTO dim_currency (currency_id, currency_code, currency_name) VALUES (1, 'GBP', 'British Pound')";

    private static final String DAY = """
            INSERT INTO dim_date (date_id, year, month, day, day_of_week, day_name, month_name, quarter)
            VALUES ('2024-11-15', 2024, 11, 15, 5, 'Friday', 'November', 4)""";

    private static final String ORDER = """
            INSERT INTO fact_sales_order (sales_order_id, created_date, created_time, last_updated_date, last_updated_time,
                sales_staff_id, counterparty_id, units_sold, unit_price, currency_id, design_id, agreed_payment_date,
                agreed_delivery_date, agreed_delivery_location_id, version, recorded_at, is_current)
            VALUES (%1$d, '2024-11-15', '09:00', '2024-11-15', '09:00', 1, 1, %2$d, 2.50, 1, 1, '2024-11-20', '2024-11-21',
                1, %3$d, '2024-11-15 12:00:00+00', %4$s)""";

    private final HttpClient browser = HttpClient.newHttpClient();
    private final PostgresServer server = SharedServer.server();
    private String database = "";
    private Page page = Page.serve(0, "none", Board.ofThisJvm(), Optional.empty());

    @BeforeEach
    void serve() throws SQLException {
        page.close();
        database = SharedServer.newDatabase();
        Migrations.migrate(warehouse());
        page = Page.serve(0, "totes", Board.ofThisJvm(), Optional.of(warehouse()));
    }

    @AfterEach
    void close() {
        page.close();
    }

    @ParameterizedTest
    @CsvSource({
        "'', text/html; charset=utf-8, <title>Totes</title>",
        "page.css, text/css; charset=utf-8, prefers-color-scheme",
        "main.js, text/javascript; charset=utf-8, /api/pipeline",
        "chart.js, text/javascript; charset=utf-8, Chart.js v",
        "icon.svg, image/svg+xml, <svg",
    })
    void theFilesOfThePageAreThere(String path, String type, String part) throws Exception {
        HttpResponse<String> answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains(type);
        assertThat(answer.body()).contains(part);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "api/pipeline", "api/business", "nothing", "api/orders/1"})
    void aBrowserMayAskNobodyElseAndKeepNothing(String path) throws Exception {
        var headers = get(path).headers();

        assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'none'; script-src 'self'; style-src 'self'; ")
                .doesNotContain("unsafe", "http:", "https:", "*");
        assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(headers.firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void aPageOfTheWebThatSaysItIsThisMachineIsSentAway() throws Exception {
        assertThat(statusAsked("GET / HTTP/1.1", "Host: totes.example:" + port()))
                .isEqualTo("HTTP/1.1 403 Forbidden");
        assertThat(statusAsked("GET /api/business HTTP/1.1", "Host: 127.0.0.1")).isEqualTo("HTTP/1.1 403 Forbidden");
        assertThat(statusAsked("GET / HTTP/1.1", "Host: localhost:" + port())).isEqualTo("HTTP/1.1 200 OK");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS"})
    void nothingCanBeChanged(String method) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(at("api/business"))
                .method(method, BodyPublishers.ofString("{}"))
                .build();

        HttpResponse<String> answer = browser.send(request, BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD");
    }

    @Test
    void whatReadsTheWarehouseCannotWriteIt() {
        Reading reading = new Reading(Optional.of(warehouse()));

        assertThatThrownBy(() -> reading.ask(connection -> Rows.of(connection, PUBLISHED + " RETURNING pipeline")))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("read-only transaction");
    }

    @Test
    void beforeAnythingIsPublishedThereIsNoInstant() throws Exception {
        assertThat(json("api/business").get("as_of").isNull()).isTrue();
        assertThat(json("api/pipeline").get("behindSeconds").isNull()).isTrue();
    }

    @Test
    void theWarehouseIsAskedAgainWhenRowsWerePublished() throws Exception {
        execute(PUBLISHED, CURRENCY, DAY, ORDER.formatted(7, 10, 1, true));

        assertThat(revenue())
                .isEqualTo("[{\"year\":2024,\"month\":11,\"month_name\":\"November\","
                        + "\"currency_code\":\"GBP\",\"orders\":1,\"units\":10,\"revenue\":25.0}]");

        execute(ORDER.formatted(8, 20, 1, true), "UPDATE etl.ledger SET complete_to = '2024-11-15 12:00:05+00'");
        assertThat(revenue()).as("nothing was published").contains("\"revenue\":25.0");
        assertThat(json("api/business").get("as_of").asText()).isEqualTo("2024-11-15 12:00:05+00");

        execute("UPDATE etl.ledger SET published_at = '2024-11-15 12:00:06+00'");
        assertThat(revenue()).contains("\"revenue\":75.0");
    }

    @Test
    void anOrderIsLookedUpWithItsVersions() throws Exception {
        execute(PUBLISHED, CURRENCY, ORDER.formatted(7, 10, 1, false), ORDER.formatted(7, 11, 2, true));

        JsonNode answer = json("api/orders/7");

        assertThat(answer.at("/order/units_sold").asInt()).isEqualTo(11);
        assertThat(answer.at("/order/currency_code").isNull())
                .as("no history of it")
                .isTrue();
        assertThat(answer.get("versions")).hasSize(2);
        assertThat(answer.at("/versions/1/what_changed").asText()).isEqualTo("units_sold: 10 -> 11");
        assertThat(answer.get("payments")).isEmpty();
    }

    @Test
    void anOrderThatNeverFittedIsLookedUpInQuarantine() throws Exception {
        execute(PUBLISHED, """
                INSERT INTO etl.quarantine
                    (table_name, row_key, version, column_name, recorded_at, closed_at, value, reason) VALUES
                ('sales_order', '9', 1, 'agreed_delivery_date', '2024-11-15 12:00:00+00', '2024-11-15 12:00:05+00', 'soon', 'no date'),
                ('sales_order', '9', 2, 'agreed_delivery_date', '2024-11-15 12:00:05+00', NULL, NULL, 'missing'),
                ('purchase_order', '9', 1, 'agreed_delivery_date', '2024-11-15 12:00:05+00', NULL, NULL, 'missing')""");

        JsonNode answer = json("api/orders/9");

        assertThat(answer.get("number").asInt()).isEqualTo(9);
        assertThat(answer.get("order").isNull()).isTrue();
        assertThat(answer.get("versions")).isEmpty();
        assertThat(answer.get("refused").toString())
                .isEqualTo(
                        "[{\"version\":1,\"recorded_at\":\"2024-11-15 12:00:00+00\",\"closed_at\":\"2024-11-15 12:00:05+00\","
                                + "\"column_name\":\"agreed_delivery_date\",\"value\":\"soon\",\"reason\":\"no date\"},"
                                + "{\"version\":2,\"recorded_at\":\"2024-11-15 12:00:05+00\",\"closed_at\":null,"
                                + "\"column_name\":\"agreed_delivery_date\",\"value\":null,\"reason\":\"missing\"}]");
    }

    @ParameterizedTest
    @CsvSource({
        "api/orders/4711, The warehouse has no sales order 4711",
        "api/orders/0, 'Cannot look up the sales order \"0\": expected its number, such as 17'",
        "api/orders/99999999999, 'Cannot look up the sales order \"99999999999\": expected its number, such as 17'",
        "api/orders/1%20OR%201=1, 'Cannot look up the sales order \"1 OR 1=1\": expected its number, such as 17'",
        "api/staff/4711, The warehouse has no member of staff 4711",
        "api/staff/x, 'Cannot look up the member of staff \"x\": expected its number, such as 17'",
    })
    void whatIsNotThereIsToldInOneSentence(String path, String message) throws Exception {
        HttpResponse<String> answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(JSON.readTree(answer.body()).get("error").asText()).isEqualTo(message);
    }

    @Test
    void aWarehouseThatIsAwayIsToldAndComesBack() throws Exception {
        rename(database, "gone");

        HttpResponse<String> answer = get("api/business");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(JSON.readTree(answer.body()).get("error").asText())
                .isEqualTo("Cannot connect to the warehouse at 127.0.0.1:%d/%s: there is no such database"
                        .formatted(server.port(), database));
        assertThat(get("api/pipeline").statusCode()).isEqualTo(200);

        rename("gone", database);
        assertThat(get("api/business").statusCode()).isEqualTo(200);
    }

    @Test
    void aPipelineWithoutAWarehouseSaysSo() throws Exception {
        page.close();
        page = Page.serve(0, "totes", Board.ofThisJvm(), Optional.empty());

        assertThat(get("api/business").statusCode()).isEqualTo(404);
        assertThat(json("api/business").get("error").asText()).isEqualTo("This pipeline has no warehouse");
    }

    @Test
    void aPortThatIsTakenIsTheUsersToChange() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, thisMachine())) {
            int port = taken.getLocalPort();

            assertThatThrownBy(() -> Page.serve(port, "totes", Board.ofThisJvm(), Optional.empty()))
                    .isInstanceOf(UsageException.class)
                    .hasMessageStartingWith("Cannot serve the page on port %d of 127.0.0.1: ".formatted(port))
                    .hasMessageEndingWith("expected another --page-port, or 0 for any that is free");
        }
    }

    private String revenue() throws Exception {
        return json("api/business").get("revenue").toString();
    }

    private JsonNode json(String path) throws Exception {
        return JSON.readTree(get(path).body());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return browser.send(HttpRequest.newBuilder(at(path)).build(), BodyHandlers.ofString());
    }

    private URI at(String path) {
        return page.address().resolve("/" + path);
    }

    private int port() {
        return page.address().getPort();
    }

    /** The first line of the answer to a request, which a client of Java would not make. */
    private String statusAsked(String... lines) throws IOException {
        try (Socket socket = new Socket(thisMachine(), port());
                BufferedReader answer =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            String request = String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return answer.readLine();
        }
    }

    private static InetAddress thisMachine() throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }

    private Database warehouse() {
        return server.database(database, server.superuser());
    }

    private void execute(String... statements) throws SQLException {
        try (Connection connection = server.connect(database);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private void rename(String from, String to) throws SQLException {
        try (Connection connection = server.connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER DATABASE \"%s\" RENAME TO \"%s\"".formatted(from, to));
        }
    }
}
