package com.terrifictotes.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.terrifictotes.warehouse.StoredCommittables.Stored;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CommittablesTest {

    @Test
    void aValueComesBackAsItWas() throws Exception {
        for (Stored<?> stored : StoredCommittables.values().values()) {
            assertThat(stored.read(1, stored.bytes())).isEqualTo(stored.value());
        }
    }

    @Test
    void whatTheFirstVersionWroteIsRead() throws Exception {
        for (Map.Entry<String, Stored<?>> entry : StoredCommittables.values().entrySet()) {
            try (InputStream file = CommittablesTest.class.getResourceAsStream(entry.getKey() + "-v1.bin")) {
                byte[] bytes = Objects.requireNonNull(file, entry.getKey()).readAllBytes();
                assertThat(entry.getValue().read(1, bytes))
                        .as(entry.getKey())
                        .isEqualTo(entry.getValue().value());
            }
        }
    }

    @Test
    void whatALaterVersionWroteIsRefused() {
        for (Stored<?> stored : StoredCommittables.values().values()) {
            assertThatThrownBy(() -> stored.read(2, stored.bytes()))
                    .hasMessage("Cannot read state of the warehouse of version 2, expected 1 to 1");
        }
    }

    @Test
    void aPublishDoesNotFollowItself() {
        UUID id = new UUID(0, 1);

        assertThatThrownBy(() -> new Publish(id, id, List.of(), null, 0))
                .hasMessage("Cannot publish " + id + " after itself");
    }

    @Test
    void aWriterTakesAGreaterBatchNext() {
        assertThatThrownBy(() -> new Staged(5L, 5))
                .hasMessage("Cannot hand over batch 5: the next one is 5, expected a greater one");
    }
}
