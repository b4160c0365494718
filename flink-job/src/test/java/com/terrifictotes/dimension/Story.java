package com.terrifictotes.dimension;

import com.terrifictotes.catalog.Row;
import com.terrifictotes.catalog.RowBuilder;
import com.terrifictotes.catalog.TableSchema;
import com.terrifictotes.catalog.Totesys;
import com.terrifictotes.change.Change;
import com.terrifictotes.change.ChangeKey;
import com.terrifictotes.change.Operation;
import com.terrifictotes.change.RowVersion;
import com.terrifictotes.change.StarRow;
import org.jspecify.annotations.Nullable;

/** What happens in totesys on one day, and what the star says of it, in words. */
final class Story {

    static final String NINE = "2024-11-15 09:00:00";

    private Story() {}

    /** The instant of a cut: so many minutes past ten, in milliseconds. */
    static long cut(int minute) {
        return micros(time(minute)) / 1000;
    }

    static String time(int minute) {
        return "2024-11-15 10:%02d:00".formatted(minute);
    }

    static long micros(String timestamp) {
        return Totesys.micros(timestamp);
    }

    static Change staff(int id, @Nullable String name, int department, String lastUpdated, int number, long cut) {
        return insertOrUpdate(
                Totesys.STAFF,
                number,
                cut,
                Totesys.row(
                        Totesys.STAFF,
                        "staff_id",
                        id,
                        "first_name",
                        name,
                        "last_name",
                        "O'Keefe",
                        "department_id",
                        department,
                        "email_address",
                        name + "@totes",
                        "created_at",
                        NINE,
                        "last_updated",
                        lastUpdated));
    }

    static Change department(int id, @Nullable String name, String lastUpdated, int number, long cut) {
        return insertOrUpdate(
                Totesys.DEPARTMENT,
                number,
                cut,
                Totesys.row(
                        Totesys.DEPARTMENT,
                        "department_id",
                        id,
                        "department_name",
                        name,
                        "location",
                        "Leeds",
                        "manager",
                        "manager as of change " + number,
                        "created_at",
                        NINE,
                        "last_updated",
                        lastUpdated));
    }

    static Change design(int id, @Nullable String name, String lastUpdated, int number, long cut) {
        return insertOrUpdate(
                Totesys.DESIGN,
                number,
                cut,
                Totesys.row(
                        Totesys.DESIGN,
                        "design_id",
                        id,
                        "design_name",
                        name,
                        "file_location",
                        "/usr",
                        "file_name",
                        "tote.json",
                        "created_at",
                        NINE,
                        "last_updated",
                        lastUpdated));
    }

    static Change address(int id, @Nullable String city, int number, long cut) {
        return insertOrUpdate(
                Totesys.ADDRESS,
                number,
                cut,
                Totesys.row(
                        Totesys.ADDRESS,
                        "address_id",
                        id,
                        "address_line_1",
                        "1 High Street",
                        "city",
                        city,
                        "postal_code",
                        "01138",
                        "country",
                        "Wales",
                        "phone",
                        "1803 637401",
                        "created_at",
                        NINE,
                        "last_updated",
                        NINE));
    }

    static Change deleted(TableSchema table, int id, int number, long cut) {
        Row key = Totesys.row(table, table.primaryKey().get(0), id);
        return new Change(Operation.DELETE, number, RowVersion.gone(ChangeKey.of(table, key), cut, key));
    }

    static Change insertOrUpdate(TableSchema table, int number, long cut, Row row) {
        Operation operation = number == 1 ? Operation.INSERT : Operation.UPDATE;
        return new Change(operation, number, new RowVersion(ChangeKey.of(table, row), cut, 700, row));
    }

    static StarRow staffVersion(
            int id, String name, String department, int version, String from, boolean isDeleted, long cut) {
        Row row = new RowBuilder()
                .int32(id)
                .text(name)
                .text("O'Keefe")
                .text(department)
                .text("Leeds")
                .text(name + "@totes")
                .int32(version)
                .timestamp(micros(from))
                .bool(isDeleted)
                .build();
        return new StarRow("dim_staff", cut, row);
    }

    static StarRow designVersion(int id, String name, int version, String from, boolean isDeleted, long cut) {
        Row row = new RowBuilder()
                .int32(id)
                .text(name)
                .text("/usr")
                .text("tote.json")
                .int32(version)
                .timestamp(micros(from))
                .bool(isDeleted)
                .build();
        return new StarRow("dim_design", cut, row);
    }

    static StarRow quarantined(
            String table, int key, int number, String column, @Nullable String value, String reason, long cut) {
        RowBuilder row = new RowBuilder()
                .text(table)
                .text(Integer.toString(key))
                .int32(number)
                .text(column)
                .timestamp(cut * 1000);
        return new StarRow(
                "quarantine",
                cut,
                (value == null ? row.nothing() : row.text(value)).text(reason).build());
    }
}
