package com.terrifictotes.local.postgres;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** Credentials in a file that only its owner reads, as {@code {"username": …, "password": …}}. */
final class SecretFile {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SecureRandom RANDOM = new SecureRandom();

    private SecretFile() {}

    /** The credentials in the file; a file that is not there is made, with a new random password. */
    static Credentials readOrCreate(Path file, String username) throws IOException {
        if (Files.exists(file)) {
            return read(file);
        }
        Credentials credentials = new Credentials(username, randomPassword());
        createPrivate(file, JSON.writeValueAsString(credentials));
        return credentials;
    }

    static Credentials read(Path file) throws IOException {
        return JSON.readValue(Files.readString(file), Credentials.class);
    }

    /** Writes a new file that nobody else can read at any moment. */
    static void createPrivate(Path file, String content) throws IOException {
        Files.createFile(file, ownerOnly());
        Files.writeString(file, content);
    }

    private static FileAttribute<?>[] ownerOnly() {
        if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        };
    }

    private static String randomPassword() {
        byte[] bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
