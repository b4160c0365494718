package com.terrifictotes.dimension;

import com.terrifictotes.change.ValueType;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** Flink's descriptions of what flows between the operators here. */
public final class DimensionTypes {

    /** Of {@link FactYear}. */
    public static final TypeInformation<FactYear> FACT_YEAR =
            new ValueType<>(FactYear.class, FactYearSerializer.INSTANCE);

    private DimensionTypes() {}
}
