package io.agentfleet.tools.effect.kafka;

/** The index's atomic steps. A value is one letter of the state, then owner or outcome. */
final class EffectScripts {

    /**
     * KEYS effect, mark; ARGV what was seen, the new value, time to live, prefix of owners. Answers
     * granted, or taken with the value and whether its owner lives, or lost without an index.
     */
    static final String CLAIM =
            """
            if redis.call('EXISTS', KEYS[2]) == 0 then return {'lost'} end
            local now = redis.call('GET', KEYS[1]) or ''
            if now == ARGV[1] then
                redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
                return {'granted'}
            end
            local alive = 0
            if string.sub(now, 1, 1) == 'i' then
                alive = redis.call('EXISTS', ARGV[4] .. string.sub(now, 2))
            end
            return {'taken', now, alive}
            """;

    /**
     * KEYS effect; ARGV the intent, the new value (empty: none), time to live. Done is the truth
     * whoever says it; anything else counts only in place of the intent that it ends.
     */
    static final String END =
            """
            local now = redis.call('GET', KEYS[1]) or ''
            if string.sub(now, 1, 1) == 'd' then return 0 end
            if string.sub(ARGV[2], 1, 1) ~= 'd' and now ~= ARGV[1] and now ~= '' then return 0 end
            if ARGV[2] == '' then redis.call('DEL', KEYS[1])
            else redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3]) end
            return 1
            """;

    /** KEYS owner; ARGV time to live, mark: answers whether the index is there. */
    static final String BEAT =
            """
            redis.call('SET', KEYS[1], '1', 'PX', ARGV[1])
            return redis.call('EXISTS', ARGV[2])
            """;

    /** KEYS lock; ARGV owner, time to live: answers whether the owner may rebuild. */
    static final String LOCK =
            """
            local now = redis.call('GET', KEYS[1])
            if now and now ~= ARGV[1] then return 0 end
            redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
            return 1
            """;

    /**
     * KEYS lock, effects; ARGV owner, then for each effect value and time to live, in the order of
     * the log. Answers 0 if another owner rebuilds since. Done is never overwritten.
     */
    static final String RESTORE =
            """
            if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
            redis.call('PEXPIRE', KEYS[1], 10000)
            for i = 2, #KEYS do
                local now = redis.call('GET', KEYS[i]) or ''
                local value = ARGV[i * 2 - 2]
                if string.sub(now, 1, 1) ~= 'd' then
                    if value == '' then redis.call('DEL', KEYS[i])
                    else redis.call('SET', KEYS[i], value, 'PX', ARGV[i * 2 - 1]) end
                end
            end
            return 1
            """;

    /** KEYS lock, mark; ARGV owner: the index is whole again. */
    static final String MARK =
            """
            if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
            redis.call('SET', KEYS[2], '1')
            redis.call('DEL', KEYS[1])
            return 1
            """;

    private EffectScripts() {}
}
