package com.terrifictotes.local.rebuild;

import com.terrifictotes.catalog.TableSchema;
import com.terrifictotes.change.Change;
import com.terrifictotes.local.lake.RawChanges;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.lib.util.IteratorSourceEnumerator;
import org.apache.flink.api.connector.source.lib.util.IteratorSourceReader;
import org.apache.flink.api.connector.source.lib.util.IteratorSourceSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * {@link KeptChanges} as a source, read by one reader of this JVM. It begins again when it is restored: a job that fails is
 * to fail for good.
 */
final class RawZoneSource implements Source<Change, RawZoneSource.Split, Collection<RawZoneSource.Split>> {

    private static final long serialVersionUID = 1;

    private final URI zone;
    private final String room;
    private final List<TableSchema> tables;
    private final Instant upTo;

    /** @param room a folder for what reading needs */
    RawZoneSource(URI zone, Path room, List<TableSchema> tables, Instant upTo) {
        this.zone = zone;
        this.room = room.toString();
        this.tables = List.copyOf(tables);
        this.upTo = upTo;
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.BOUNDED;
    }

    @Override
    public SplitEnumerator<Split, Collection<Split>> createEnumerator(SplitEnumeratorContext<Split> context) {
        return new IteratorSourceEnumerator<>(context, List.of(new Split(this)));
    }

    @Override
    public SplitEnumerator<Split, Collection<Split>> restoreEnumerator(
            SplitEnumeratorContext<Split> context, Collection<Split> checkpoint) {
        return new IteratorSourceEnumerator<>(context, checkpoint);
    }

    @Override
    public SourceReader<Change, Split> createReader(SourceReaderContext context) {
        return new IteratorSourceReader<>(context);
    }

    @Override
    public SimpleVersionedSerializer<Split> getSplitSerializer() {
        return new SplitOfSource(this);
    }

    @Override
    public SimpleVersionedSerializer<Collection<Split>> getEnumeratorCheckpointSerializer() {
        return new SplitsOfSource(this);
    }

    List<TableSchema> tables() {
        return tables;
    }

    private KeptChanges read() {
        RawChanges raw = RawChanges.open(zone, Path.of(room));
        return KeptChanges.read(raw, tables, upTo, raw::close);
    }

    /** All of it. */
    record Split(RawZoneSource source) implements IteratorSourceSplit<Change, KeptChanges> {

        @Override
        public String splitId() {
            return "raw zone";
        }

        @Override
        public KeptChanges getIterator() {
            return source.read();
        }

        @Override
        public Split getUpdatedSplitForIterator(KeptChanges changes) {
            return this;
        }
    }

    /** There is one split, and everybody knows it. */
    private record SplitOfSource(RawZoneSource source) implements SimpleVersionedSerializer<Split> {

        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(Split split) {
            return new byte[0];
        }

        @Override
        public Split deserialize(int version, byte[] serialized) {
            return new Split(source);
        }
    }

    /** The splits nobody reads yet: one or none. */
    private record SplitsOfSource(RawZoneSource source) implements SimpleVersionedSerializer<Collection<Split>> {

        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(Collection<Split> splits) {
            return new byte[splits.size()];
        }

        @Override
        public Collection<Split> deserialize(int version, byte[] serialized) {
            return serialized.length == 0 ? List.of() : List.of(new Split(source));
        }
    }
}
