package com.terrifictotes.local.steps;

import static net.bytebuddy.matcher.ElementMatchers.isPublic;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import java.lang.instrument.Instrumentation;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.agent.builder.AgentBuilder.RedefinitionStrategy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.matcher.ElementMatcher;

/**
 * Looks into Flink and into the pipeline while they take a checkpoint. There is no hook for it in either, and what is
 * killed should be what runs in earnest: so the places are woven into the classes as they are loaded.
 *
 * <pre>
 *   JobManager      trigger ─► enumerator ─► … acknowledgements … ─► metadata ─► store ─► notifications
 *   each operator   preparation (sinks) ─► snapshot ─► report        … notification ─► files, publish
 * </pre>
 */
public final class Probes {

    private static final String CHECKPOINTS = "org.apache.flink.runtime.checkpoint.CheckpointCoordinator";
    private static final String ENUMERATOR = "com.terrifictotes.source.TotesysEnumerator";
    private static final String ANY_OPERATOR = "org.apache.flink.streaming.api.operators.StreamOperatorStateHandler";
    private static final String ANY_WRAPPER = "org.apache.flink.streaming.runtime.tasks.StreamOperatorWrapper";
    private static final String ANY_WRITER = "org.apache.flink.streaming.runtime.operators.sink.SinkWriterOperator";
    private static final String PUBLISH = "com.terrifictotes.warehouse.PublishOperator";
    private static final String PUBLISHER = "com.terrifictotes.warehouse.PublishCommitter";
    private static final String TASK = "org.apache.flink.runtime.state.TaskStateManagerImpl";
    private static final String FILE =
            "org.apache.flink.streaming.api.functions.sink.filesystem.OutputStreamBasedPartFileWriter$OutputStreamBasedPendingFile";

    private static boolean isWoven;

    private Probes() {}

    /** Weaves them in, once for this JVM. Nobody notices them until a step is waited for. */
    public static synchronized void weave() {
        if (!isWoven) {
            isWoven = true;
            AgentBuilder agent = new AgentBuilder.Default()
                    .disableClassFormatChanges()
                    .with(RedefinitionStrategy.RETRANSFORMATION)
                    .with(AgentBuilder.TypeStrategy.Default.REDEFINE);
            Instrumentation jvm = ByteBuddyAgent.install();
            all(agent).installOn(jvm);
        }
    }

    private static AgentBuilder all(AgentBuilder agent) {
        return tasks(jobManager(agent));
    }

    private static AgentBuilder jobManager(AgentBuilder agent) {
        AgentBuilder woven = on(agent, CHECKPOINTS, named("startTriggeringCheckpoint"), Trigger.class);
        woven = on(woven, CHECKPOINTS, named("receiveAcknowledgeMessage"), Acknowledgement.class);
        woven = on(woven, CHECKPOINTS, named("finalizeCheckpoint"), Completion.class);
        woven = on(woven, CHECKPOINTS, named("addCompletedCheckpointToStoreAndSubsumeOldest"), Store.class);
        woven = on(woven, CHECKPOINTS, named("sendAcknowledgeMessages"), Notifications.class);
        return on(woven, ENUMERATOR, named("snapshotState"), Enumerator.class);
    }

    private static AgentBuilder tasks(AgentBuilder agent) {
        ElementMatcher.Junction<MethodDescription> ofOperator =
                named("snapshotState").and(isPublic()).and(takesArgument(2, String.class));
        AgentBuilder woven = on(agent, ANY_OPERATOR, ofOperator, Snapshot.class);
        woven = on(woven, ANY_WRITER, named("prepareSnapshotPreBarrier"), Preparation.class);
        woven = on(woven, PUBLISH, named("prepareSnapshotPreBarrier"), Preparation.class);
        woven = on(woven, TASK, named("reportTaskStateSnapshots"), Report.class);
        woven = on(woven, ANY_WRAPPER, named("notifyCheckpointComplete"), Notification.class);
        woven = on(woven, FILE, named("commitAfterRecovery").and(takesArguments(0)), File.class);
        ElementMatcher.Junction<MethodDescription> ofOne =
                named("commit").and(takesArgument(0, named("com.terrifictotes.warehouse.Publish")));
        return on(woven, PUBLISHER, ofOne, Publish.class);
    }

    private static AgentBuilder on(
            AgentBuilder agent, String type, ElementMatcher<? super MethodDescription> method, Class<?> advice) {
        return agent.type(named(type))
                .transform((builder, described, loader, module, domain) ->
                        builder.visit(Advice.to(advice).on(method)));
    }

    static final class Trigger {
        @Advice.OnMethodEnter
        static void enter() {
            CheckpointSteps.trigger();
        }
    }

    static final class Enumerator {
        @Advice.OnMethodEnter
        static void enter() {
            CheckpointSteps.pass("before the snapshot of the enumerator");
        }

        @Advice.OnMethodExit
        static void exit() {
            CheckpointSteps.pass("after the snapshot of the enumerator");
        }
    }

    static final class Acknowledgement {
        @Advice.OnMethodEnter
        static void enter() {
            CheckpointSteps.pass("before an acknowledgement");
        }
    }

    static final class Completion {
        @Advice.OnMethodEnter
        static void enter() {
            CheckpointSteps.pass("before the checkpoint is written down");
        }
    }

    static final class Store {
        @Advice.OnMethodEnter
        static void enter() {
            CheckpointSteps.pass("before the checkpoint counts");
        }

        @Advice.OnMethodExit
        static void exit() {
            CheckpointSteps.pass("when the checkpoint counts");
        }
    }

    static final class Notifications {
        @Advice.OnMethodEnter
        static void enter() {
            CheckpointSteps.pass("before anybody is notified");
        }

        @Advice.OnMethodExit
        static void exit() {
            CheckpointSteps.pass("when everybody is being notified");
        }
    }

    static final class Snapshot {
        @Advice.OnMethodEnter
        static void enter(@Advice.Argument(0) Object operator) {
            CheckpointSteps.snapshot(operator);
        }
    }

    static final class Preparation {
        @Advice.OnMethodEnter
        static void enter(@Advice.This Object operator) {
            CheckpointSteps.preparation(operator);
        }
    }

    static final class Report {
        @Advice.OnMethodEnter
        static void enter() {
            CheckpointSteps.pass("before a task reports its snapshot");
        }
    }

    static final class Notification {
        @Advice.OnMethodEnter
        static void enter(@Advice.This Object wrapper) {
            CheckpointSteps.notified(wrapper);
        }
    }

    static final class File {
        @Advice.OnMethodEnter
        static void enter() {
            CheckpointSteps.file();
        }
    }

    static final class Publish {
        @Advice.OnMethodEnter
        static void enter() {
            CheckpointSteps.pass("before the publish");
        }

        @Advice.OnMethodExit
        static void exit() {
            CheckpointSteps.pass("after the publish");
        }
    }
}
