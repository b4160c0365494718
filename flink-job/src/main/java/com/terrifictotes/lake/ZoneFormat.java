package com.terrifictotes.lake;

import com.terrifictotes.catalog.Row;
import com.terrifictotes.catalog.TableSchema;
import java.io.Serializable;
import org.apache.parquet.io.api.RecordConsumer;

/**
 * What one zone of the lake is made of. All else about its files (folders, sizes, compression, the columns of their
 * tables) is the same in every zone.
 *
 * @param <E> what is written: one row of a file each
 */
interface ZoneFormat<E> extends Serializable {

    /** What an element is called in messages, with its article. */
    String noun();

    /** The name of the table an element belongs to. */
    String table(E element);

    /** The table whose name the folder of an element has. */
    default String shelf(E element) {
        return table(element);
    }

    /** The folder, in that of the zone, of the folder of an element: empty, or with a slash at its end. */
    default String room(E element) {
        return "";
    }

    /** The instant of the cut that brought an element, milliseconds since 1970-01-01 UTC. */
    long cut(E element);

    /** The values of an element, of the columns of its table. */
    Row row(E element);

    /**
     * The files of a table: its columns, then the zone's own.
     *
     * @throws IllegalArgumentException if the table has a column of a name that the zone gives to its own
     */
    ZoneSchema schema(TableSchema table);

    /**
     * Writes the zone's own columns of an element.
     *
     * @param unfit the fields of the row that were left out because no type of Parquet holds them
     * @param firstOwn where the first of the zone's own columns is in the schema
     */
    void writeOwn(E element, Unfit unfit, int firstOwn, RecordConsumer parquet);
}
