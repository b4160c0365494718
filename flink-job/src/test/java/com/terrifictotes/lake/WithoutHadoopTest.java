package com.terrifictotes.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service's class path has no Hadoop: files are written all the same. */
class WithoutHadoopTest {

    @TempDir
    Path folder;

    @Test
    void filesOfBothZonesAreWrittenWhereThereIsNoClassOfHadoop() throws Exception {
        Path raw = folder.resolve("raw.parquet");
        Path processed = folder.resolve("processed.parquet");
        try (URLClassLoader loader =
                new URLClassLoader(classPathWithoutHadoop(), ClassLoader.getPlatformClassLoader())) {
            assertThatThrownBy(() -> loader.loadClass("org.apache.hadoop.conf.Configuration"))
                    .isInstanceOf(ClassNotFoundException.class);
            loader.loadClass(WithoutHadoop.class.getName())
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) new String[] {raw.toString(), processed.toString()});
        }

        assertThat(DuckDb.query("SELECT count(*), sum(payment_id) FROM '%s'".formatted(raw)))
                .containsExactly("3|6");
        assertThat(DuckDb.query("SELECT count(*), max(payment_amount) FROM '%s'".formatted(processed)))
                .containsExactly("4|99999999.99");
    }

    private static URL[] classPathWithoutHadoop() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !new File(entry).getName().startsWith("hadoop-"))
                .map(WithoutHadoopTest::url)
                .toArray(URL[]::new);
    }

    private static URL url(String entry) {
        try {
            return new File(entry).toURI().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }
}
