package com.terrifictotes.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SecretsManagerTest {

    private static final String ARN = "arn:aws:secretsmanager:eu-north-1:123456789012:secret:totes/totesys-a1B2c3";

    private FakeSecretsManager secrets;

    @BeforeEach
    void start() throws IOException {
        secrets = FakeSecretsManager.start();
    }

    @AfterEach
    void stop() {
        secrets.close();
    }

    @Test
    void aSecretIsFoundByItsNameInTheRegionOfTheEnvironment() {
        secrets.with("totes/totesys", secret("hunter2"));

        assertThat(SecretReference.of("aws:totes/totesys").fetch()).isEqualTo(new Credentials("etl", "hunter2"));
        assertThat(secrets.signatures)
                .singleElement()
                .asString()
                .startsWith("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/")
                .contains("/eu-west-2/secretsmanager/aws4_request", "x-amz-target", "Signature=");
    }

    @Test
    void aSecretIsFoundByItsArnInTheRegionOfTheArn() {
        secrets.with(ARN, secret("hunter2"));
        System.clearProperty("aws.region");

        assertThat(SecretReference.of("aws:" + ARN).fetch()).isEqualTo(new Credentials("etl", "hunter2"));
        assertThat(secrets.signatures).singleElement().asString().contains("/eu-north-1/secretsmanager/aws4_request");
    }

    @Test
    void aNameNeedsARegion() {
        System.clearProperty("aws.region");

        requireProblem("there is no region, expected an ARN or AWS_REGION in the environment");
    }

    @Test
    void aSecretThatIsNotThereIsTold() {
        requireProblem("there is no such secret in eu-west-2");
    }

    @Test
    void aSecretThatMayNotBeReadIsTold() {
        secrets.refusing("totes/totesys", "AccessDeniedException", "Access to KMS is not allowed");

        requireProblem("access is denied, expected a role that may use secretsmanager:GetSecretValue on it,"
                + " and kms:Decrypt on a key of its own (Access to KMS is not allowed)");
    }

    @Test
    void anyOtherRefusalIsToldAsItIs() {
        secrets.refusing("totes/totesys", "InvalidRequestException", "it is marked for deletion");

        requireProblem("Secrets Manager refuses: InvalidRequestException (it is marked for deletion)");
    }

    @Test
    void aSecretThatIsNoTextIsTold() {
        secrets.withBinary("totes/totesys");

        requireProblem("it is binary, expected a text");
    }

    @Test
    void aSecretThatIsNotAsRdsKeepsItIsToldWithoutItsContents() {
        secrets.with("totes/totesys", "hunter2");
        requireProblem("it is not JSON at line 1, column 8");

        secrets.with("totes/totesys", "{\"user\":\"etl\",\"password\":\"hunter2\"}");
        requireProblem("\"username\" is missing or not a text, expected {\"username\":\"…\",\"password\":\"…\"}");
    }

    @Test
    void aSecretsManagerThatCannotBeReachedIsTold() {
        secrets.close();
        System.setProperty("aws.region", "eu-west-2");
        System.setProperty("aws.accessKeyId", "AKIDEXAMPLE");
        System.setProperty("aws.secretAccessKey", "anything");
        System.setProperty("aws.endpointUrlSecretsManager", "http://127.0.0.1:1");

        assertThatThrownBy(() -> SecretReference.of("aws:totes/totesys").fetch())
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("Cannot read the secret aws:totes/totesys:"
                        + " Secrets Manager cannot be asked in eu-west-2 (Unable to execute HTTP request");
    }

    @Test
    void aRotatedPasswordIsFetchedAgainWhenPostgresRefusesTheOldOne() throws Exception {
        try (FakePostgres postgres = FakePostgres.expecting("hunter2")) {
            secrets.with("totes/totesys", secret("hunter2"));
            PostgresDatabase database = new PostgresDatabase(
                    postgres.url(),
                    SecretReference.of("aws:totes/totesys"),
                    new Timeouts(Duration.ofMinutes(2), Duration.ofSeconds(10)));
            database.connect().close();
            postgres.changePassword("correct horse");
            secrets.with("totes/totesys", secret("correct horse"));

            database.connect().close();
            database.connect().close();

            assertThat(postgres.offeredPasswords)
                    .containsExactly("hunter2", "hunter2", "correct horse", "correct horse");
            assertThat(secrets.signatures).as("requests").hasSize(2);
        }
    }

    private static void requireProblem(String problem) {
        assertThatThrownBy(() -> SecretReference.of("aws:totes/totesys").fetch())
                .isInstanceOf(SettingsException.class)
                .hasMessage("Cannot read the secret aws:totes/totesys: " + problem);
    }

    private static String secret(String password) {
        return "{\"username\":\"etl\",\"password\":\"%s\",\"engine\":\"postgres\",\"port\":5432}".formatted(password);
    }
}
