package com.terrifictotes.job;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** The page of the documentation that lists every setting, written from the declared options. */
final class SettingsPage {
    private static final String TOP = """
            # Settings

            <!-- Written by SettingsPageTest from the declared options: change them, and write the page again with
                 %s -->

            The settings are one JSON file in the format of the service's application properties. On the service it is \
            `%s`, which the service itself writes from the application's property groups; elsewhere it \
            is whatever file `--properties FILE` names. Every value is a text, so it stands in quotes. Everything that \
            is wrong is told in one message before anything else happens; an unknown group or key is wrong, and a bad \
            value never falls back to its default. Durations are ISO-8601: `PT0.5S`, `PT5M`, `PT1H`.

            Only these have to be given; without a group `Warehouse` there is no warehouse, without a \
            group `Feed` no change feed, and without `processed.path` no processed zone:

            ```json
            [
              {
                "PropertyGroupId": "Source",
                "PropertyMap": {
                  "url": "jdbc:postgresql://totesys.example.org:5432/totesys",
                  "secret": "file:/run/secrets/totesys.json"
                }
              },
              {
                "PropertyGroupId": "Lake",
                "PropertyMap": {
                  "raw.path": "s3a://totes-raw/totesys"
                }
              }
            ]
            ```
            """;

    private static final String SECRETS = """

            ## Secrets

            A user and a password never stand in the settings, only the name of the secret that holds them:

            | form | meaning |
            |---|---|
            | `aws:<name or ARN>` | a secret of AWS Secrets Manager. Its region is that of the ARN; for a name, it is `AWS_REGION` of the environment. The role of the application needs `secretsmanager:GetSecretValue` on it |
            | `file:/path/to/secret.json` | a file, by its absolute path, on every machine that connects |
            | `env:NAME` | an environment variable, on every machine that connects |

            Each holds JSON in the form that RDS gives to its secrets; other fields are left alone:

            ```json
            {"username": "…", "password": "…"}
            ```

            Each machine reads the secret when it opens its first connection, and reads it again when Postgres refuses \
            the password: a rotated password needs no restart. It is never logged, and it is not in the job graph or in \
            a checkpoint.

            ## TLS

            Without `tls.root-certificates`, the URL says how much TLS there is, as pgjdbc has it: `?sslmode=require` \
            encrypts and believes any certificate, and the default, `prefer`, does without encryption where the server \
            offers none. With it, connections are encrypted, the server's certificate must be vouched for by one of the \
            authorities named, and must be for the host of the URL:

            | form | authorities |
            |---|---|
            | `aws:<name or ARN>` | those in a secret of AWS Secrets Manager that holds PEM as its text (64 KiB at most) |
            | `resource:<path>` | those in a file in the job's jar, put there when it is built: `flink-job/src/main/resources/<path>` |
            | `file:/path/to/bundle.pem` | those in a file, by its absolute path, on every machine that connects |
            | `system` | those of the JVM |

            Amazon RDS signs the certificates of its databases itself: the JVM does not know its authorities, and the \
            service has no place for a file. AWS publishes them as bundles, one for each region; that of yours is small \
            enough for a secret, and holds nothing secret:

            ```
            curl -O https://truststore.pki.rds.amazonaws.com/eu-west-2/eu-west-2-bundle.pem
            aws secretsmanager create-secret --name totes/rds-authorities --secret-string file://eu-west-2-bundle.pem
            ```

            Then `"tls.root-certificates": "aws:totes/rds-authorities"`, or its ARN, and no `sslmode` in the URL but \
            `verify-full` or `verify-ca`. The role of the application needs `secretsmanager:GetSecretValue` on it: the \
            stack gives that, and sets all of this, for the ARNs in `certificate_secret_arns` \
            ([deploying](deploy.md#whom-the-job-connects-to)). Each machine reads them when it opens its first \
            connection, and reads them again after a server has shown a certificate that they do not vouch for.
            """;

    private SettingsPage() {}

    /** @param command what writes the page again */
    static String text(String command) {
        String groups = Settings.OPTIONS.stream()
                .map(Option::group)
                .distinct()
                .map(SettingsPage::group)
                .collect(Collectors.joining());
        return TOP.formatted(command, Settings.SERVICE_FILE) + groups + SECRETS;
    }

    private static String group(String name) {
        List<Option<?>> options = Settings.OPTIONS.stream()
                .filter(option -> option.group().equals(name))
                .toList();
        String optional = Settings.OPTIONAL_GROUPS.contains(name) ? "\nMay be left out as a whole.\n" : "";
        return "\n## Group `" + name + "`\n" + optional
                + "\n| key | default | meaning | expected |\n|---|---|---|---|\n"
                + options.stream().map(SettingsPage::row).collect(Collectors.joining());
    }

    private static String row(Option<?> option) {
        String standard = Objects.requireNonNullElse(option.defaultText(), "");
        return "| `%s` | %s | %s | %s |\n"
                .formatted(
                        option.key(),
                        option.isRequired() ? "**required**" : standard.isEmpty() ? "none" : "`" + standard + "`",
                        option.meaning(),
                        option.type().expected());
    }
}
