package com.terrifictotes.lake;

import com.terrifictotes.catalog.Row;
import com.terrifictotes.catalog.StarSchema;
import com.terrifictotes.catalog.StarTable;
import com.terrifictotes.catalog.TableSchema;
import com.terrifictotes.change.StarRow;
import java.util.List;
import org.apache.parquet.io.api.RecordConsumer;

/** Rows of the star as they are, and nothing beside them: what they have of their own is in their tables. */
final class ProcessedFormat implements ZoneFormat<StarRow> {

    private static final long serialVersionUID = 1;

    private static final String QUARANTINE = "quarantine/";
    private static final int QUARANTINED_TABLE = StarSchema.QUARANTINE.rows().index(StarTable.QUARANTINED_TABLE);

    @Override
    public String noun() {
        return "a row of the star";
    }

    @Override
    public String table(StarRow row) {
        return row.table();
    }

    /** A line of the quarantine lies with those of the same table of totesys. */
    @Override
    public String shelf(StarRow row) {
        return isQuarantined(row) ? row.row().text(QUARANTINED_TABLE) : row.table();
    }

    @Override
    public String room(StarRow row) {
        return isQuarantined(row) ? QUARANTINE : "";
    }

    private static boolean isQuarantined(StarRow row) {
        return row.table().equals(StarSchema.QUARANTINE.name());
    }

    @Override
    public long cut(StarRow row) {
        return row.cut();
    }

    @Override
    public Row row(StarRow row) {
        return row.row();
    }

    @Override
    public ZoneSchema schema(TableSchema table) {
        return ZoneSchema.of(table, List.of());
    }

    /**
     * Writes nothing.
     *
     * @throws IllegalArgumentException if a field was left out: NULL in its place would be wrong, and what does not fit
     *     belongs into quarantine
     */
    @Override
    public void writeOwn(StarRow row, Unfit unfit, int firstOwn, RecordConsumer parquet) {
        if (!unfit.isEmpty()) {
            throw new IllegalArgumentException(
                    "Cannot write a row of %s: %s, expected values that a type of Parquet holds"
                            .formatted(row.table(), unfit.json()));
        }
    }
}
