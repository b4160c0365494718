package com.terrifictotes.local.postgres;

import com.terrifictotes.local.postgres.WireLink.Effect;
import com.terrifictotes.local.postgres.WireLink.Trigger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The network between a client and a server, which can be hurt: connections are forwarded from a port of our own to the
 * port the server has.
 */
public final class Wire implements AutoCloseable {

    private final ServerSocket door;
    private final int server;
    private final Set<WireLink> links = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable Plan> plan = new AtomicReference<>();
    private volatile boolean isFrozen;
    private volatile long delayMillis;

    private record Plan(Trigger trigger, Effect effect) {}

    private Wire(ServerSocket door, int server) {
        this.door = door;
        this.server = server;
    }

    /** Whole, to a port of 127.0.0.1. */
    public static Wire to(int server) {
        try {
            Wire wire = new Wire(new ServerSocket(0, 100, InetAddress.getLoopbackAddress()), server);
            start("wire to " + server, wire::accept);
            return wire;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where clients connect. */
    public int port() {
        return door.getLocalPort();
    }

    /** Swallows everything from now on, in both directions, of old connections and new ones; nobody is told. */
    public void freeze() {
        isFrozen = true;
        links.forEach(link -> link.suffer(Effect.FREEZE));
    }

    /** New connections get through again; what was swallowed stays so, as behind a firewall that has forgotten. */
    public void thaw() {
        isFrozen = false;
    }

    /** Ends those that are frozen, and with them what they hold in the server: its keepalive would do it in minutes. */
    public void endFrozen() {
        links.forEach(WireLink::endIfFrozen);
    }

    /** Ends every connection at both of its ends, without a farewell. */
    public void reset() {
        links.forEach(link -> link.suffer(Effect.RESET));
    }

    /** Holds up whatever passes, for so long each time. */
    public void delay(long millis) {
        delayMillis = millis;
    }

    /** Hurts the connection that first meets the trigger, and no other. */
    public void hurtOnce(Trigger trigger, Effect effect) {
        plan.set(new Plan(trigger, effect));
    }

    /** Whether the hurt of {@link #hurtOnce} has come. */
    public boolean hasHurt() {
        return plan.get() == null;
    }

    /** How many connections are open. */
    public int connections() {
        return links.size();
    }

    @Override
    public void close() throws IOException {
        door.close();
        links.forEach(link -> link.suffer(Effect.RESET));
    }

    /** Told by a link of what is about to pass: the effect this has, if any. */
    @Nullable
    Effect passing(byte[] bytes, int length, boolean isAnswer) {
        pause();
        Plan current = plan.get();
        if (current == null || !current.trigger().isMet(bytes, length, isAnswer)) {
            return null;
        }
        return plan.compareAndSet(current, null) ? current.effect() : null;
    }

    void forget(WireLink link) {
        links.remove(link);
    }

    static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                connect(door.accept());
            } catch (IOException e) {
                // The door was closed, or the server is away: then the client has been refused.
            }
        }
    }

    private void connect(Socket client) throws IOException {
        try {
            WireLink link = new WireLink(this, client, new Socket(InetAddress.getLoopbackAddress(), server));
            links.add(link);
            if (isFrozen) {
                link.suffer(Effect.FREEZE);
            }
            link.start();
        } catch (IOException e) {
            client.setSoLinger(true, 0);
            client.close();
            throw e;
        }
    }

    private void pause() {
        try {
            Thread.sleep(delayMillis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
