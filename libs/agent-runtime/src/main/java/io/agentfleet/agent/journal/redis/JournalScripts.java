package io.agentfleet.agent.journal.redis;

/**
 * The journal's atomic steps. KEYS[1] is a hash: attempt, fence, owner (empty if released), result
 * once it has ended, gap if entries are missing because the store was emptied during a run. KEYS[2]
 * is the list of entries. Fences come from the one clock of the store.
 */
final class JournalScripts {

    /**
     * ARGV: attempt, owner, fence of a dead claim or empty, how long to keep, mark. Answers with
     * the fence, the mark of the run before and 1 if that broke off, then the entries.
     */
    static final String CLAIM =
            """
            local known = redis.call('HMGET', KEYS[1],
                'attempt', 'fence', 'owner', 'result', 'gap', 'mark')
            local attempt = tonumber(known[1] or '0')
            local asked = tonumber(ARGV[1])
            if attempt > asked then return {'superseded', known[1]} end
            if attempt == asked then
                if known[4] then return {'ended', known[4]} end
                if known[3] ~= '' and known[2] ~= ARGV[3] then
                    return {'held', known[3], known[2]}
                end
            end
            local time = redis.call('TIME')
            local now = time[1] * 1000 + math.floor(time[2] / 1000)
            local fence = string.format('%.0f',
                math.max(tonumber(known[2] or '0') + 1, now))
            if attempt < asked or known[5] then redis.call('DEL', KEYS[1], KEYS[2]) end
            local earlier, broke = '', '0'
            if attempt == asked then earlier = known[6] or '' end
            if attempt == asked and known[3] ~= '' then broke = '1' end
            redis.call('HSET', KEYS[1],
                'attempt', ARGV[1], 'fence', fence, 'owner', ARGV[2], 'mark', ARGV[5])
            redis.call('PEXPIRE', KEYS[1], ARGV[4])
            local answer = redis.call('LRANGE', KEYS[2], 0, -1)
            table.insert(answer, 1, 'granted')
            table.insert(answer, 2, fence)
            table.insert(answer, 3, earlier)
            table.insert(answer, 4, broke)
            return answer
            """;

    /**
     * What {@link #APPEND} and {@link #END} begin with. ARGV: attempt, owner, fence, how long to
     * keep. A journal that is gone, or that only knows less, is set up again under this fence.
     */
    private static final String GUARD =
            """
            local known = redis.call('HMGET', KEYS[1], 'attempt', 'fence', 'gap')
            local attempt = tonumber(known[1] or '0')
            local fence = tonumber(known[2] or '0')
            local asked = tonumber(ARGV[1])
            local mine = tonumber(ARGV[3])
            if attempt > asked or (attempt == asked and fence > mine) then return 0 end
            local gap = known[3]
            if attempt < asked or fence < mine then
                redis.call('DEL', KEYS[1], KEYS[2])
                redis.call('HSET', KEYS[1],
                    'attempt', ARGV[1], 'fence', ARGV[3], 'owner', ARGV[2], 'gap', '1')
                gap = '1'
            end
            """;

    /** Then: the entry. Answers 0 if the fence is stale. */
    static final String APPEND =
            GUARD
                    + """
                    if not gap then
                        redis.call('RPUSH', KEYS[2], ARGV[5])
                        redis.call('PEXPIRE', KEYS[2], ARGV[4])
                    end
                    redis.call('PEXPIRE', KEYS[1], ARGV[4])
                    return 1
                    """;

    /** Then: the result. Answers 0 if the fence is stale. */
    static final String END =
            GUARD
                    + """
                    redis.call('DEL', KEYS[2])
                    redis.call('HDEL', KEYS[1], 'gap')
                    redis.call('HSET', KEYS[1], 'owner', '', 'result', ARGV[5])
                    redis.call('PEXPIRE', KEYS[1], ARGV[4])
                    return 1
                    """;

    /** ARGV: fence. */
    static final String RELEASE =
            """
            if redis.call('HGET', KEYS[1], 'fence') == ARGV[1] then
                redis.call('HSET', KEYS[1], 'owner', '')
            end
            return 1
            """;

    private JournalScripts() {}
}
