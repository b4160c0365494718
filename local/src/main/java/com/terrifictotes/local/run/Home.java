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
        Path home = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(home);
            Path file = home.resolve("lock");
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                String owner = Files.readString(file).strip();
                channel.close();
                throw new UsageException(
                        "Cannot use %s: another totes (process %s) is running on it, expected that one to be stopped first, or another --home"
                                .formatted(home, owner));
            }
            writeOwner(channel);
            return new Home(home, channel);
        } catch (IOException e) {
            throw new EnvironmentException("Cannot use %s as home: %s".formatted(home, e), e);
        }
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

    Path settings() {
        return folder.resolve("settings.json");
    }

    /** Where the server of totesys keeps the password of the one who may only read. */
    Path totesysSecret() {
        return postgres("totesys.totes_reader.secret.json");
    }

    Path log() {
        return log(folder);
    }

    static Path log(Path home) {
        return home.toAbsolutePath().normalize().resolve("totes.log");
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
