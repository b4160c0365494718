package com.terrifictotes.source;

import org.apache.flink.api.connector.source.SourceEvent;

/** Tells a reader without a split that no chunk will come any more: from now on it is idle. */
enum LoadIsOver implements SourceEvent {
    INSTANCE
}
