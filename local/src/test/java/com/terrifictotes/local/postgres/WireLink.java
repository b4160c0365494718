package com.terrifictotes.local.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/** One connection on a {@link Wire}. */
public final class WireLink {

    private final Wire wire;
    private final Socket client;
    private final Socket server;
    private final CountDownLatch never = new CountDownLatch(1);
    private volatile boolean isFrozen;
    private volatile boolean areAnswersFrozen;

    /** What happens to a connection. */
    public enum Effect {
        /** Nothing passes any more, and nobody is told. */
        FREEZE,
        /** What the client sends arrives; it gets no answer. */
        FREEZE_ANSWERS,
        /** Both ends are told that the other is gone. */
        RESET
    }

    /** When it happens: before the bytes that meet it pass. */
    @FunctionalInterface
    public interface Trigger {
        boolean isMet(byte[] bytes, int length, boolean isAnswer);

        /** The client sends a statement, or another text. */
        static Trigger sent(String text) {
            return (bytes, length, isAnswer) ->
                    !isAnswer && new String(bytes, 0, length, StandardCharsets.ISO_8859_1).contains(text);
        }

        /** The server has answered so many bytes, counted from now on. */
        static Trigger answered(long most) {
            AtomicLong seen = new AtomicLong();
            return (bytes, length, isAnswer) -> isAnswer && seen.addAndGet(length) >= most;
        }

        /** The client sends its nth request from now on. */
        static Trigger request(int number) {
            AtomicLong seen = new AtomicLong();
            return (bytes, length, isAnswer) -> !isAnswer && seen.incrementAndGet() == number;
        }

        /** The server sends its nth answer from now on. */
        static Trigger answer(int number) {
            AtomicLong seen = new AtomicLong();
            return (bytes, length, isAnswer) -> isAnswer && seen.incrementAndGet() == number;
        }
    }

    WireLink(Wire wire, Socket client, Socket server) {
        this.wire = wire;
        this.client = client;
        this.server = server;
    }

    void start() {
        Wire.start("requests", () -> pump(client, server, false));
        Wire.start("answers", () -> pump(server, client, true));
    }

    void suffer(Effect effect) {
        switch (effect) {
            case FREEZE -> isFrozen = true;
            case FREEZE_ANSWERS -> areAnswersFrozen = true;
            case RESET -> {
                forgetWhatIsUnderWay(client);
                forgetWhatIsUnderWay(server);
                end();
            }
        }
    }

    void endIfFrozen() {
        if (isFrozen || areAnswersFrozen) {
            suffer(Effect.RESET);
        }
    }

    private void end() {
        close(client);
        close(server);
        never.countDown();
        wire.forget(this);
    }

    private void pump(Socket from, Socket to, boolean isAnswer) {
        byte[] bytes = new byte[16 * 1024];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(bytes); length >= 0; length = in.read(bytes)) {
                pass(out, bytes, length, isAnswer);
            }
            swallowIfFrozen(isAnswer);
        } catch (IOException e) {
            // One of the ends is gone: so is the other.
        }
        end();
    }

    private void pass(OutputStream out, byte[] bytes, int length, boolean isAnswer) throws IOException {
        Effect effect = wire.passing(bytes, length, isAnswer);
        if (effect != null) {
            suffer(effect);
        }
        swallowIfFrozen(isAnswer);
        out.write(bytes, 0, length);
    }

    /** Waits for the end of the connection: not even that the other end is gone gets through. */
    private void swallowIfFrozen(boolean isAnswer) {
        if (!isFrozen && !(isAnswer && areAnswersFrozen)) {
            return;
        }
        try {
            never.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void forgetWhatIsUnderWay(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // It had ended.
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It had ended.
        }
    }
}
