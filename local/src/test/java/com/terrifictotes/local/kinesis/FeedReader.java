package com.terrifictotes.local.kinesis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** Reads the stream of a {@link KinesisServer} as a consumer does: every shard from its beginning, on and on. */
public final class FeedReader implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final KinesisClient client;
    private final Map<String, String> iterators = new HashMap<>();
    private final List<JsonNode> records = new ArrayList<>();

    private FeedReader(KinesisClient client) {
        this.client = client;
    }

    public static FeedReader of(URI server) {
        return new FeedReader(client(server));
    }

    static boolean isReady(URI server) {
        try (KinesisClient client = client(server)) {
            return client.describeStreamSummary(request -> request.streamARN(KinesisServer.STREAM))
                    .streamDescriptionSummary()
                    .streamStatusAsString()
                    .equals("ACTIVE");
        } catch (SdkException e) {
            return false;
        }
    }

    /** All records so far: those of a shard in its order. */
    public List<JsonNode> all() {
        if (iterators.isEmpty()) {
            client.listShards(request -> request.streamARN(KinesisServer.STREAM)).shards().stream()
                    .map(Shard::shardId)
                    .forEach(shard -> iterators.put(shard, beginning(shard)));
        }
        iterators.replaceAll((shard, iterator) -> readOn(iterator));
        return List.copyOf(records);
    }

    @Override
    public void close() {
        client.close();
    }

    private String beginning(String shard) {
        return client.getShardIterator(request -> request.streamARN(KinesisServer.STREAM)
                        .shardId(shard)
                        .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                .shardIterator();
    }

    private String readOn(String from) {
        String iterator = from;
        GetRecordsResponse response;
        do {
            String current = iterator;
            response = client.getRecords(request -> request.shardIterator(current));
            response.records().stream().map(FeedReader::json).forEach(records::add);
            iterator = response.nextShardIterator();
        } while (!response.records().isEmpty());
        return iterator;
    }

    private static JsonNode json(Record record) {
        try {
            return JSON.readTree(record.data().asUtf8String());
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + record.data().asUtf8String(), e);
        }
    }

    private static KinesisClient client(URI server) {
        return KinesisClient.builder()
                .region(Region.EU_WEST_2)
                .endpointOverride(server)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("anybody", "anything")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }
}
