package io.agentfleet.orchestrator.ledger.redis;

/**
 * The ledger's atomic steps. An account is a hash: seen (the steps in it), answers (how many),
 * nanos (their cost), tenant, session, lines.
 */
final class CostScripts {

    /**
     * Replaces an account. KEYS: marks of complete partitions, account, tasks of the tenant by day,
     * tenants, cost of the session. ARGV: partition, or nothing for an account from the log; steps
     * that it must have now; then of the new one: seen, answers, nanos, tenant, session, lines,
     * task, day; how long to keep, first day that is kept.
     *
     * <p>Answers {@code lost} if the partition is not complete any more, {@code stale} with the
     * account if that has other steps, {@code kept} if it has as many as one from the log, else
     * {@code done} with the cost of its session before and after.
     */
    static final String PUT =
            """
            local known = redis.call('HMGET', KEYS[2], 'seen', 'answers', 'nanos', 'lines')
            if ARGV[1] == '' then
              if tonumber(known[2] or '0') >= tonumber(ARGV[4]) then return {'kept'} end
            else
              if redis.call('HEXISTS', KEYS[1], ARGV[1]) == 0 then return {'lost'} end
              if (known[1] or '') ~= ARGV[2] then return {'stale', known[1] or '', known[4] or '[]'} end
            end
            redis.call('HSET', KEYS[2], 'seen', ARGV[3], 'answers', ARGV[4], 'nanos', ARGV[5],
                'tenant', ARGV[6], 'session', ARGV[7], 'lines', ARGV[8])
            redis.call('PEXPIRE', KEYS[2], ARGV[11])
            redis.call('ZADD', KEYS[3], ARGV[10], ARGV[9])
            redis.call('ZREMRANGEBYSCORE', KEYS[3], '-inf', '(' .. ARGV[12])
            redis.call('SADD', KEYS[4], ARGV[6])
            local before = redis.call('GET', KEYS[5]) or '0'
            local more = string.format('%.0f', tonumber(ARGV[5]) - tonumber(known[3] or '0'))
            redis.call('INCRBY', KEYS[5], more)
            redis.call('PEXPIRE', KEYS[5], ARGV[11])
            return {'done', before, redis.call('GET', KEYS[5])}
            """;

    /**
     * Marks partitions. KEYS: marks, token. ARGV: the token that there must be, then partitions.
     * Answers 0 if there is another or none.
     */
    static final String COMPLETE =
            """
            if redis.call('GET', KEYS[2]) ~= ARGV[1] then return 0 end
            for i = 2, #ARGV do redis.call('HSET', KEYS[1], ARGV[i], '1') end
            return 1
            """;

    /** The accounts of the tasks in ARGV; what is gone is left out. */
    static final String READ =
            """
            local found = {}
            for _, task in ipairs(ARGV) do
              local account = redis.call('HMGET', 'fleet:costs:task:' .. task,
                  'seen', 'tenant', 'session', 'lines')
              if account[1] then
                found[#found + 1] = {task, account[1], account[2], account[3], account[4]}
              end
            end
            return found
            """;

    private CostScripts() {}
}
