package com.terrifictotes.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers against {@link BigDecimal}, and against bytes that Postgres sent. */
class NumericsTest {

    private static final int TRIALS = 20_000;
    private static final long SEED = 20_241_115;

    @ParameterizedTest
    @CsvSource({
        "0, 0000000000000000",
        "0.00, 0000000000000002",
        "1, 00010000000000000001",
        "-1, 00010000400000000001",
        "10000, 00010001000000000001",
        "12345.678, 00030001000000030001 09291a7c",
        "0.0001, 0001ffff000000040001",
        "-0.01, 0001ffff400000020064",
        "99999999.99, 0003000100000002270f270f26ac"
    })
    void numbersHaveTheBytesThatPostgresSends(String number, String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));

        assertThat(row(new BigDecimal(number)).bytes(0)).isEqualTo(java.nio.ByteBuffer.wrap(bytes));
        assertThat(row(bytes).decimal(0)).isEqualTo(new BigDecimal(number));
    }

    @Test
    void anyNumberIsReadBackWithItsScale() {
        Random random = new Random(SEED);
        for (int i = 0; i < TRIALS; i++) {
            BigDecimal number = number(random, 1 + random.nextInt(60), random.nextInt(40));

            assertThat(row(number).decimal(0)).isEqualTo(number);
            assertThat(row(number).bigUnscaled(0, number.scale())).isEqualTo(number.unscaledValue());
        }
    }

    @Test
    void anyNumberOfAColumnIsReadBackAsItsDigits() {
        Random random = new Random(SEED);
        for (int i = 0; i < TRIALS; i++) {
            int precision = 1 + random.nextInt(18);
            int scale = random.nextInt(precision + 1);
            BigDecimal number = number(random, precision, scale);

            assertThat(row(number).unscaled(0, precision, scale))
                    .as("%s as numeric(%d,%d)", number, precision, scale)
                    .isEqualTo(number.unscaledValue().longValueExact());
        }
    }

    @Test
    void aNumberOfAnotherScaleIsReadAtTheScaleOfItsColumn() {
        assertThat(row(new BigDecimal("12.3")).unscaled(0, 10, 2)).isEqualTo(1230);
        assertThat(row(new BigDecimal("12.30000")).unscaled(0, 10, 2)).isEqualTo(1230);
        assertThat(row(new BigDecimal("1E+7")).unscaled(0, 10, 2)).isEqualTo(1_000_000_000);
        assertThat(row(new BigDecimal("12.3")).bigUnscaled(0, 3)).isEqualTo(BigInteger.valueOf(12_300));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.001",
                "1000",
                "-1000",
                "100000000000000000000",
                "9223372036854775807",
                "1E+40",
                "1E-40",
                "1E+18"
            })
    void aNumberThatDoesNotFitItsColumnIsRefused(String number) {
        Row row = row(new BigDecimal(number));

        assertThatThrownBy(() -> row.unscaled(0, 5, 2)).isInstanceOf(ArithmeticException.class);
    }

    @ParameterizedTest
    @CsvSource({"c000, NaN", "d000, Infinity", "f000, -Infinity"})
    void whatIsNoNumberIsNamedAndNotRead(String sign, String name) {
        Row row = row(HexFormat.of().parseHex("00000000" + sign + "0000"));

        assertThat(row.isNumber(0)).isFalse();
        assertThat(row.notANumber(0)).isEqualTo(name);
        assertThatThrownBy(() -> row.decimal(0)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> row.unscaled(0, 10, 2)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void aNumberIsOneWhateverItsSign() {
        assertThat(row(new BigDecimal("-1")).isNumber(0)).isTrue();
        assertThat(row(BigDecimal.ONE).isNumber(0)).isTrue();
        assertThatThrownBy(() -> row(BigDecimal.ONE).notANumber(0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static BigDecimal number(Random random, int precision, int scale) {
        BigInteger digits = new BigInteger(4 * precision, random).mod(BigInteger.TEN.pow(precision));
        int zeros = random.nextInt(precision + 1);
        BigInteger rounded = digits.subtract(digits.mod(BigInteger.TEN.pow(random.nextBoolean() ? zeros : 0)));
        return new BigDecimal(random.nextBoolean() ? rounded : rounded.negate(), scale);
    }

    private static Row row(BigDecimal number) {
        return new RowBuilder().decimal(number).build();
    }

    private static Row row(byte[] numeric) {
        return new RowBuilder().bytes(numeric).build();
    }
}
