package com.terrifictotes.catalog;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Postgres' binary numeric: four 16-bit words (count of digits, weight of the first, sign, digits to show behind the
 * point), then digits in base 10,000. Source: {@code numeric_send} in PostgreSQL's utils/adt/numeric.c.
 */
final class Numerics {

    private static final int BASE = 10_000;
    private static final int DIGITS_PER_WORD = 4;
    private static final int HEADER = 4 * Short.BYTES;
    private static final int NEGATIVE = 0x4000;
    private static final int NOT_A_NUMBER = 0xC000;
    private static final int INFINITE = 0xD000;
    private static final int NEGATIVE_INFINITE = 0xF000;
    /** As many words as fit in 64 bits whatever they are. */
    private static final int MOST_WORDS_IN_A_LONG = 4;

    private static final long[] POWERS_OF_TEN = powersOfTen();

    private Numerics() {}

    static boolean isNumber(byte[] bytes, int at) {
        return (sign(bytes, at) & NOT_A_NUMBER) != NOT_A_NUMBER;
    }

    static BigDecimal decimal(byte[] bytes, int at) {
        requireNumber(bytes, at);
        int words = Tuples.readShort(bytes, at);
        BigInteger digits = BigInteger.ZERO;
        for (int i = 0; i < words; i++) {
            digits = digits.multiply(BigInteger.valueOf(BASE)).add(BigInteger.valueOf(word(bytes, at, i)));
        }
        int scaleOfWords = -exponent(bytes, at, words);
        int scale = Tuples.readShort(bytes, at + 6);
        BigDecimal value = new BigDecimal(digits, scaleOfWords).setScale(scale);
        return sign(bytes, at) == NEGATIVE ? value.negate() : value;
    }

    static String notANumber(byte[] bytes, int at) {
        return switch (sign(bytes, at)) {
            case NOT_A_NUMBER -> "NaN";
            case INFINITE -> "Infinity";
            case NEGATIVE_INFINITE -> "-Infinity";
            default ->
                throw new IllegalArgumentException(
                        "Cannot name a number: %s, expected one that is not any".formatted(decimal(bytes, at)));
        };
    }

    static long unscaled(byte[] bytes, int at, int precision, int scale) {
        requireNumber(bytes, at);
        int words = Tuples.readShort(bytes, at);
        int shift = words == 0 ? 0 : exponent(bytes, at, words) + scale;
        long value = words <= MOST_WORDS_IN_A_LONG && Math.abs(shift) < POWERS_OF_TEN.length
                ? smallUnscaled(bytes, at, words, shift)
                : decimal(bytes, at).setScale(scale).unscaledValue().longValueExact();
        if (value >= POWERS_OF_TEN[precision] || value <= -POWERS_OF_TEN[precision]) {
            throw new ArithmeticException(
                    "Cannot read a number: it has more digits than numeric(%d,%d)".formatted(precision, scale));
        }
        return value;
    }

    private static long smallUnscaled(byte[] bytes, int at, int words, int shift) {
        long digits = 0;
        for (int i = 0; i < words; i++) {
            digits = digits * BASE + word(bytes, at, i);
        }
        long value = shift(digits, shift);
        return sign(bytes, at) == NEGATIVE ? -value : value;
    }

    /** A number as {@code numeric_send} writes it. */
    static byte[] write(BigDecimal value) {
        int padding = Math.floorMod(-value.scale(), DIGITS_PER_WORD);
        int fractionWords = (value.scale() + padding) / DIGITS_PER_WORD;
        BigInteger digits = value.unscaledValue().abs().multiply(BigInteger.TEN.pow(padding));
        List<Short> words = words(digits);
        int weight = words.isEmpty() ? 0 : words.size() - fractionWords - 1;
        while (!words.isEmpty() && words.get(words.size() - 1) == 0) {
            words.remove(words.size() - 1);
        }
        ByteBuffer out = ByteBuffer.allocate(HEADER + words.size() * Short.BYTES);
        out.putShort((short) words.size());
        out.putShort((short) weight);
        out.putShort((short) (value.signum() < 0 ? NEGATIVE : 0));
        out.putShort((short) Math.max(0, value.scale()));
        words.forEach(out::putShort);
        return out.array();
    }

    /** The digits in base 10,000, first ones first. */
    private static List<Short> words(BigInteger digits) {
        List<Short> words = new ArrayList<>();
        for (BigInteger rest = digits; rest.signum() != 0; ) {
            BigInteger[] split = rest.divideAndRemainder(BigInteger.valueOf(BASE));
            words.add(split[1].shortValue());
            rest = split[0];
        }
        Collections.reverse(words);
        return words;
    }

    private static long shift(long digits, int powerOfTen) {
        if (powerOfTen >= 0) {
            return Math.multiplyExact(digits, POWERS_OF_TEN[powerOfTen]);
        }
        long divisor = POWERS_OF_TEN[-powerOfTen];
        if (digits % divisor != 0) {
            throw new ArithmeticException("Cannot read a number: it has more digits behind the point than its column");
        }
        return digits / divisor;
    }

    private static int exponent(byte[] bytes, int at, int words) {
        return DIGITS_PER_WORD * (Tuples.readShort(bytes, at + 2) - words + 1);
    }

    private static int sign(byte[] bytes, int at) {
        return Tuples.readShort(bytes, at + 4) & 0xFFFF;
    }

    private static int word(byte[] bytes, int at, int index) {
        return Tuples.readShort(bytes, at + HEADER + index * Short.BYTES);
    }

    private static void requireNumber(byte[] bytes, int at) {
        if (!isNumber(bytes, at)) {
            throw new ArithmeticException("Cannot read a number: it is NaN or infinite");
        }
    }

    private static long[] powersOfTen() {
        long[] powers = new long[19];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = powers[i - 1] * 10;
        }
        return powers;
    }
}
