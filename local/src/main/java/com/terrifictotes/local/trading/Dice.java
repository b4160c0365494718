package com.terrifictotes.local.trading;

import java.util.List;
import java.util.SplittableRandom;

/** Randomness that belongs to a thing, not to the order of asking: the same seed and thing give the same throws. */
final class Dice {
    private final SplittableRandom random;

    private Dice(SplittableRandom random) {
        this.random = random;
    }

    /**
     * @param kind what sort of thing, so that the first day and the first order do not throw alike
     * @param number which of them
     */
    static Dice of(long seed, Thing kind, long number) {
        return new Dice(new SplittableRandom(mix(mix(seed + kind.salt) + number)));
    }

    /** The things that have dice of their own. */
    enum Thing {
        ORDER(0),
        DAY(1),
        BATCH(2),
        STATIC_TABLES(3),
        DESIGN(4),
        TICK(5);

        private final long salt;

        Thing(long salt) {
            this.salt = salt;
        }
    }

    int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    boolean oneIn(double cases) {
        return random.nextDouble() * cases < 1;
    }

    boolean withProbability(double probability) {
        return random.nextDouble() < probability;
    }

    <T> T anyOf(List<T> things) {
        return things.get(random.nextInt(things.size()));
    }

    String letters(String alphabet, int length) {
        StringBuilder word = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            word.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return word.toString();
    }

    /** The finalizer of SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014). */
    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
