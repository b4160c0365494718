package com.terrifictotes.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.terrifictotes.catalog.Column;
import com.terrifictotes.catalog.ColumnType;
import com.terrifictotes.catalog.ColumnType.Kind;
import com.terrifictotes.catalog.SourceCatalog;
import com.terrifictotes.catalog.TableSchema;
import com.terrifictotes.change.Change;
import com.terrifictotes.lake.ProcessedZone;
import com.terrifictotes.lake.RawZone;
import com.terrifictotes.reconcile.Audit;
import com.terrifictotes.reconcile.Sides;
import com.terrifictotes.source.ReadingOptions;
import com.terrifictotes.source.TotesysSource;
import com.terrifictotes.warehouse.QuarantineLimit;
import com.terrifictotes.warehouse.WarehouseSink;
import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.java.typeutils.runtime.kryo.KryoSerializer;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

class PipelineTest {

    /** Whatever else code sets, the managed service refuses to run from its runtime 2.2 on. */
    private static final Set<String> ALLOWED_BY_THE_SERVICE = Set.of(
            "execution.runtime-mode",
            "pipeline.auto-generate-uids",
            "pipeline.auto-watermark-interval",
            "pipeline.cached-files",
            "pipeline.classpaths",
            "pipeline.closure-cleaner-level",
            "pipeline.force-avro",
            "pipeline.force-kryo",
            "pipeline.generic-types",
            "pipeline.global-job-parameters",
            "pipeline.jars",
            "pipeline.jobvertex-parallelism-overrides",
            "pipeline.max-parallelism",
            "pipeline.name",
            "pipeline.object-reuse",
            "pipeline.operator-chaining.enabled",
            "pipeline.operator-chaining.chain-operators-with-different-max-parallelism",
            "pipeline.serialization-config",
            "pipeline.vertex-description-mode",
            "pipeline.vertex-name-include-index-prefix",
            "pipeline.watermark-alignment.allow-unaligned-source-splits");

    @Test
    void withoutAStarTheJourneyEndsInTheRawZone() throws Exception {
        try (StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment()) {
            new Pipeline(totesys(), tables(), rawZone(), null, null).build(environment);

            assertThat(environment.getStreamGraph(false).getStreamNodes())
                    .extracting(StreamNode::getOperatorName)
                    .containsExactlyInAnyOrder(
                            "Source: totesys", "changes", "counts", "raw zone: Writer", "raw zone: Committer");
        }
    }

    @Test
    void theJourneyHasStepsThatPeopleKnowByName() throws Exception {
        assertThat(nodes())
                .extracting(StreamNode::getOperatorName)
                .containsExactlyInAnyOrder(
                        "Source: totesys",
                        "changes",
                        "counts",
                        "raw zone: Writer",
                        "raw zone: Committer",
                        "facts",
                        "years",
                        "calendar",
                        "dimensions",
                        "sides",
                        "joined dimensions",
                        "star",
                        "processed zone: Writer",
                        "processed zone: Committer",
                        "warehouse: Writer",
                        "warehouse: publish",
                        "warehouse: Committer",
                        "audit");
    }

    @Test
    void aRowOfTheStarIsSentToOneTaskThatHasAllItsWriters() throws Exception {
        try (StreamExecutionEnvironment environment = built()) {
            JobGraph graph = environment.getStreamGraph(false).getJobGraph();

            assertThat(graph.getVertices())
                    .extracting(JobVertex::getName)
                    .filteredOn(name -> name.contains("zone: Writer") || name.contains("warehouse: Writer"))
                    .hasSize(2)
                    .anyMatch(name -> name.startsWith("changes -> ") && name.contains("raw zone: Writer"))
                    .anyMatch(name -> name.startsWith("star -> ")
                            && name.contains("processed zone: Writer")
                            && name.contains("warehouse: Writer"));
        }
    }

    @Test
    void everyOperatorFindsItsStateByAUidOfItsOwn() throws Exception {
        assertThat(nodes())
                .extracting(StreamNode::getTransformationUID)
                .doesNotContainNull()
                .doesNotHaveDuplicates()
                .contains(
                        "totesys",
                        "changes",
                        "counts",
                        "facts",
                        "years",
                        "calendar",
                        "dimensions",
                        "sides",
                        "joined-dimensions",
                        "star",
                        "audit");
    }

    @Test
    void nothingIsSerializedByKryoBetweenOperatorsOrAsAKey() throws Exception {
        assertThat(nodes().stream().flatMap(PipelineTest::serializers))
                .isNotEmpty()
                .noneMatch(KryoSerializer.class::isInstance);
    }

    @Test
    void keysAreSpreadOverTheSameGroupsForEver() throws Exception {
        try (StreamExecutionEnvironment environment = built()) {
            assertThat(environment.getMaxParallelism()).isEqualTo(128);
        }
    }

    @Test
    void aTypeThatWouldNeedKryoIsRefused() throws Exception {
        try (StreamExecutionEnvironment environment = built()) {
            assertThatThrownBy(() -> TypeInformation.of(Object.class)
                            .createSerializer(environment.getConfig().getSerializerConfig()))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessageContaining("Generic types have been disabled");
        }
    }

    @Test
    void theServiceAllowsAllThatIsSet() {
        assertThat(changed()).isNotEmpty().isSubsetOf(ALLOWED_BY_THE_SERVICE);
    }

    @Test
    void whatIsThePlatformsToSayIsLeftToIt() {
        assertThat(changed())
                .noneMatch(
                        key -> key.matches(
                                "parallelism.*|execution\\.checkpointing.*|state\\..*|restart-strategy.*|execution\\.state-recovery.*"));
    }

    /** The keys that the code of the job configures, whatever way it does. */
    private static Set<String> changed() {
        StreamExecutionEnvironment untouched = StreamExecutionEnvironment.getExecutionEnvironment();
        Map<String, String> before = new HashMap<>(configuration(untouched));
        Map<String, String> after = new HashMap<>(configuration(built()));
        assertThat(after)
                .as("nothing is taken back")
                .containsKeys(before.keySet().toArray(String[]::new));
        after.entrySet().removeAll(before.entrySet());
        return after.keySet();
    }

    private static Map<String, String> configuration(StreamExecutionEnvironment environment) {
        return environment.getConfiguration().toMap();
    }

    @Test
    void theSourceTravelsToTheTasks() throws Exception {
        try (ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream())) {
            out.writeObject(totesys());
        }
    }

    private static Collection<StreamNode> nodes() throws Exception {
        try (StreamExecutionEnvironment environment = built()) {
            StreamGraph graph = environment.getStreamGraph(false);
            return graph.getStreamNodes();
        }
    }

    private static Stream<TypeSerializer<?>> serializers(StreamNode node) {
        return Stream.of(
                        Arrays.stream(node.getTypeSerializersIn()),
                        Stream.ofNullable(node.getTypeSerializerOut()),
                        Stream.ofNullable(node.getStateKeySerializer()))
                .flatMap(serializers -> serializers);
    }

    private static StreamExecutionEnvironment built() {
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        new Pipeline(totesys(), tables(), rawZone(), null, star()).build(environment);
        return environment;
    }

    private static Sink<Change> rawZone() {
        return RawZone.sink(new Path("file:///nowhere/raw"), tables(), 1_000_000);
    }

    private static Star star() {
        return new Star(
                tables(),
                Map.of(
                        "processed zone",
                        ProcessedZone.sink(new Path("file:///nowhere/processed"), 1_000_000),
                        "warehouse",
                        WarehouseSink.of(database(), "totes", QuarantineLimit.none())),
                new Audit(new Sides(database(), "public", Set.of(), database(), "totes"), Duration.ofHours(1)));
    }

    private static PostgresDatabase database() {
        return new PostgresDatabase(
                new PostgresUrl(SettingsJson.URL),
                SecretReference.of(SettingsJson.SECRET),
                new Timeouts(Duration.ofMinutes(2), Duration.ofSeconds(10)));
    }

    private static TotesysSource totesys() {
        ReadingOptions options = new ReadingOptions(
                "public",
                Set.of(),
                false,
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                Duration.ofMinutes(30),
                250_000,
                200_000,
                Duration.ofHours(1),
                Duration.ofMinutes(5));
        return new TotesysSource(database(), new SourceCatalog("public", tables()), options);
    }

    private static List<TableSchema> tables() {
        Column id = Column.of("design_id", ColumnType.of(Kind.INT32), false);
        return List.of(new TableSchema("design", List.of(id), List.of("design_id")));
    }
}
