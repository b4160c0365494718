package com.terrifictotes.local.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.plugin.DefaultPluginManager;
import org.apache.flink.core.plugin.PluginDescriptor;

/** Flink's file system for S3, of all Flink in this JVM, as a plugin: as on a cluster, its classes are nobody else's. */
public final class S3FileSystem implements AutoCloseable {

    private static final Path PLUGIN = Path.of("target", "plugins", "s3", "flink-s3-fs-hadoop.jar");

    private S3FileSystem() {}

    /**
     * Makes paths that begin with {@code s3a://} lead through a proxy.
     *
     * @param settings of s3a beside the address and the credentials; the defaults hold for all others
     */
    public static S3FileSystem through(FaultyProxy proxy, Map<String, String> settings) {
        Configuration configuration = new Configuration();
        configuration.setString("s3.endpoint", proxy.address().toString());
        configuration.setString("s3.path.style.access", "true");
        configuration.setString("s3.access-key", "anybody");
        configuration.setString("s3.secret-key", "anything");
        configuration.setString("s3.directory.marker.retention", "keep");
        settings.forEach(configuration::setString);
        FileSystem.initialize(configuration, plugins(configuration));
        return new S3FileSystem();
    }

    /** A folder of the server's bucket. */
    public static URI folder(String name) {
        return URI.create("s3a://" + S3Server.BUCKET + "/" + name);
    }

    /** Copies the visible files below a folder, many at once: there are hundreds of small ones. */
    public static void download(URI folder, Path target) {
        try {
            Map<FileStatus, Path> copies = new HashMap<>();
            find(new org.apache.flink.core.fs.Path(folder), target, copies);
            copies.entrySet().parallelStream().forEach(copy -> copy(copy.getKey(), copy.getValue()));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot download " + folder, e);
        }
    }

    @Override
    public void close() {
        FileSystem.initialize(new Configuration(), null);
    }

    private static void find(org.apache.flink.core.fs.Path from, Path target, Map<FileStatus, Path> copies)
            throws IOException {
        Files.createDirectories(target);
        for (FileStatus status : from.getFileSystem().listStatus(from)) {
            Path copy = target.resolve(status.getPath().getName());
            if (status.isDir()) {
                find(status.getPath(), copy, copies);
            } else {
                copies.put(status, copy);
            }
        }
    }

    private static void copy(FileStatus status, Path target) {
        try (FSDataInputStream in = status.getPath().getFileSystem().open(status.getPath())) {
            Files.copy(in, target);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot download " + status.getPath(), e);
        }
    }

    private static DefaultPluginManager plugins(Configuration configuration) {
        try {
            URL jar = PLUGIN.toAbsolutePath().toUri().toURL();
            PluginDescriptor plugin = new PluginDescriptor("s3", new URL[] {jar}, new String[0]);
            String[] shared = CoreOptions.getPluginParentFirstLoaderPatterns(configuration);
            return new DefaultPluginManager(List.of(plugin), shared);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
