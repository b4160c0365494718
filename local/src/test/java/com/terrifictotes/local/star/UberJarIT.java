package com.terrifictotes.local.star;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is in the jar for the service, and what must not be. */
class UberJarIT {

    private static final long MOST_BYTES = 100_000_000;

    /** The service has them, or the job must do without them; flink-parquet is a library of the job. */
    private static final Pattern FORBIDDEN = Pattern.compile("""
            org/apache/flink/(?!formats/parquet/)\
            |org/apache/hadoop/|org/slf4j/|org/apache/log4j/|org/apache/logging/|ch/qos/logback/|org/apache/commons/logging/\
            |javax/annotation/|edu/umd/cs/findbugs/|org/rocksdb/|com/esotericsoftware/|org/xerial/snappy/\
            |org/apache/http/|io/netty/|com/google/protobuf/|software/amazon/awssdk/http/(apache|nio)/\
            |com/terrifictotes/(local|service)/|org/junit/|org/assertj/""");

    private static final Pattern SIGNATURES = Pattern.compile("META-INF/[^/]+\\.(SF|DSA|RSA)");

    private JarFile jar;

    @BeforeEach
    void open() throws IOException {
        jar = new JarFile(ServiceProcess.uberJar().toFile());
    }

    @AfterEach
    void close() throws IOException {
        jar.close();
    }

    @Test
    void theServiceFindsTheProgram() throws IOException {
        assertThat(jar.getManifest().getMainAttributes().getValue("Main-Class"))
                .isEqualTo("com.terrifictotes.job.Main");
        assertThat(names()).contains("com/terrifictotes/job/Main.class");
    }

    @Test
    void nothingIsInItThatTheServiceHas() {
        assertThat(names()).noneMatch(name -> FORBIDDEN.matcher(name).lookingAt());
    }

    @Test
    void itIsNotSignedByAnybodyAndNothingIsInItTwice() {
        assertThat(names())
                .noneMatch(name -> SIGNATURES.matcher(name).matches() || name.endsWith("module-info.class"))
                .doesNotHaveDuplicates();
    }

    @Test
    void everyServiceThatALibraryOffersIsThere() throws IOException {
        for (String name : names()) {
            if (name.startsWith("META-INF/services/")) {
                assertThat(names()).as(name).containsAll(classes(name));
            }
        }
        assertThat(classes("META-INF/services/java.sql.Driver")).containsExactly("org/postgresql/Driver.class");
    }

    @Test
    void itBringsTheLicencesOfWhatIsInIt() throws IOException {
        assertThat(text("META-INF/LICENSE")).contains("Apache License");
        assertThat(text("META-INF/NOTICE")).contains("Apache Flink", "Jackson");
    }

    /** The list is not written by a build with -Dquick. */
    @Test
    void theListOfWhatIsInItIsTrue() throws IOException {
        Path list = Path.of(ServiceProcess.uberJar()
                .toString()
                .replaceFirst("-uber\\.jar$", Matcher.quoteReplacement("-sbom.json")));
        assumeThat(list).exists();
        Set<String> packed = classes(ServiceProcess.uberJar());
        Set<String> listed = new TreeSet<>();

        for (JsonNode component : new ObjectMapper().readTree(list.toFile()).get("components")) {
            Set<String> own = classes(library(component));
            assertThat(own)
                    .as("classes of " + component.get("purl") + ", of which the jar has some")
                    .anyMatch(packed::contains);
            listed.addAll(own);
        }

        assertThat(packed)
                .as("in a library of the list")
                .allMatch(name -> name.startsWith("com/terrifictotes/") || listed.contains(name));
    }

    @Test
    void itIsSmall() throws IOException {
        assertThat(Files.size(ServiceProcess.uberJar())).isLessThan(MOST_BYTES);
    }

    /** The jar of a component, on the class path of this test. */
    private static Path library(JsonNode component) {
        String file = "%s-%s.jar"
                .formatted(
                        component.get("name").textValue(),
                        component.get("version").textValue());
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(path -> path.endsWith(file))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + file + " on the class path"));
    }

    private static Set<String> classes(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.endsWith(".class"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** Without folders. */
    private List<String> names() {
        return jar.stream()
                .filter(entry -> !entry.isDirectory())
                .map(ZipEntry::getName)
                .toList();
    }

    /** The files of the classes that a file of META-INF/services names. */
    private List<String> classes(String services) throws IOException {
        return text(services)
                .lines()
                .map(line -> line.replaceFirst("#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .map(line -> line.replace('.', '/') + ".class")
                .toList();
    }

    private String text(String name) throws IOException {
        return new String(jar.getInputStream(jar.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
    }
}
