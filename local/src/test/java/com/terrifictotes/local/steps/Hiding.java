package com.terrifictotes.local.steps;

import static net.bytebuddy.matcher.ElementMatchers.named;

import com.terrifictotes.change.RowVersion;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Hides one row of totesys from the detector of changes, between the source and it: what a lost message would do. */
public final class Hiding {

    private static boolean isWoven;
    private static volatile @Nullable String table;
    private static volatile long key;
    private static volatile boolean isGone;

    private Hiding() {}

    /** Weaves it in, once for this JVM. Nobody notices until something is hidden. */
    public static synchronized void weave() {
        if (!isWoven) {
            isWoven = true;
            new AgentBuilder.Default()
                    .disableClassFormatChanges()
                    .with(AgentBuilder.RedefinitionStrategy.RETRANSFORMATION)
                    .with(AgentBuilder.TypeStrategy.Default.REDEFINE)
                    .type(named("com.terrifictotes.change.ChangeDetector"))
                    .transform((builder, type, loader, module, domain) ->
                            builder.visit(Advice.to(Skip.class).on(named("detect"))))
                    .installOn(ByteBuddyAgent.install());
        }
    }

    /** From now on, versions of a row do not arrive. */
    public static void hideRow(String name, long number) {
        hide(name, number, false);
    }

    /** From now on, that a row is gone does not arrive. */
    public static void hideEndOf(String name, long number) {
        hide(name, number, true);
    }

    /** Hides nothing any more. */
    public static void hideNothing() {
        table = null;
    }

    private static void hide(String name, long number, boolean end) {
        key = number;
        isGone = end;
        table = name;
    }

    /** Whether a version does not arrive. */
    public static boolean hides(RowVersion version) {
        return version.key().table().equals(table)
                && version.isGone() == isGone
                && version.key().number() == key;
    }

    static final class Skip {
        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean enter(@Advice.Argument(0) RowVersion version) {
            return Hiding.hides(version);
        }
    }
}
