package com.terrifictotes.warehouse;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes one publish of what all writers say at a checkpoint and of how far the rows before it are complete, and chains it
 * to the one before.
 */
final class Assembly {

    private final Supplier<UUID> ids;
    private final List<Long> batches = new ArrayList<>();
    private @Nullable UUID previous;
    private Lineage lineage = Lineage.ofNewJob();
    private @Nullable Long completeTo;
    private @Nullable Long publishedTo;
    private long sweepBelow = Long.MAX_VALUE;

    Assembly(Supplier<UUID> ids) {
        this.ids = ids;
    }

    /** Carries on behind a publish of an earlier attempt. */
    void follow(UUID last) {
        previous = last;
        lineage = Lineage.behind(last);
    }

    /** The publishes of this attempt, and the one it carries on from. */
    Lineage lineage() {
        return lineage;
    }

    /** Whether rows were staged that no publish has vouched for. */
    boolean hasBatches() {
        return !batches.isEmpty();
    }

    /** The last publish; null before the first. */
    @Nullable
    UUID previous() {
        return previous;
    }

    void add(Staged staged) {
        if (staged.batch() != null) {
            batches.add(staged.batch());
        }
        sweepBelow = Math.min(sweepBelow, staged.next());
    }

    /** Every row up to an instant has come, and is in a batch of this checkpoint or of an earlier one. */
    void completeTo(long instant) {
        completeTo = instant;
    }

    /** The publish of a checkpoint; empty if there is nothing new. */
    Optional<Publish> next() {
        long below = sweepBelow == Long.MAX_VALUE ? 0 : sweepBelow;
        sweepBelow = Long.MAX_VALUE;
        if (batches.isEmpty() && Objects.equals(completeTo, publishedTo)) {
            return Optional.empty();
        }
        Publish publish = new Publish(ids.get(), previous, batches, completeTo, below);
        batches.clear();
        publishedTo = completeTo;
        previous = publish.id();
        lineage = lineage.with(publish.id());
        return Optional.of(publish);
    }
}
