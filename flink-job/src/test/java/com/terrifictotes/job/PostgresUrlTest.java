package com.terrifictotes.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresUrlTest {
    private static final String EXPECTED =
            "jdbc:postgresql://host[:port]/database[?parameter=value&…] without user and password";

    @Test
    void theAddressIsHostsAndDatabase() {
        PostgresUrl url =
                new PostgresUrl("jdbc:postgresql://one:5433,two/totesys?sslmode=require&targetServerType=any");

        assertThat(url.address()).isEqualTo("one:5433,two/totesys");
        assertThat(url.hosts()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://etl:hunter2@db/totesys",
                "jdbc:postgresql://db/totesys?password=hunter2",
                "jdbc:postgresql://db/totesys?ssl=true&Password=hunter2",
                "jdbc:postgresql://db/totesys?user=hunter2",
                "jdbc:postgresql://db/totesys?sslpassword=hunter2"
            })
    void aCredentialIsRefusedAndNotRepeated(String text) {
        assertThatThrownBy(() -> new PostgresUrl(text))
                .hasMessage("Cannot use a URL (not shown) with a user or a password, expected them in the secret alone"
                        + " and here " + EXPECTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "db:5432/totesys",
                "jdbc:mysql://db/totesys",
                "jdbc:postgresql:totesys",
                "jdbc:postgresql://db",
                "jdbc:postgresql://db/",
                "jdbc:postgresql:///totesys",
                "jdbc:postgresql://db/totesys/public",
                "jdbc:postgresql://db/totesys#x",
                " jdbc:postgresql://db/totesys"
            })
    void anyOtherFormIsRefused(String text) {
        assertThatThrownBy(() -> new PostgresUrl(text))
                .hasMessage("Cannot use the URL (not shown, it may hold a password), expected " + EXPECTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"options=-c%20TimeZone=GMT", "socketTimeout=0", "ssl=true&loginTimeout=1"})
    void whatOtherSettingsDecideIsRefused(String parameters) {
        assertThatThrownBy(() -> new PostgresUrl("jdbc:postgresql://db/totesys?" + parameters))
                .hasMessage("Cannot use a URL with any of the parameters ApplicationName, assumeMinServerVersion,"
                        + " connectTimeout, loginTimeout, options, socketTimeout, tcpKeepAlive: they follow from other"
                        + " settings");
    }
}
