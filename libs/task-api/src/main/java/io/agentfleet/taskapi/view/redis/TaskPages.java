package io.agentfleet.taskapi.view.redis;

import io.agentfleet.messaging.redis.RedisConnection;
import io.agentfleet.taskapi.view.TaskViews;
import io.agentfleet.taskmodel.view.TaskView;
import io.vertx.mutiny.redis.client.Response;
import java.util.ArrayList;
import java.util.List;

/**
 * Pages of tasks by index: one call finds the place after the cursor, walks the smallest index that
 * is asked for, and brings the views of the tasks that stand in the others too. What it costs
 * depends on the page, not on how many tasks there are.
 */
final class TaskPages {

    /** Tasks that are looked at for a page at most, so that nobody else waits long for Redis. */
    private static final int MOST_LOOKED_AT = 2_000;

    private static final String PAGE =
            """
            local lead = 1
            for i = 2, #KEYS do
              if redis.call('ZCARD', KEYS[i]) < redis.call('ZCARD', KEYS[lead]) then lead = i end
            end
            local function fits(member)
              for i = 1, #KEYS do
                if i ~= lead and not redis.call('ZSCORE', KEYS[i], member) then return false end
              end
              return true
            end
            local last, found = ARGV[1], {}
            local wanted, left = tonumber(ARGV[2]), tonumber(ARGV[3])
            local function after(count)
              local from = '+'
              if last ~= '' then from = '(' .. last end
              return redis.call('ZREVRANGEBYLEX', KEYS[lead], from, '-', 'LIMIT', 0, count)
            end
            while #found < wanted and left > 0 do
              local members = after(100)
              if #members == 0 then break end
              for _, member in ipairs(members) do
                last = member
                left = left - 1
                if fits(member) then
                  local id = string.sub(member, tonumber(ARGV[4]))
                  local view = redis.call('HGET', 'fleet:task:{' .. id .. '}', 'view')
                  if view and view ~= '' then found[#found + 1] = view end
                end
                if #found == wanted or left == 0 then break end
              end
            end
            if #after(1) == 0 then last = '' end
            return {last, found}
            """;

    private final RedisConnection redis;
    private final ViewCodec form;

    TaskPages(RedisConnection redis, ViewCodec form) {
        this.redis = redis;
        this.form = form;
    }

    /** The page after the filter's cursor. */
    TaskViews.Page page(TaskViews.Filter filter) {
        Response answer =
                redis.eval(
                        PAGE,
                        TaskIndex.keys(filter),
                        List.of(
                                TaskIndex.member(filter.cursor()),
                                Integer.toString(filter.limit()),
                                Integer.toString(MOST_LOOKED_AT),
                                Integer.toString(TaskIndex.idFrom() + 1))); // Lua counts from 1
        if (answer == null) {
            return new TaskViews.Page(List.of(), "");
        }
        Response views = answer.get(1);
        List<TaskView> found = new ArrayList<>();
        for (int i = 0; i < views.size(); i++) {
            found.add(form.view(views.get(i).toString()));
        }
        found.removeIf(view -> !fits(view, filter)); // written by a version without these indexes
        return new TaskViews.Page(found, answer.get(0).toString());
    }

    private static boolean fits(TaskView view, TaskViews.Filter filter) {
        return filter.sessionId().map(view.sessionId()::equals).orElse(true)
                && filter.status().map(status -> view.status() == status).orElse(true)
                && filter.agent().map(view.agent()::equals).orElse(true);
    }
}
