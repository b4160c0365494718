package com.terrifictotes.catalog;

import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The English names of the currencies of ISO 4217, past ones included, as the JDK has them from Unicode's CLDR. */
final class Currencies {

    private static final Map<String, String> NAMES = names();

    private Currencies() {}

    /** The name; of a code nobody knows, the code. */
    static String name(String code) {
        return NAMES.getOrDefault(code, code);
    }

    /** All names by their codes. */
    static Map<String, String> names() {
        return Currency.getAvailableCurrencies().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Currency::getCurrencyCode, currency -> currency.getDisplayName(Locale.ENGLISH)));
    }
}
