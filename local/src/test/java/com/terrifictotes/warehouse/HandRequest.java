package com.terrifictotes.warehouse;

import org.apache.flink.api.connector.sink2.Committer.CommitRequest;

/** A request of Flink's for one publish, of which nothing may be asked but what it is. */
record HandRequest(Publish publish) implements CommitRequest<Publish> {

    @Override
    public Publish getCommittable() {
        return publish;
    }

    @Override
    public int getNumberOfRetries() {
        return 0;
    }

    @Override
    public void signalFailedWithKnownReason(Throwable failure) {
        throw new AssertionError(failure);
    }

    @Override
    public void signalFailedWithUnknownReason(Throwable failure) {
        throw new AssertionError(failure);
    }

    @Override
    public void retryLater() {
        throw new AssertionError("left to Flink");
    }

    @Override
    public void updateAndRetryLater(Publish other) {
        throw new AssertionError("left to Flink");
    }

    @Override
    public void signalAlreadyCommitted() {
        throw new AssertionError("told to Flink");
    }
}
