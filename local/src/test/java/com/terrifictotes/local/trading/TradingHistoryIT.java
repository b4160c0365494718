package com.terrifictotes.local.trading;

import static org.assertj.core.api.Assertions.assertThat;

import com.terrifictotes.local.totesys.TestTotesys;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TradingHistoryIT {
    private static TestTotesys totesys = new TestTotesys("unset");

    @BeforeAll
    static void fill() throws Exception {
        totesys = TestTotesys.withHistory(7);
    }

    @Test
    void theSameSeedGivesTheSameTablesAndAnotherSeedOthers() throws Exception {
        assertThat(TestTotesys.withHistory(7).content()).isEqualTo(totesys.content());
        assertThat(TestTotesys.withHistory(8).content())
                .doesNotContainAnyElementsOf(totesys.content().stream()
                        .filter(line -> !line.matches("(currency|payment_type) .*"))
                        .toList());
    }

    @Test
    void aWorkingDayHasAboutTwentyOneSalesAndNinePurchases() throws Exception {
        String perDay = "SELECT extract(isodow FROM created_at)::int AS day,"
                + " count(*) / count(DISTINCT created_at::date)::float AS orders FROM ";
        assertThat(totesys.rows("SELECT s.day, s.orders BETWEEN 19 AND 23, p.orders BETWEEN 8 AND 10 FROM (" + perDay
                        + "sales_order GROUP BY 1) s FULL JOIN (" + perDay + "purchase_order GROUP BY 1) p USING (day)"
                        + " ORDER BY 1"))
                .containsExactly("1|t|t", "2|t|t", "3|t|t", "4|t|t", "5|t|t");
    }

    @Test
    void tradingBeginsWithTheCompanyAndKeepsItsHours() throws Exception {
        assertThat(totesys.rows("SELECT min(created_at) FROM payment")).containsExactly("2022-11-03 14:20:52.186");
        assertThat(totesys.rows("SELECT min(created_at::time) >= '08:00', max(created_at::time) < '19:00',"
                        + " max(last_updated) < '2024-11-15 14:40' FROM payment"))
                .containsExactly("t|t|t");
    }

    @Test
    void anOrderItsTransactionAndItsPaymentAreOfOneMillisecond() throws Exception {
        assertThat(totesys.number("SELECT count(*) FROM transaction"))
                .isEqualTo(totesys.number("SELECT count(*) FROM payment"));
        assertThat(totesys.number("""
                        SELECT count(*) FROM transaction t JOIN payment p USING (transaction_id)
                        LEFT JOIN sales_order s USING (sales_order_id)
                        LEFT JOIN purchase_order o USING (purchase_order_id)
                        WHERE t.created_at = p.created_at AND t.created_at = coalesce(s.created_at, o.created_at)
                            AND p.payment_amount = coalesce(s.units_sold * s.unit_price, o.item_quantity * o.item_unit_price)
                            AND p.payment_date = coalesce(s.agreed_payment_date, o.agreed_payment_date)
                            AND p.payment_type_id = CASE transaction_type WHEN 'SALE' THEN 1 ELSE 3 END""")).isEqualTo(totesys.number("SELECT count(*) FROM payment"));
    }

    @Test
    void oneMorningBatchPaysWhatIsDueOnAWorkingDay() throws Exception {
        assertThat(totesys.number("""
                        SELECT count(*) FROM payment WHERE extract(isodow FROM payment_date::date) <= 5
                            AND payment_date::date > created_at::date AND payment_date <= '2024-11-15'
                            AND NOT (paid AND last_updated::date = payment_date::date
                                AND to_char(last_updated, 'HH24:MI:SS') = '07:55:11')""")).isZero();
        assertThat(totesys.number("""
                        SELECT max(moments) FROM (SELECT count(DISTINCT last_updated) AS moments FROM payment
                            WHERE to_char(last_updated, 'HH24:MI:SS') = '07:55:11' GROUP BY last_updated::date) days""")).isEqualTo(1);
        assertThat(totesys.number("SELECT count(*) FROM payment WHERE paid AND payment_date > '2024-11-15'"))
                .isZero();
    }

    @Test
    void valuesHaveTheShapesThatBreakNaiveCode() throws Exception {
        assertThat(totesys.rows("""
                        SELECT (SELECT count(*) FROM address WHERE address_line_2 IS NULL),
                            (SELECT count(*) FROM address WHERE district IS NULL),
                            (SELECT count(*) FROM department WHERE location IS NULL),
                            (SELECT count(*) > 0 FROM address WHERE postal_code LIKE '0%'),
                            (SELECT count(*) > 0 FROM address WHERE postal_code LIKE '%-%'),
                            (SELECT count(*) > 0 FROM staff WHERE email_address LIKE '%''%@terrifictotes.example'),
                            (SELECT count(*) > 0 FROM counterparty WHERE counterparty_legal_name LIKE '%, % and %')""")).containsExactly("20|14|1|t|t|t|t");
        assertThat(totesys.rows("SELECT count(*) FROM address UNION ALL SELECT count(*) FROM counterparty"
                        + " UNION ALL SELECT count(*) FROM staff UNION ALL SELECT count(*) FROM department"))
                .containsExactly("30", "20", "20", "8");
        assertThat(totesys.number("SELECT count(*) FROM design")).isBetween(430L, 510L);
    }

    @Test
    void quantitiesPricesAndTermsStayInTheirRanges() throws Exception {
        assertThat(totesys.rows("""
                        SELECT min(units_sold) >= 1001, max(units_sold) <= 99973, min(unit_price) >= 2, max(unit_price) <= 4,
                            min(agreed_delivery_date::date - created_at::date),
                            percentile_disc(0.99) WITHIN GROUP (ORDER BY agreed_delivery_date::date - created_at::date),
                            max(agreed_delivery_date::date - created_at::date) BETWEEN 300 AND 649,
                            min(agreed_payment_date::date - created_at::date),
                            max(agreed_payment_date::date - created_at::date)
                        FROM sales_order""")).containsExactly("t|t|t|t|0|7|t|0|6");
        assertThat(totesys.rows(
                        "SELECT min(item_quantity) >= 1, max(item_quantity) <= 999, min(item_unit_price) >= 3.32,"
                                + " max(item_unit_price) <= 999.07 FROM purchase_order"))
                .containsExactly("t|t|t|t");
    }

    @Test
    void anOrderNamesNoDesignThatComesLater() throws Exception {
        assertThat(totesys.number("SELECT count(*) FROM sales_order s JOIN design d USING (design_id)"
                        + " WHERE d.created_at > s.created_at"))
                .isZero();
    }
}
