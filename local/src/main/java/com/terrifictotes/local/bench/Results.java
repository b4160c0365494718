package com.terrifictotes.local.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** What was measured so far. Ratios are taken in each run, and their median is told. */
final class Results {

    private final Map<BenchCase, List<Effort>> efforts = new EnumMap<>(BenchCase.class);
    private final List<Figure> figures = new ArrayList<>();

    void add(BenchCase of, Effort effort) {
        efforts.computeIfAbsent(of, name -> new ArrayList<>()).add(effort);
    }

    void add(Figure figure) {
        figures.add(figure);
    }

    List<BenchCase> cases() {
        return List.copyOf(efforts.keySet());
    }

    List<Effort> of(BenchCase name) {
        return List.copyOf(efforts.getOrDefault(name, List.of()));
    }

    List<Figure> figures() {
        return List.copyOf(figures);
    }

    double median(BenchCase of, ToDoubleFunction<Effort> value) {
        return median(of(of).stream().mapToDouble(value).toArray());
    }

    /** The rate of one case to that of another in the same run; empty if one of them was not measured. */
    Optional<Double> ratio(BenchCase of, BenchCase to) {
        List<Effort> these = of(of);
        List<Effort> those = of(to);
        int runs = Math.min(these.size(), those.size());
        if (runs == 0) {
            return Optional.empty();
        }
        double[] ratios = new double[runs];
        for (int run = 0; run < runs; run++) {
            ratios[run] = these.get(run).rowsPerSecond() / those.get(run).rowsPerSecond();
        }
        return Optional.of(median(ratios));
    }

    static double median(double... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("Cannot tell the median of nothing");
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
