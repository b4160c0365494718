package com.terrifictotes.change;

import static org.assertj.core.api.Assertions.assertThat;

import com.terrifictotes.catalog.Row;
import com.terrifictotes.catalog.RowBuilder;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FingerprintTest {

    @Test
    void equalContentHasEqualFingerprints() {
        Row row = new RowBuilder().int32(1).text("GBP").build();

        assertThat(Fingerprint.of(row))
                .isEqualTo(Fingerprint.of(Row.of(row.tuple().clone())));
    }

    /** Checkpoints hold it. The figures are those of MurmurHash3 x64 128, seed 0, written anew elsewhere. */
    @Test
    void itIsTheSameInEveryReleaseOfTheJob() {
        assertThat(Fingerprint.of(new RowBuilder().int32(1).text("GBP").build()))
                .isEqualTo(new Fingerprint(9115132969116040902L, 2486751130376521214L));
    }

    @Test
    void nullsAtTheEndDoNotCount() {
        Row before = new RowBuilder().int32(1).text("GBP").build();
        Row after = new RowBuilder().int32(1).text("GBP").nothing().nothing().build();

        assertThat(Fingerprint.of(after)).isEqualTo(Fingerprint.of(before));
        assertThat(Fingerprint.of(new RowBuilder().nothing().build()))
                .isEqualTo(Fingerprint.of(new RowBuilder().build()));
    }

    @Test
    void contentsThatLookAlikeHaveDifferentFingerprints() {
        Set<Fingerprint> fingerprints = new HashSet<>();
        fingerprints.add(Fingerprint.of(new RowBuilder().text("ab").text("c").build()));
        fingerprints.add(Fingerprint.of(new RowBuilder().text("a").text("bc").build()));
        fingerprints.add(Fingerprint.of(new RowBuilder().text("abc").text("").build()));
        fingerprints.add(Fingerprint.of(new RowBuilder().text("abc").nothing().build()));
        fingerprints.add(Fingerprint.of(new RowBuilder().text("").text("abc").build()));
        fingerprints.add(Fingerprint.of(new RowBuilder().nothing().text("abc").build()));
        fingerprints.add(
                Fingerprint.of(new RowBuilder().nothing().nothing().text("abc").build()));

        assertThat(fingerprints).hasSize(7);
    }

    @Test
    void everyByteCounts() {
        Set<Fingerprint> fingerprints = new HashSet<>();
        String text = "0123456789abcdef0123456789abcdef";
        for (int i = 0; i < text.length(); i++) {
            String changed = text.substring(0, i) + 'x' + text.substring(i + 1);
            fingerprints.add(Fingerprint.of(new RowBuilder().text(changed).build()));
        }

        assertThat(fingerprints).hasSize(text.length());
    }
}
