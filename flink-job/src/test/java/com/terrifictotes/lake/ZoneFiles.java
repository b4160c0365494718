package com.terrifictotes.lake;

import com.terrifictotes.catalog.TableSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.local.LocalDataOutputStream;

/** Files of a zone for tests. */
final class ZoneFiles {

    private ZoneFiles() {}

    /** Writes elements to one file, as the sink does. */
    static <E> void write(Path file, ZoneFormat<E> format, List<TableSchema> tables, Iterable<E> elements)
            throws IOException {
        try (LocalDataOutputStream stream = new LocalDataOutputStream(file.toFile())) {
            write(stream, format, tables, elements);
        }
    }

    /** Writes elements as one file. */
    static <E> void write(
            FSDataOutputStream stream, ZoneFormat<E> format, List<TableSchema> tables, Iterable<E> elements)
            throws IOException {
        ZoneFileFactory<E> factory = new ZoneFileFactory<>("the lake", format, tables, Long.MAX_VALUE, new FullFiles());
        BulkWriter<E> writer = factory.create(stream);
        for (E element : elements) {
            writer.addElement(element);
        }
        writer.finish();
    }

    /** The files that a reader of the zone sees. */
    static List<Path> visible(Path zone) throws IOException {
        try (Stream<Path> paths = Files.walk(zone)) {
            return paths.filter(Files::isRegularFile)
                    .filter(path -> !path.getFileName().toString().startsWith("."))
                    .toList();
        }
    }
}
