package com.terrifictotes.change;

import org.apache.flink.api.common.typeinfo.TypeInformation;

/** Flink's descriptions of what flows between the operators. */
public final class ChangeTypes {

    /** Of {@link ChangeKey}. */
    public static final TypeInformation<ChangeKey> CHANGE_KEY =
            new ValueType<>(ChangeKey.class, ChangeKeySerializer.INSTANCE);

    /** Of {@link RowVersion}. */
    public static final TypeInformation<RowVersion> ROW_VERSION =
            new ValueType<>(RowVersion.class, RowVersionSerializer.INSTANCE);

    /** Of {@link Change}. */
    public static final TypeInformation<Change> CHANGE = new ValueType<>(Change.class, ChangeSerializer.INSTANCE);

    /** Of {@link StarRow}. */
    public static final TypeInformation<StarRow> STAR_ROW = new ValueType<>(StarRow.class, StarRowSerializer.INSTANCE);

    /** Of {@link RowCount}. */
    public static final TypeInformation<RowCount> ROW_COUNT =
            new ValueType<>(RowCount.class, RowCountSerializer.INSTANCE);

    private ChangeTypes() {}
}
