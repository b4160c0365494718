package com.terrifictotes.job;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * AWS Secrets Manager, asked for one secret at a time; nothing is kept. Whoever runs the job is known by AWS' own ways: on
 * the service that is the role of the application. {@code aws.endpointUrlSecretsManager}, a system property of AWS' SDK,
 * leads to another server.
 */
final class SecretsManager {

    private static final Pattern ARN = Pattern.compile(
            "arn:aws[a-z-]*:secretsmanager:(?<region>[a-z0-9-]+):[0-9]{12}:secret:[A-Za-z0-9/_+=.@!-]{1,519}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9/_+=.@!-]{1,512}");

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private SecretsManager() {}

    /** Whether a secret can be called so: by its name or by its ARN. */
    static boolean isName(String name) {
        return ARN.matcher(name).matches() || NAME.matcher(name).matches();
    }

    /**
     * The text of a secret, as it is now.
     *
     * @param title what the secret is called in messages
     * @throws SettingsException if it cannot be had; the message says why, and never what is in it
     */
    static String text(String title, String name) {
        Region region = region(name)
                .orElseThrow(() ->
                        problem(title, "there is no region, expected an ARN or AWS_REGION in the environment", null));
        try (SecretsManagerClient client = client(region)) {
            String text =
                    client.getSecretValue(request -> request.secretId(name)).secretString();
            if (text == null) {
                throw problem(title, "it is binary, expected a text", null);
            }
            return text;
        } catch (AwsServiceException e) {
            throw problem(title, reason(e, region), e);
        } catch (SdkClientException e) {
            throw problem(title, "Secrets Manager cannot be asked in " + region + " (" + e.getMessage() + ")", e);
        }
    }

    private static SecretsManagerClient client(Region region) {
        return SecretsManagerClient.builder()
                .region(region)
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(ANSWER))
                .build();
    }

    private static Optional<Region> region(String name) {
        Matcher arn = ARN.matcher(name);
        return arn.matches()
                ? Optional.of(Region.of(arn.group("region")))
                : SdkSystemSetting.AWS_REGION
                        .getStringValue()
                        .filter(region -> !region.isBlank())
                        .map(region -> Region.of(region.strip().toLowerCase(Locale.ROOT)));
    }

    private static String reason(AwsServiceException answer, Region region) {
        String code = answer.awsErrorDetails().errorCode();
        String message = answer.awsErrorDetails().errorMessage();
        return switch (String.valueOf(code)) {
            case "ResourceNotFoundException" -> "there is no such secret in " + region;
            case "AccessDeniedException" ->
                "access is denied, expected a role that may use secretsmanager:GetSecretValue on it, and kms:Decrypt on a key of its own ("
                        + message + ")";
            default -> "Secrets Manager refuses: %s (%s)".formatted(code, message);
        };
    }

    private static SettingsException problem(String title, String problem, @Nullable Throwable cause) {
        return new SettingsException("Cannot read " + title + ": " + problem, cause);
    }
}
