package com.terrifictotes.local.run;

import com.terrifictotes.local.EnvironmentException;
import com.terrifictotes.local.UsageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The folder that holds everything a local pipeline writes. One living program at a time has it; from a dead one the
 * operating system takes it.
 */
final class Home implements AutoCloseable {

    private final Path folder;
    private final FileChannel lock;

    private Home(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Takes the home, making it if there is none.
     *
     * @throws UsageException if another program has it
     * @throws EnvironmentException if it cannot be written
     */
    static Home take(Path folder) {
        return tryTake(folder).orElseThrow(() -> inUse(folder));
    }

    /**
     * Takes the home, making it if there is none; empty if another program has it.
     *
     * @throws EnvironmentException if it cannot be written
     */
    static Optional<Home> tryTake(Path folder) {
        Path home = absolute(folder);
        try {
            Files.createDirectories(home);
            FileChannel channel = FileChannel.open(
                    lockIn(home), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                return Optional.empty();
            }
            writeOwner(channel);
            return Optional.of(new Home(home, channel));
        } catch (IOException e) {
            throw new EnvironmentException("Cannot use %s as home: %s".formatted(home, e), e);
        }
    }

    private static UsageException inUse(Path folder) {
        Path home = absolute(folder);
        try {
            String owner = Files.readString(lockIn(home)).strip();
            return new UsageException(
                    "Cannot use %s: another totes (process %s) is running on it, expected that one to be stopped first, or another --home"
                            .formatted(home, owner));
        } catch (IOException e) {
            throw new EnvironmentException("Cannot use %s as home: %s".formatted(home, e), e);
        }
    }

    /** Whether a run ever made databases there. */
    static boolean isMade(Path folder) {
        return Files.isDirectory(absolute(folder).resolve("postgres"));
    }

    /** Where a run on a home writes the settings of its pipeline, as every deployment has them. */
    static Path settings(Path folder) {
        return absolute(folder).resolve("settings.json");
    }

    private static Path absolute(Path folder) {
        return folder.toAbsolutePath().normalize();
    }

    private static Path lockIn(Path home) {
        return home.resolve("lock");
    }

    /**
     * Says which pipeline lives here, once and for all: another one's state would be nonsense to it.
     *
     * @throws UsageException if it is another one's home
     */
    void belongTo(String pipeline) {
        Path file = folder.resolve("pipeline");
        try {
            if (!Files.exists(file)) {
                Files.writeString(file, pipeline);
            }
            String owner = Files.readString(file);
            if (!owner.equals(pipeline)) {
                throw new UsageException(
                        "Cannot use %s for the pipeline %s: it belongs to the pipeline %s, expected another --home"
                                .formatted(folder, pipeline, owner));
            }
        } catch (IOException e) {
            throw new EnvironmentException("Cannot use %s as home: %s".formatted(folder, e), e);
        }
    }

    Path folder() {
        return folder;
    }

    Path postgres(String name) {
        return folder.resolve("postgres").resolve(name);
    }

    Path flink() {
        return folder.resolve("flink");
    }

    Path rawZone() {
        return folder.resolve("lake").resolve("raw");
    }

    Path processedZone() {
        return folder.resolve("lake").resolve("processed");
    }

    Path settings() {
        return settings(folder);
    }

    /** Deletes the settings: what they say of ports is true as long as the databases run. */
    void forgetSettings() {
        try {
            Files.deleteIfExists(settings());
        } catch (IOException e) {
            throw new EnvironmentException("Cannot delete %s: %s".formatted(settings(), e), e);
        }
    }

    /** Where the server of totesys keeps the password of the one who may only read. */
    Path totesysSecret() {
        return postgres("totesys.totes_reader.secret.json");
    }

    /** Where the server of the warehouse keeps the password of the one who fills it. */
    Path warehouseSecret() {
        return secret(HomeWarehouse.WRITER);
    }

    /** Where the server of the warehouse keeps the password of the one who may only read. */
    Path analystSecret() {
        return analystSecret(folder);
    }

    static Path analystSecret(Path home) {
        return absolute(home).resolve("postgres").resolve("warehouse." + HomeWarehouse.ANALYST + ".secret.json");
    }

    private Path secret(String role) {
        return postgres("warehouse." + role + ".secret.json");
    }

    Path log() {
        return log(folder);
    }

    static Path log(Path home) {
        return absolute(home).resolve("totes.log");
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new EnvironmentException("Cannot give back " + folder, e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static void writeOwner(FileChannel channel) throws IOException {
        String owner = ProcessHandle.current().pid() + System.lineSeparator();
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(owner.getBytes(StandardCharsets.UTF_8)));
        channel.force(true);
    }
}
