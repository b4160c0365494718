package com.terrifictotes.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTest {
    @Test
    void passwordsAreNotPrinted() {
        assertThat(new Credentials("ada", "open sesame")).hasToString("Credentials[username=ada, password=***]");
    }

    @Test
    void aSecretIsMadeOnceAndReadByItsOwnerAlone(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("secret.json");
        Credentials made = SecretFile.readOrCreate(file, "ada");
        assertThat(made.password()).hasSizeGreaterThanOrEqualTo(32);
        assertThat(SecretFile.readOrCreate(file, "ada")).isEqualTo(made);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }
}
