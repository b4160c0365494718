package com.terrifictotes.local.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * What is to be measured.
 *
 * @param folder for the databases, which stay there
 * @param orders of the totesys that loads and changes are measured with
 * @param runs how often each load is made
 * @param cases in no order
 * @param growth numbers of orders to compare
 */
public record BenchPlan(Path folder, long orders, int runs, Set<BenchCase> cases, List<Long> growth) {

    public BenchPlan {
        folder = folder.toAbsolutePath().normalize();
        cases = Set.copyOf(cases);
        growth = List.copyOf(growth);
        if (orders < 1 || runs < 1 || growth.stream().anyMatch(size -> size < 1)) {
            throw new IllegalArgumentException("Cannot measure %d orders in %d runs, and %s orders; expected 1 or more"
                    .formatted(orders, runs, growth));
        }
    }

    boolean has(BenchCase one) {
        return cases.contains(one);
    }

    boolean hasAnyOf(Set<BenchCase> some) {
        return some.stream().anyMatch(cases::contains);
    }
}
