package com.terrifictotes.local.pipeline;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;

/** What the log of this JVM warns of, as long as it is open. */
public final class Warnings implements AutoCloseable {

    private static final AtomicInteger OPENED = new AtomicInteger();

    /** Of two appenders with one name, the log drops the second. */
    private final String name = "warnings-" + OPENED.incrementAndGet();

    private final List<String> messages = new CopyOnWriteArrayList<>();
    private final LoggerContext context = (LoggerContext) LogManager.getContext(false);

    /** Begins to listen. */
    public Warnings() {
        Listener listener = new Listener(name, messages);
        listener.start();
        context.getConfiguration().getRootLogger().addAppender(listener, Level.WARN, null);
        context.updateLoggers();
    }

    /** So far. */
    public List<String> messages() {
        return List.copyOf(messages);
    }

    /** Whether a message holds a text. */
    public boolean tellOf(String text) {
        return messages.stream().anyMatch(message -> message.contains(text));
    }

    @Override
    public void close() {
        context.getConfiguration().getRootLogger().removeAppender(name);
        context.updateLoggers();
    }

    private static final class Listener extends AbstractAppender {

        private final List<String> messages;

        Listener(String name, List<String> messages) {
            super(name, null, null, true, Property.EMPTY_ARRAY);
            this.messages = messages;
        }

        @Override
        public void append(LogEvent event) {
            messages.add(event.getMessage().getFormattedMessage());
        }
    }
}
