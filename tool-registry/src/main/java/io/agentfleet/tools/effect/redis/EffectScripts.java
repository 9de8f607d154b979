package io.agentfleet.tools.effect.redis;

/**
 * The index's atomic steps. An entry is the offset of its record in the log (-1: none yet), a
 * blank, one letter of the state, then owner or outcome. The mark names the start of Redis that the
 * index is whole for: after a restart its data may be older than the log.
 */
final class EffectScripts {

    private static final String PARTS =
            """
            local function entry(key)
                local now = redis.call('GET', key) or ''
                local offset, state = string.match(now, '^(-?%d+) (.*)$')
                return now, offset or '-1', state or ''
            end
            local function letter(state) return string.sub(state, 1, 1) end
            local function this_start()
                return string.match(redis.call('INFO', 'server'), 'run_id:(%x+)')
            end
            local function whole(mark) return redis.call('GET', mark) == this_start() end
            """;

    /**
     * KEYS effect, mark; ARGV what was seen, the intent, time to live, prefix of owners. Answers
     * granted, or taken with the entry and whether its owner lives, or lost without an index.
     */
    static final String CLAIM =
            PARTS
                    + """
                    if not whole(KEYS[2]) then return {'lost'} end
                    local now, offset, state = entry(KEYS[1])
                    if now == ARGV[1] or letter(state) == 'f' then
                        redis.call('SET', KEYS[1], offset .. ' ' .. ARGV[2], 'PX', ARGV[3])
                        return {'granted'}
                    end
                    local alive = 0
                    if letter(state) == 'i' then
                        alive = redis.call('EXISTS', ARGV[4] .. string.sub(state, 2))
                    end
                    return {'taken', now, alive}
                    """;

    /**
     * KEYS effect, mark; ARGV the intent, time to live, its offset. Answers held if the claim still
     * is the owner's, or taken with the entry, or lost without an index.
     */
    static final String HOLD =
            PARTS
                    + """
                    if not whole(KEYS[2]) then return {'lost'} end
                    local now, _, state = entry(KEYS[1])
                    if state ~= ARGV[1] then return {'taken', now} end
                    redis.call('SET', KEYS[1], ARGV[3] .. ' ' .. state, 'PX', ARGV[2])
                    return {'held'}
                    """;

    /**
     * KEYS effect; ARGV the intent, time to live, offset, the new state. Done is the truth whoever
     * says it; anything else counts only in place of the intent that it ends.
     */
    static final String END =
            PARTS
                    + """
                    local _, _, state = entry(KEYS[1])
                    if letter(state) == 'd' then return 0 end
                    if letter(ARGV[4]) ~= 'd' and state ~= ARGV[1] and state ~= '' then return 0 end
                    redis.call('SET', KEYS[1], ARGV[3] .. ' ' .. ARGV[4], 'PX', ARGV[2])
                    return 1
                    """;

    /** KEYS owner, mark; ARGV time to live: answers whether the index is there. */
    static final String BEAT =
            PARTS
                    + """
                    redis.call('SET', KEYS[1], '1', 'PX', ARGV[1])
                    return whole(KEYS[2]) and 1 or 0
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
     * KEYS lock, effects; ARGV owner, then for each effect state, time to live and offset. Answers
     * 0 if another owner rebuilds since. Done is never overwritten; else the later record counts.
     */
    static final String RESTORE =
            PARTS
                    + """
                    if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
                    redis.call('PEXPIRE', KEYS[1], 10000)
                    for i = 2, #KEYS do
                        local _, offset, state = entry(KEYS[i])
                        local logged, left, at = ARGV[i * 3 - 4], ARGV[i * 3 - 3], ARGV[i * 3 - 2]
                        local later = letter(state) ~= 'd' and tonumber(at) > tonumber(offset)
                        if letter(logged) == 'd' or later then
                            redis.call('SET', KEYS[i], at .. ' ' .. logged, 'PX', left)
                        end
                    end
                    return 1
                    """;

    /** KEYS lock, mark; ARGV owner: the index is whole again. */
    static final String MARK =
            PARTS
                    + """
                    if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
                    redis.call('SET', KEYS[2], this_start())
                    redis.call('DEL', KEYS[1])
                    return 1
                    """;

    private EffectScripts() {}
}
