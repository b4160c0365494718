package com.terrifictotes.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AssemblyTest {

    private static final long EIGHT = 8_000;
    private static final long NINE = 9_000;

    private final AtomicLong made = new AtomicLong();
    private final Assembly assembly = new Assembly(() -> id(made.incrementAndGet()));

    @Test
    void allThatWritersSayIsOnePublish() {
        assembly.add(new Staged(3L, 7));
        assembly.add(new Staged(null, 5));
        assembly.add(new Staged(4L, 6));
        assembly.completeTo(EIGHT);

        assertThat(assembly.next()).contains(new Publish(id(1), null, List.of(3L, 4L), EIGHT, 5));
    }

    @Test
    void publishesAreAChain() {
        assembly.add(new Staged(3L, 5));
        assembly.next();
        assembly.add(new Staged(5L, 6));
        assembly.completeTo(EIGHT);

        assertThat(assembly.next()).contains(new Publish(id(2), id(1), List.of(5L), EIGHT, 6));
        assertThat(assembly.previous()).isEqualTo(id(2));
    }

    @Test
    void theChainGoesOnBehindARestoredPublish() {
        assembly.follow(id(99));
        assembly.completeTo(EIGHT);

        assertThat(assembly.next()).contains(new Publish(id(1), id(99), List.of(), EIGHT, 0));
    }

    @Test
    void nothingNewIsNoPublish() {
        assembly.add(new Staged(null, 5));
        assertThat(assembly.next()).isEmpty();

        assembly.completeTo(EIGHT);
        assertThat(assembly.next()).isPresent();
        assembly.completeTo(EIGHT);
        assembly.add(new Staged(null, 5));
        assertThat(assembly.next()).isEmpty();
        assertThat(assembly.previous()).isEqualTo(id(1));

        assembly.completeTo(NINE);
        assertThat(assembly.next()).contains(new Publish(id(2), id(1), List.of(), NINE, 0));
    }

    @Test
    void onlyWritersOfThisCheckpointSayWhatIsDead() {
        assembly.add(new Staged(1L, 2));
        assembly.next();
        assembly.add(new Staged(8L, 9));

        assertThat(assembly.next().orElseThrow().sweepBelow()).isEqualTo(9);
    }

    private static UUID id(long number) {
        return new UUID(0, number);
    }
}
