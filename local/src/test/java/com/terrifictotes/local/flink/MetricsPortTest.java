package com.terrifictotes.local.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.terrifictotes.local.EnvironmentException;
import com.terrifictotes.local.UsageException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsPortTest {

    @Test
    void aPortThatIsTakenIsRefusedBeforeAnythingStarts() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            assertThatThrownBy(() -> MetricsPort.free(other.getLocalPort()))
                    .isInstanceOf(EnvironmentException.class)
                    .hasMessageContaining("Cannot show metrics at port %d of 127.0.0.1", other.getLocalPort())
                    .hasMessageEndingWith("expected a port that is free, or 0 for any");
        }
    }

    @Test
    void zeroIsAnyFreePort() {
        assertThat(MetricsPort.free(0).number()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65536})
    void aPortThatCannotBeIsRefused(int port) {
        assertThatThrownBy(() -> MetricsPort.free(port))
                .isInstanceOf(UsageException.class)
                .hasMessage("Cannot use the port %d, expected 0 to 65535".formatted(port));
    }
}
