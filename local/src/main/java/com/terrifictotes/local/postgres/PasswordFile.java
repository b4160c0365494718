package com.terrifictotes.local.postgres;

import com.terrifictotes.local.EnvironmentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Roles' passwords as libpq ({@code PGPASSFILE}) and pgjdbc read them, in a file that only its owner reads. */
public final class PasswordFile {

    private PasswordFile() {}

    /**
     * Writes it beside the secret of a role, which has the name {@code ….secret.json}.
     *
     * @return the file
     * @throws EnvironmentException if the secret cannot be read or the file not be written
     */
    public static Path beside(Path secret) {
        Path absolute = secret.toAbsolutePath().normalize();
        Path file = Path.of(absolute.toString().replaceFirst("\\.secret\\.json$", ".pgpass"));
        try {
            Credentials credentials = SecretFile.read(absolute);
            Files.deleteIfExists(file);
            SecretFile.createPrivate(file, line("*", credentials.username(), credentials.password()));
            return file;
        } catch (IOException e) {
            throw new EnvironmentException("Cannot write the password file %s: %s".formatted(file, e), e);
        }
    }

    /**
     * Writes a new one.
     *
     * @param lines each of {@link #line}
     * @throws IOException if it cannot be written
     */
    public static Path create(Path file, List<String> lines) throws IOException {
        SecretFile.createPrivate(file, String.join("", lines));
        return file;
    }

    /** The line of a role in a database of that name; {@code *} is any. */
    public static String line(String database, String username, String password) {
        return "*:*:%s:%s:%s%n"
                .formatted(database.equals("*") ? database : escaped(database), escaped(username), escaped(password));
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace(":", "\\:");
    }
}
