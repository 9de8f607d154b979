package io.agentfleet.agent.budget.redis;

/**
 * The budgets' atomic steps. An account is a hash: tokens and nanos (spent), tokens_reserved and
 * nanos_reserved. A reservation is a hash: tokens, nanos, accounts (their keys, a line each), and
 * expired once it was settled for its process. The open ones stand in a sorted set by the time when
 * they expire, in milliseconds of the one clock of the store.
 *
 * <p>Amounts are passed on as the texts that they come as, since Lua would round large numbers.
 */
final class BudgetScripts {

    private static final String COMMON =
            """
            local function minus(amount)
                if amount == '0' then return '0' end
                return '-' .. amount
            end
            local function now()
                local time = redis.call('TIME')
                return time[1] * 1000 + math.floor(time[2] / 1000)
            end
            """;

    /**
     * KEYS: open ones, reservation, accounts. ARGV: id, tokens, nanos, lifetime, how long to keep
     * accounts, then the limit of tokens and of nanos of each account, empty for none. Answers with
     * nothing, or with index, unit, tokens, nanos, reserved tokens and nanos of the account that is
     * in the way.
     */
    static final String RESERVE =
            COMMON
                    + """
                    for i = 3, #KEYS do
                        local known = redis.call('HMGET', KEYS[i],
                            'tokens', 'nanos', 'tokens_reserved', 'nanos_reserved')
                        for j = 1, 4 do known[j] = known[j] or '0' end
                        for unit = 1, 2 do
                            local limit = ARGV[5 + (i - 3) * 2 + unit]
                            local taken = known[unit] + known[unit + 2] + ARGV[1 + unit]
                            if limit ~= '' and taken > tonumber(limit) then
                                return {tostring(i - 3), tostring(unit),
                                    known[1], known[2], known[3], known[4]}
                            end
                        end
                    end
                    local accounts = {}
                    for i = 3, #KEYS do
                        accounts[i - 2] = KEYS[i]
                        redis.call('HINCRBY', KEYS[i], 'tokens_reserved', ARGV[2])
                        redis.call('HINCRBY', KEYS[i], 'nanos_reserved', ARGV[3])
                        redis.call('PEXPIRE', KEYS[i], ARGV[5])
                    end
                    redis.call('HSET', KEYS[2], 'tokens', ARGV[2], 'nanos', ARGV[3],
                        'accounts', table.concat(accounts, '\\n'))
                    redis.call('PEXPIRE', KEYS[2], ARGV[5])
                    redis.call('ZADD', KEYS[1],
                        string.format('%.0f', now() + tonumber(ARGV[4])), ARGV[1])
                    return {}
                    """;

    /** KEYS: open ones, reservation. ARGV: id, tokens, nanos. */
    static final String SETTLE =
            COMMON
                    + """
                    local known = redis.call('HMGET', KEYS[2],
                        'tokens', 'nanos', 'accounts', 'expired')
                    if not known[3] then return 0 end
                    for account in string.gmatch(known[3], '[^\\n]+') do
                        local suffix = '_reserved'
                        if known[4] then suffix = '' end
                        redis.call('HINCRBY', account, 'tokens' .. suffix, minus(known[1]))
                        redis.call('HINCRBY', account, 'nanos' .. suffix, minus(known[2]))
                        redis.call('HINCRBY', account, 'tokens', ARGV[2])
                        redis.call('HINCRBY', account, 'nanos', ARGV[3])
                    end
                    redis.call('DEL', KEYS[2])
                    redis.call('ZREM', KEYS[1], ARGV[1])
                    return 1
                    """;

    /** KEYS: open ones. ARGV: what a reservation's key begins with, the most at a time. */
    static final String SETTLE_EXPIRED =
            COMMON
                    + """
                    local due = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf',
                        string.format('%.0f', now()), 'LIMIT', 0, ARGV[2])
                    for _, id in ipairs(due) do
                        local name = ARGV[1] .. id
                        local known = redis.call('HMGET', name, 'tokens', 'nanos', 'accounts')
                        for account in string.gmatch(known[3] or '', '[^\\n]+') do
                            redis.call('HINCRBY', account, 'tokens_reserved', minus(known[1]))
                            redis.call('HINCRBY', account, 'nanos_reserved', minus(known[2]))
                            redis.call('HINCRBY', account, 'tokens', known[1])
                            redis.call('HINCRBY', account, 'nanos', known[2])
                            redis.call('HSET', name, 'expired', '1')
                        end
                        redis.call('ZREM', KEYS[1], id)
                    end
                    return #due
                    """;

    private BudgetScripts() {}
}
