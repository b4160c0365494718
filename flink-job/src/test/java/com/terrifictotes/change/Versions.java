package com.terrifictotes.change;

import com.terrifictotes.catalog.Column;
import com.terrifictotes.catalog.ColumnType;
import com.terrifictotes.catalog.ColumnType.Kind;
import com.terrifictotes.catalog.Row;
import com.terrifictotes.catalog.RowBuilder;
import com.terrifictotes.catalog.TableSchema;
import java.util.List;

/** Row versions for tests. */
final class Versions {

    static final TableSchema CURRENCY = new TableSchema(
            "currency",
            List.of(
                    Column.of("currency_id", ColumnType.of(Kind.INT32), false),
                    Column.of("currency_code", ColumnType.of(Kind.TEXT), true)),
            List.of("currency_id"));

    static final long FIRST_CUT = 1_731_680_452_186L;
    static final long LATER_CUT = FIRST_CUT + 1;

    private Versions() {}

    static Row currency(int id, String code) {
        return new RowBuilder().int32(id).text(code).build();
    }

    static RowVersion seen(long cut, Row row) {
        return new RowVersion(ChangeKey.of(CURRENCY, row), cut, 4_294_967_295L, row);
    }

    /** That a row is gone. */
    static RowVersion gone(long cut, int id) {
        Row row = new RowBuilder().int32(id).nothing().build();
        return RowVersion.gone(ChangeKey.of(CURRENCY, row), cut, row);
    }
}
