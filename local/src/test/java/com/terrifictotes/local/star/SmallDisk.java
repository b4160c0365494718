package com.terrifictotes.local.star;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A file system of a few megabytes that can be filled. Root may mount it, and who may be root without a password; for anybody
 * else the test is skipped, but where {@code CI} is set: there it fails.
 */
final class SmallDisk implements AutoCloseable {

    private static final int MEBIBYTE = 1 << 20;

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** Mounts one there, in memory. */
    static SmallDisk at(Path folder, int mebibytes) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Object user = Files.getAttribute(folder, "unix:uid");
        String[] mount = {
            "mount",
            "-t",
            "tmpfs",
            "-o",
            "size=%dm,uid=%s,mode=0755".formatted(mebibytes, user),
            "tmpfs",
            folder.toString()
        };
        boolean isMounted = asRoot(mount);
        String why = "only root may mount a small file system, so there is no disk that can be filled";
        if (System.getenv("CI") == null) {
            assumeThat(isMounted).as(why).isTrue();
        }
        assertThat(isMounted).as(why).isTrue();
        return new SmallDisk(folder);
    }

    Path folder() {
        return folder;
    }

    /** Writes until there is no space left. */
    void fill() throws IOException {
        byte[] block = new byte[MEBIBYTE / 16];
        try (OutputStream ballast = Files.newOutputStream(ballast())) {
            while (folder.toFile().getUsableSpace() > 0) {
                ballast.write(
                        block, 0, (int) Math.min(block.length, folder.toFile().getUsableSpace()));
            }
        }
    }

    /** Gives the space back. */
    void clear() throws IOException {
        Files.delete(ballast());
    }

    @Override
    public void close() throws IOException, InterruptedException {
        asRoot("umount", "--lazy", folder.toString());
    }

    private Path ballast() {
        return folder.resolve("ballast");
    }

    private static boolean asRoot(String... command) throws IOException, InterruptedException {
        List<String> askingNobody = new ArrayList<>(List.of("sudo", "-n"));
        askingNobody.addAll(List.of(command));
        return run(command) == 0 || run(askingNobody.toArray(String[]::new)) == 0;
    }

    private static int run(String... command) throws IOException, InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            return process.waitFor(10, TimeUnit.SECONDS) ? process.exitValue() : -1;
        } catch (IOException e) {
            return -1;
        }
    }
}
