package com.terrifictotes.change;

import java.io.IOException;
import java.util.List;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Writing a value between two operators, or into state, and reading it back: a wide row, and a narrow one. */
@State(Scope.Benchmark)
@OperationsPerInvocation(Trade.ROWS)
@SuppressWarnings("NullAway.Init") // JMH makes the object, then sets it up.
public class SerializersBenchmark {

    private final DataOutputSerializer out = new DataOutputSerializer(1024);
    private final DataInputDeserializer in = new DataInputDeserializer();

    @Param({"sales_order", "transaction"})
    private String table;

    private Trade trade;
    private List<RowVersion> versions;
    private List<KnownRow> known;

    @Setup
    public void trade() {
        trade = Trade.in(table);
        versions = trade.versions();
        known = versions.stream()
                .map(version -> new KnownRow(Fingerprint.of(version.row()), version.cut(), 1))
                .toList();
    }

    @Benchmark
    public void rowVersion(Blackhole blackhole) throws IOException {
        writeAndRead(RowVersionSerializer.INSTANCE, versions, blackhole);
    }

    @Benchmark
    public void change(Blackhole blackhole) throws IOException {
        writeAndRead(ChangeSerializer.INSTANCE, trade.changes(), blackhole);
    }

    @Benchmark
    public void starRow(Blackhole blackhole) throws IOException {
        writeAndRead(StarRowSerializer.INSTANCE, trade.starRows(), blackhole);
    }

    @Benchmark
    public void knownRow(Blackhole blackhole) throws IOException {
        writeAndRead(KnownRowSerializer.INSTANCE, known, blackhole);
    }

    private <T> void writeAndRead(ValueSerializer<T> serializer, List<T> values, Blackhole blackhole)
            throws IOException {
        for (T value : values) {
            out.clear();
            serializer.serialize(value, out);
            in.setBuffer(out.getSharedBuffer(), 0, out.length());
            blackhole.consume(serializer.deserialize(in));
        }
    }
}
