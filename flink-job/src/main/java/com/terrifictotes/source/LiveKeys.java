package com.terrifictotes.source;

import com.terrifictotes.catalog.Column;
import com.terrifictotes.catalog.TableSchema;
import com.terrifictotes.change.ChangeKey;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.roaringbitmap.longlong.LongIterator;
import org.roaringbitmap.longlong.Roaring64Bitmap;

/**
 * The keys of a table's rows that are there, as far as anybody was told: every row that was given out and not seen to be
 * gone since, and maybe some that were never given out. Immutable, so threads can share it.
 *
 * <p>Keys of eight bytes, which all are that are one integer, are numbers in a compressed bitmap: a million that follow
 * each other take some bytes, with holes 128 kB. All others are kept as they are, some 50 bytes each and their own.
 */
final class LiveKeys {

    private final String table;
    private final String form;
    /** Never written to once it is here: only then may threads read it together. */
    private final Roaring64Bitmap numbers;

    private final Set<ChangeKey> others;

    /**
     * As {@link LiveKeysSerializer} reads them.
     *
     * @param form of the primary key: keys of two forms are different, whatever is in them
     * @param numbers which nobody else has
     */
    LiveKeys(String table, String form, Roaring64Bitmap numbers, Set<ChangeKey> others) {
        this.table = table;
        this.form = form;
        this.numbers = numbers;
        this.others = Set.copyOf(others);
        numbers.runOptimize();
    }

    /** None of that table. */
    static LiveKeys none(TableSchema table) {
        return new LiveKeys(table.name(), formOf(table), new Roaring64Bitmap(), Set.of());
    }

    /** Those. */
    static LiveKeys of(TableSchema table, KeyCollector keys) {
        return none(table).plus(keys);
    }

    /** Whether a row of the table can have one of these keys. They stay the same when an integer is widened. */
    boolean areOf(TableSchema schema) {
        return table.equals(schema.name()) && form.equals(formOf(schema));
    }

    long size() {
        return numbers.getLongCardinality() + others.size();
    }

    boolean contains(ChangeKey key) {
        return key.isNumber() ? numbers.contains(key.number()) : others.contains(key);
    }

    /** Together with those; the same object if it has them all. */
    LiveKeys plus(KeyCollector more) {
        boolean hasAll = Roaring64Bitmap.andCardinality(numbers, more.numbers())
                        == more.numbers().getLongCardinality()
                && others.containsAll(more.others());
        if (hasAll) {
            return this;
        }
        Set<ChangeKey> all = new HashSet<>(others);
        all.addAll(more.others());
        return new LiveKeys(table, form, Roaring64Bitmap.or(numbers, more.numbers()), all);
    }

    /** Without those. */
    LiveKeys minus(LiveKeys less) {
        Set<ChangeKey> rest = new HashSet<>(others);
        rest.removeAll(less.others);
        return new LiveKeys(table, form, Roaring64Bitmap.andNot(numbers, less.numbers), rest);
    }

    /** Each once, in no order. */
    Iterator<ChangeKey> iterator() {
        LongIterator each = numbers.getLongIterator();
        Iterator<ChangeKey> ofNumbers = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return each.hasNext();
            }

            @Override
            public ChangeKey next() {
                return ChangeKey.ofNumber(table, each.next());
            }
        };
        Iterable<ChangeKey> numbersFirst = () -> ofNumbers;
        return Stream.concat(StreamSupport.stream(numbersFirst.spliterator(), false), others.stream())
                .iterator();
    }

    /** Each number, of keys that are one integer. */
    void forEachNumber(LongConsumer action) {
        numbers.forEach(action::accept);
    }

    /** How many bytes they take in a checkpoint, but for a few. */
    long bytes() {
        return numbers.serializedSizeInBytes()
                + others.stream()
                        .mapToLong(key -> Integer.BYTES + key.bytes().length)
                        .sum();
    }

    String table() {
        return table;
    }

    String form() {
        return form;
    }

    /** Not to be written to. */
    Roaring64Bitmap numbers() {
        return numbers;
    }

    Set<ChangeKey> others() {
        return others;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LiveKeys keys
                && table.equals(keys.table)
                && form.equals(keys.form)
                && numbers.equals(keys.numbers)
                && others.equals(keys.others);
    }

    @Override
    public int hashCode() {
        return 31 * table.hashCode() + Long.hashCode(size());
    }

    /** How many: the keys are nobody's business. */
    @Override
    public String toString() {
        return "LiveKeys[%d of %s]".formatted(size(), table);
    }

    private static String formOf(TableSchema table) {
        return table.primaryKey().stream()
                .map(name -> table.columns().get(table.index(name)))
                .map(LiveKeys::formOf)
                .collect(Collectors.joining(","));
    }

    private static String formOf(Column column) {
        return column.type().kind().isInteger() ? "integer" : column.type().toString();
    }
}
