package org.apache.flink.metrics.prometheus;

import com.terrifictotes.local.flink.MetricsPort;
import io.prometheus.client.exporter.HTTPServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.Properties;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;
import org.jspecify.annotations.Nullable;

/**
 * Flink's metrics for Prometheus, by the names that Flink's own reporter gives them, on 127.0.0.1 alone: Flink's listens on
 * every address of the machine and has no option for it. It is in Flink's package because nowhere else can the registry of
 * its reporter be reached.
 */
public final class LoopbackPrometheusReporter extends AbstractPrometheusReporter {

    private @Nullable HTTPServer server;

    /** Makes it for Flink. */
    public static final class Factory implements MetricReporterFactory {
        @Override
        public MetricReporter createMetricReporter(Properties properties) {
            return new LoopbackPrometheusReporter();
        }
    }

    @Override
    public void open(MetricConfig config) {
        super.open(config);
        InetSocketAddress address = new MetricsPort(config.getInteger("port", 0)).socket();
        try {
            server = new HTTPServer(address, registry, true);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot show metrics at " + address, e);
        }
    }

    @Override
    public void close() {
        if (server != null) {
            server.stop();
        }
        super.close();
    }
}
