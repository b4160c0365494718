package com.terrifictotes.feed;

import java.io.IOException;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.KinesisClientBuilder;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

/** A stream of Kinesis. Nothing else knows the SDK. */
final class KinesisStream implements FeedStream {

    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(20);
    private static final int CLIENT_ERROR = 400;
    private static final int SERVER_ERROR = 500;

    private final String arn;
    private final KinesisClient client;

    private KinesisStream(String arn, KinesisClient client) {
        this.arn = arn;
        this.client = client;
    }

    /** Opens a stream; whether it is there shows when it is used. */
    static KinesisStream open(StreamAddress address) {
        KinesisClientBuilder builder = KinesisClient.builder()
                .region(Region.of(address.region()))
                .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(LONGEST_SILENCE))
                // What is tried again is ours to count.
                .overrideConfiguration(changes -> changes.retryStrategy(AwsRetryStrategy.doNotRetry()));
        if (address.endpoint() != null) {
            builder.endpointOverride(address.endpoint());
        }
        return new KinesisStream(address.arn(), builder.build());
    }

    /**
     * Looks whether the stream is there.
     *
     * @throws FeedException if it is not, or cannot be reached, or must not be looked at
     */
    void require() {
        try {
            client.describeStreamSummary(request -> request.streamARN(arn));
        } catch (SdkException e) {
            throw refused(e);
        }
    }

    @Override
    public BitSet send(List<FeedRecord> records) throws IOException {
        List<PutRecordsRequestEntry> entries =
                records.stream().map(KinesisStream::entry).toList();
        try {
            return taken(client.putRecords(request -> request.streamARN(arn).records(entries))
                    .records());
        } catch (SdkException e) {
            if (isPermanent(e)) {
                throw refused(e);
            }
            throw new IOException("%s does not take them (%s)".formatted(arn, reason(e)), e);
        }
    }

    @Override
    public void close() {
        client.close();
    }

    private static PutRecordsRequestEntry entry(FeedRecord record) {
        return PutRecordsRequestEntry.builder()
                .partitionKey(record.partitionKey())
                .data(SdkBytes.fromUtf8String(record.json()))
                .build();
    }

    private static BitSet taken(List<PutRecordsResultEntry> results) {
        BitSet taken = new BitSet();
        for (int place = 0; place < results.size(); place++) {
            taken.set(place, results.get(place).errorCode() == null);
        }
        return taken;
    }

    /** What is wrong with the request stays wrong; too many of them, a clock, or credentials that expired do not. */
    private static boolean isPermanent(SdkException failure) {
        return failure instanceof AwsServiceException refusal
                && refusal.statusCode() >= CLIENT_ERROR
                && refusal.statusCode() < SERVER_ERROR
                && !refusal.isThrottlingException()
                && !refusal.isClockSkewException()
                && !code(refusal).startsWith("ExpiredToken");
    }

    private FeedException refused(SdkException failure) {
        return new FeedException("Cannot send changes to the stream %s: %s".formatted(arn, reason(failure)), failure);
    }

    private static String reason(SdkException failure) {
        if (!(failure instanceof AwsServiceException refusal)) {
            return String.valueOf(failure.getMessage());
        }
        return switch (code(refusal)) {
            case "ResourceNotFoundException" -> "there is no stream of this name";
            case "AccessDeniedException" -> "the credentials do not allow it (" + text(refusal) + ")";
            default -> "%s, HTTP status %d (%s)".formatted(code(refusal), refusal.statusCode(), text(refusal));
        };
    }

    private static String code(AwsServiceException failure) {
        AwsErrorDetails details = failure.awsErrorDetails();
        return details == null || details.errorCode() == null ? "" : details.errorCode();
    }

    private static String text(AwsServiceException failure) {
        AwsErrorDetails details = failure.awsErrorDetails();
        return details == null ? "" : String.valueOf(details.errorMessage());
    }
}
