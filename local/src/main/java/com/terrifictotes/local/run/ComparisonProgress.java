package com.terrifictotes.local.run;

import com.terrifictotes.reconcile.Progress;
import java.time.Instant;

/** Tells on a screen how a comparison goes. */
record ComparisonProgress(Screen screen) implements Progress {

    @Override
    public void waiting(Instant expected) {
        screen.pass("waiting until the warehouse is complete to %s".formatted(expected));
    }

    @Override
    public void comparing(String table) {
        screen.pass("comparing " + table);
    }
}
