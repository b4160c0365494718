package com.terrifictotes.sql;

import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.connector.sink.DynamicTableSink;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.factories.DynamicTableSinkFactory;
import org.apache.flink.table.factories.DynamicTableSourceFactory;

/**
 * A connector of Flink whose tables are read, and never written: whoever tries is told so. It has the connector's own name,
 * under which Flink finds no other one here: those that write are not among the libraries' services.
 */
public abstract class OnlyRead implements DynamicTableSourceFactory, DynamicTableSinkFactory {

    /** Says that the tables are a program's own, which nobody else names: {@code totes sql} never says so. */
    private static final boolean IS_OWN = Boolean.getBoolean("totes.sql.own-tables");

    private final DynamicTableSourceFactory connector;

    OnlyRead(DynamicTableSourceFactory connector) {
        this.connector = connector;
    }

    @Override
    public final String factoryIdentifier() {
        return connector.factoryIdentifier();
    }

    @Override
    public final Set<ConfigOption<?>> requiredOptions() {
        return connector.requiredOptions();
    }

    @Override
    public final Set<ConfigOption<?>> optionalOptions() {
        return connector.optionalOptions();
    }

    @Override
    public final Set<ConfigOption<?>> forwardOptions() {
        return connector.forwardOptions();
    }

    @Override
    public final DynamicTableSource createDynamicTableSource(Context table) {
        return connector.createDynamicTableSource(table);
    }

    /** @throws ValidationException unless the tables are the program's own */
    @Override
    public final DynamicTableSink createDynamicTableSink(Context table) {
        if (IS_OWN && connector instanceof DynamicTableSinkFactory sinks) {
            return sinks.createDynamicTableSink(table);
        }
        throw new ValidationException("Cannot write %s: totes sql only reads"
                .formatted(table.getObjectIdentifier().asSummaryString()));
    }
}
