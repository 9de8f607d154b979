package io.agentfleet.taskapi.projection.redis;

import io.agentfleet.messaging.redis.RedisConnection;
import io.agentfleet.taskapi.projection.ViewOffset;
import io.agentfleet.taskapi.projection.ViewOffsets;
import io.vertx.mutiny.redis.client.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * Positions as one hash in the Redis of the views. Its key bears the version of the keys that the
 * views are stored under: a release that changes these takes a new number, finds no positions and
 * projects the log once more.
 */
public final class RedisViewOffsets implements ViewOffsets {

    private static final String KEY = "fleet:views:positions:2";

    private static final String REPLACE =
            """
            for i = 1, #ARGV, 3 do
              if (redis.call('HGET', KEYS[1], ARGV[i]) or '') ~= ARGV[i + 1] then return 0 end
            end
            for i = 1, #ARGV, 3 do redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 2]) end
            return 1
            """;

    private final RedisConnection redis;

    public RedisViewOffsets(RedisConnection redis) {
        this.redis = redis;
    }

    @Override
    public Map<TopicPartition, ViewOffset> all() {
        Response stored = redis.execute("HGETALL", KEY);
        Map<TopicPartition, ViewOffset> positions = new HashMap<>();
        if (stored != null) {
            for (String field : stored.getKeys()) {
                positions.put(partition(field), ViewOffset.parse(stored.get(field).toString()));
            }
        }
        return positions;
    }

    private static TopicPartition partition(String field) {
        int dash = field.lastIndexOf('-');
        return new TopicPartition(
                field.substring(0, dash), Integer.parseInt(field.substring(dash + 1)));
    }

    @Override
    public boolean replace(
            Map<TopicPartition, ViewOffset> known, Map<TopicPartition, ViewOffset> moved) {
        List<String> arguments = new ArrayList<>();
        moved.forEach((partition, position) -> {
            arguments.add(partition.toString());
            arguments.add(
                    Optional.ofNullable(known.get(partition)).map(ViewOffset::text).orElse(""));
            arguments.add(position.text());
        });
        Response replaced = redis.eval(REPLACE, List.of(KEY), arguments);
        return replaced != null && replaced.toInteger() == 1;
    }

    @Override
    public void forget() {
        var ignored = redis.execute("DEL", KEY);
    }
}
