package com.terrifictotes.change;

import static org.assertj.core.api.Assertions.assertThat;

import com.terrifictotes.catalog.Column;
import com.terrifictotes.catalog.ColumnType;
import com.terrifictotes.catalog.ColumnType.Kind;
import com.terrifictotes.catalog.Row;
import com.terrifictotes.catalog.RowBuilder;
import com.terrifictotes.catalog.TableSchema;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TableContentTest {

    private static final Column ID = Column.of("id", ColumnType.of(Kind.INT32), false);
    private static final Column NAME = Column.of("name", ColumnType.of(Kind.TEXT), true);
    private static final Column PLACE = Column.of("place", ColumnType.of(Kind.TEXT), true);

    private static final Fingerprint ONE_OAK = of(new RowBuilder().int32(1).text("Oak"), ID, NAME);

    /** Checkpoints hold it. The figures are those of MurmurHash3 x64 128, seed 0, of the bytes the rule says. */
    @Test
    void itIsTheSameInEveryReleaseOfTheJob() {
        assertThat(ONE_OAK).isEqualTo(new Fingerprint(4612052532741076865L, -3233699867846202902L));
    }

    @Test
    void aColumnWithoutAValueDoesNotCountWhereverItIs() {
        assertThat(of(new RowBuilder().int32(1).text("Oak").nothing(), ID, NAME, PLACE))
                .isEqualTo(ONE_OAK);
        assertThat(of(new RowBuilder().int32(1).nothing().text("Oak"), ID, PLACE, NAME))
                .isEqualTo(ONE_OAK);
    }

    @Test
    void theOrderOfColumnsDoesNotCount() {
        assertThat(of(new RowBuilder().text("Oak").int32(1), NAME, ID)).isEqualTo(ONE_OAK);
    }

    @Test
    void theWidthOfAnIntegerDoesNotCount() {
        Column wide = Column.of("id", ColumnType.of(Kind.INT64), false);

        assertThat(of(new RowBuilder().int64(1).text("Oak"), wide, NAME)).isEqualTo(ONE_OAK);
        assertThat(of(new RowBuilder().int64(-7).text("Oak"), wide, NAME))
                .isEqualTo(of(new RowBuilder().int32(-7).text("Oak"), ID, NAME));
        assertThat(of(new RowBuilder().int64(1L << 32 | 1).text("Oak"), wide, NAME))
                .isNotEqualTo(ONE_OAK);
    }

    @Test
    void namesAndValuesThatLookAlikeAreDifferentContents() {
        Set<Fingerprint> fingerprints = new HashSet<>();
        fingerprints.add(of(new RowBuilder().text("Oak"), NAME));
        fingerprints.add(of(new RowBuilder().text("Oak"), PLACE));
        fingerprints.add(of(new RowBuilder().text("").text("Oak"), NAME, PLACE));
        fingerprints.add(of(new RowBuilder().text("Oak").text(""), NAME, PLACE));
        fingerprints.add(of(new RowBuilder().text("O").text("ak"), NAME, PLACE));
        fingerprints.add(of(new RowBuilder().text("placeOak"), NAME));

        assertThat(fingerprints).hasSize(6);
    }

    private static Fingerprint of(RowBuilder values, Column... columns) {
        Row row = values.build();
        TableSchema table = new TableSchema("design", List.of(columns), List.of(columns[0].name()));
        return TableContent.of(table).fingerprint(row);
    }
}
