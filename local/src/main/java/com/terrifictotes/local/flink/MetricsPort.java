package com.terrifictotes.local.flink;

import com.terrifictotes.local.EnvironmentException;
import com.terrifictotes.local.UsageException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;

/**
 * A port of 127.0.0.1 where Flink shows its metrics to Prometheus.
 *
 * @param number from 1 to 65535
 */
public record MetricsPort(int number) {

    /** @throws UsageException if there is no such port */
    public MetricsPort {
        requirePort(number, 1);
    }

    /**
     * A port that is free now: Flink only logs that a reporter could not be made.
     *
     * @param wanted the port; 0 for any
     * @throws UsageException if there is no such port
     * @throws EnvironmentException if another program has it
     */
    public static MetricsPort free(int wanted) {
        requirePort(wanted, 0);
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(on127(wanted));
            return new MetricsPort(socket.getLocalPort());
        } catch (IOException e) {
            throw new EnvironmentException(
                    "Cannot show metrics at port %d of 127.0.0.1: %s; expected a port that is free, or 0 for any"
                            .formatted(wanted, e.getMessage()),
                    e);
        }
    }

    /** What Prometheus asks. */
    public URI address() {
        return URI.create("http://127.0.0.1:%d/metrics".formatted(number));
    }

    /** Where it listens. */
    public InetSocketAddress socket() {
        return on127(number);
    }

    private static InetSocketAddress on127(int port) {
        try {
            return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("Four bytes are an address", e);
        }
    }

    private static void requirePort(int number, int least) {
        if (number < least || number > 65535) {
            throw new UsageException("Cannot use the port %d, expected %d to 65535".formatted(number, least));
        }
    }
}
