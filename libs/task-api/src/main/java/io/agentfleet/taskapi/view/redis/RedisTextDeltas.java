package io.agentfleet.taskapi.view.redis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentfleet.messaging.redis.RedisConnection;
import io.agentfleet.messaging.redis.RedisSubscriptions;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.schemas.TaskId;
import io.agentfleet.taskapi.view.TextDeltas;
import io.agentfleet.taskmodel.event.TaskEvent;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Pieces of answers on one channel of Redis, as {@code <root task> <event>}. A process listens from
 * its first watcher on, with one subscription, and passes on what its watchers ask for.
 */
public final class RedisTextDeltas implements TextDeltas {

    private static final Logger LOG = Logger.getLogger(RedisTextDeltas.class);
    private static final String CHANNEL = "fleet:text";

    private final RedisConnection redis;
    private final ChannelListener channel;
    private final ObjectMapper json;
    private final ConcurrentHashMap<String, Set<Consumer<TaskEvent.Stepped>>> watchers =
            new ConcurrentHashMap<>();

    public RedisTextDeltas(
            RedisConnection redis, RedisSubscriptions subscriptions, ObjectMapper json) {
        this.redis = redis;
        this.channel = new ChannelListener(subscriptions, CHANNEL, this::pass);
        this.json = json;
    }

    @Override
    public void publish(TaskId root, TaskEvent.Stepped piece) {
        try {
            String event = json.writerFor(TaskEvent.class).writeValueAsString(piece);
            var ignored = redis.execute("PUBLISH", CHANNEL, root.value() + " " + event);
        } catch (JsonProcessingException | FleetException e) {
            LOG.debugf("text_delta_lost task=%s reason=%s", root, e.getMessage());
        }
    }

    @Override
    public Watch watch(TaskId root, Consumer<TaskEvent.Stepped> watcher) {
        watchers.computeIfAbsent(root.value(), id -> ConcurrentHashMap.newKeySet()).add(watcher);
        channel.listen();
        return () ->
                watchers.computeIfPresent(
                        root.value(),
                        (id, all) -> {
                            all.remove(watcher);
                            return all.isEmpty() ? null : all;
                        });
    }

    private void pass(String message) {
        int space = message.indexOf(' ');
        Set<Consumer<TaskEvent.Stepped>> interested =
                space < 0 ? null : watchers.get(message.substring(0, space));
        if (interested == null) {
            return;
        }
        try {
            TaskEvent.Stepped piece =
                    json.readValue(message.substring(space + 1), TaskEvent.Stepped.class);
            interested.forEach(watcher -> watcher.accept(piece));
        } catch (JsonProcessingException e) {
            LOG.debugf("text_delta_unreadable reason=%s", e.getOriginalMessage());
        }
    }
}
