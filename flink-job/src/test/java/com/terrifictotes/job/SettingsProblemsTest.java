package com.terrifictotes.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsProblemsTest {
    private static final String ONE_PROBLEM = "Cannot use the settings in settings.json, 1 problem:\n  ";
    private static final String FORM = "[{\"PropertyGroupId\": \"…\", \"PropertyMap\": {…}}, …]";

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0}: {1} = {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "Source | schema | ''  | a name of 1 to 63 characters",
                "Source | schema | ' public' | a name of 1 to 63 characters",
                "Source | tables.exclude | a,,b | names of tables with commas between them",
                "Source | poll.interval | 5 | an ISO-8601 duration from PT0.02S to PT8784H, such as PT5S",
                "Source | poll.interval | PT0.019S | an ISO-8601 duration from PT0.02S to PT8784H, such as PT5S",
                "Source | poll.interval | '' | an ISO-8601 duration from PT0.02S to PT8784H, such as PT5S",
                "Source | statement.timeout | PT25H | an ISO-8601 duration from PT0.1S to PT24H, such as PT5S",
                "Source | connect.timeout | PT0.5S | an ISO-8601 duration from PT1S to PT1H, such as PT5S",
                "Source | retry.give-up-after | -PT1S | an ISO-8601 duration from PT0S to PT8784H, such as PT5S",
                "Source | retry.backoff.max | PT0S | an ISO-8601 duration from PT0.02S to PT8784H, such as PT5S",
                "Source | chunk.rows | 0 | a whole number from 1 to 100000000",
                "Source | chunk.rows | 1e3 | a whole number from 1 to 100000000",
                "Source | window.from-rows | -1 | a whole number from 0 to 1000000000000",
                "Source | window.from-rows | 9223372036854775808 | a whole number from 0 to 1000000000000",
                "Source | window.length | 1h | an ISO-8601 duration from PT0S to PT8784H, such as PT5S",
                "Source | sweep.interval | PT | an ISO-8601 duration from PT0.02S to PT8784H, such as PT5S",
                "Source | tls.root-certificates | rds.pem | 'system, resource:<path in the jar>, file:/path/to/bundle.pem (an absolute path) or aws:<name or ARN of a secret>, each but the first holding certificates as PEM'",
                "Lake | raw.path | s3://lake/raw | file:///absolute/folder or s3a://bucket/prefix",
                "Lake | raw.path | /var/lake/raw | file:///absolute/folder or s3a://bucket/prefix",
                "Lake | raw.path | file:lake/raw | file:///absolute/folder or s3a://bucket/prefix",
                "Lake | raw.path | file://lake/raw | file:///absolute/folder or s3a://bucket/prefix",
                "Lake | raw.path | file:/// | file:///absolute/folder or s3a://bucket/prefix",
                "Lake | raw.path | s3a:///raw | file:///absolute/folder or s3a://bucket/prefix",
                "Lake | raw.path | s3a://lake/raw?x=1 | file:///absolute/folder or s3a://bucket/prefix",
                "Lake | raw.path | s3a://lake/a b | file:///absolute/folder or s3a://bucket/prefix",
                "Lake | processed.path | processed | file:///absolute/folder or s3a://bucket/prefix",
                "Lake | file.size | 1048575 | a whole number from 1048576 to 1099511627776",
                "Pipeline | name | my totes | 1 to 64 letters, digits, dashes and underscores",
                "Pipeline | name | '' | 1 to 64 letters, digits, dashes and underscores",
                "Pipeline | mode | batch | continuous or bounded",
                "Pipeline | quarantine.max-share | 1 % | 'a number from 0 to 1, such as 0.01'",
                "Pipeline | quarantine.max-share | 1.01 | 'a number from 0 to 1, such as 0.01'",
                "Pipeline | quarantine.max-share | -0.1 | 'a number from 0 to 1, such as 0.01'",
            })
    void aBadValueIsToldWithWhatWasExpected(String group, String key, String value, String expected) {
        assertThatThrownBy(() -> SettingsJson.required().with(group, key, value).read())
                .hasMessage(ONE_PROBLEM + "%s: %s: Cannot use \"%s\", expected %s", group, key, value, expected);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "Source | Poll.Interval | did you mean poll.interval?",
                "Source | pollInterval | did you mean poll.interval?",
                "Source | statment.timeout | did you mean statement.timeout?",
                "Source | raw.path | did you mean Lake: raw.path?",
                "Lake | compression | expected one of raw.path, processed.path, file.size",
            })
    void anUnknownKeyIsAProblem(String group, String key, String suggestion) {
        assertThatThrownBy(() -> SettingsJson.required().with(group, key, "1").read())
                .hasMessage(ONE_PROBLEM + "%s: %s: is not a key of this group, %s", group, key, suggestion);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"pipeline, did you mean Pipeline?", "Stream, 'expected one of Source, Lake, Warehouse, Feed, Pipeline'"
    })
    void anUnknownGroupIsAProblem(String group, String suggestion) {
        assertThatThrownBy(() ->
                        SettingsJson.required().with(group, "name", "totes").read())
                .hasMessage(ONE_PROBLEM + "%s: is not a group, %s", group, suggestion);
    }

    /** Names of a schema and of tables may be anything. */
    private static final int BELIEVED = 2;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://etl:hunter2@db/totesys",
                "jdbc:postgresql://db/totesys?password=hunter2",
                "{\"username\":\"etl\",\"password\":\"hunter2\"}"
            })
    void aPasswordInTheWrongPlaceIsNotRepeated(String value) {
        SettingsJson json = SettingsJson.empty();
        Settings.OPTIONS.forEach(option -> json.with(option.group(), option.key(), value));

        assertThatThrownBy(json::read)
                .hasMessageContaining(", %d problems:", Settings.OPTIONS.size() - BELIEVED)
                .hasMessageContaining("(not shown, it may hold a password)")
                .hasMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sslmode=require", "sslrootcert=/a.pem", "a=b&SSLMODE=disable", "sslmode=verify-full2"})
    void whatTheUrlSaysOfTlsMustNotContradictTheRootCertificates(String parameters) {
        assertThatThrownBy(() -> SettingsJson.required()
                        .with("Source", "url", SettingsJson.URL + "?" + parameters)
                        .with("Source", "tls.root-certificates", "system")
                        .read())
                .hasMessage(ONE_PROBLEM + "Source: tls.root-certificates: Cannot be used with what the URL says of TLS,"
                        + " expected no parameter of it but sslmode=verify-full or sslmode=verify-ca");
    }

    @Test
    void groupsThatAreMeantForTheServiceAreLeftAlone() {
        assertThat(SettingsJson.required()
                        .with("kinesis.analytics.flink.run.options", "jarfile", "lib/other.jar")
                        .read())
                .isEqualTo(SettingsJson.required().read());
    }

    @Test
    void aGroupGivenTwiceIsAProblem() {
        assertThatThrownBy(() -> read("""
                        [{"PropertyGroupId": "Source", "PropertyMap": {"url": "%s", "secret": "%s"}},
                         {"PropertyGroupId": "Lake", "PropertyMap": {"raw.path": "s3a://lake/raw"}},
                         {"PropertyGroupId": "Lake", "PropertyMap": {"file.size": "1048576"}}]
                        """.formatted(SettingsJson.URL, SettingsJson.SECRET)))
                .hasMessage(
                        "Cannot use the settings in %s, 1 problem:\n  %s",
                        file(), "Lake: the group is given twice," + " expected all its keys in one");
    }

    @Test
    void aValueThatIsNotATextIsAProblem() {
        assertThatThrownBy(() -> read("""
                        [{"PropertyGroupId": "Source", "PropertyMap": {"url": "%s", "secret": 5, "schema": null}},
                         {"PropertyGroupId": "Lake", "PropertyMap": {"raw.path": "s3a://lake/raw"}}]
                        """.formatted(SettingsJson.URL))).hasMessage("""
                        Cannot use the settings in %s, 2 problems:
                          Source: secret: is not a text, expected its value in quotes
                          Source: schema: is not a text, expected its value in quotes""", file());
    }

    @Test
    void aFileOfAnotherFormIsAProblem() {
        assertThatThrownBy(() -> read("{\"Source\": {}}"))
                .hasMessageContaining("\n  the file does not hold a list of groups, expected " + FORM);
        assertThatThrownBy(() -> read("[{\"PropertyGroupId\": \"Lake\", \"Properties\": {}}]"))
                .hasMessageContaining("\n  group Lake: has the fields [Properties, PropertyGroupId],"
                        + " expected PropertyGroupId (a text) and PropertyMap (an object)\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{\"password\": hunter2}] | it is not JSON at line 1, column 22",
                "[{\"a\": \"1\", \"a\": \"2\"}] | a key is given twice at line 1, column 18",
                "[] hunter2 | it is not JSON at line 1, column 11",
                "[] [] | text goes on after the end at line 1, column 4",
                "'' | it is empty, expected JSON",
            })
    void aFileThatIsNotJsonIsToldByThePlace(String text, String problem) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(SettingsException.class)
                .hasMessage("Cannot read the settings in %s: %s", file(), problem)
                .hasNoCause();
    }

    @Test
    void aFileThatDoesNotExistIsTold() {
        assertThatThrownBy(() -> Settings.read(file()))
                .isInstanceOf(SettingsException.class)
                .hasMessage("Cannot read the settings in %s: there is no such file", file());
    }

    @Test
    void aFileThatIsNotTextIsTold() throws Exception {
        Files.write(file(), new byte[] {'"', (byte) 0xff, '"'});

        assertThatThrownBy(() -> Settings.read(file()))
                .hasMessage("Cannot read the settings in %s: the file is not UTF-8 text", file());
    }

    private Path file() {
        return folder.resolve("settings.json");
    }

    private Settings read(String text) throws Exception {
        return Settings.read(Files.writeString(file(), text));
    }
}
