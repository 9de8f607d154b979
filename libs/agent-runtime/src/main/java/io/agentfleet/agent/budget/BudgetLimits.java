package io.agentfleet.agent.budget;

import io.agentfleet.agent.model.Caller;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What may be spent.
 *
 * @param task by a user's task and all that serves it
 * @param session by all tasks of a session
 * @param tenant by a tenant in a day (UTC)
 * @param tenants the same for tenants with a limit of their own, by name
 * @param day by the whole fleet in a day (UTC)
 */
public record BudgetLimits(
        Limit task, Limit session, Limit tenant, Map<String, Limit> tenants, Limit day) {

    public static final BudgetLimits NONE =
            new BudgetLimits(Limit.NONE, Limit.NONE, Limit.NONE, Map.of(), Limit.NONE);

    private static final String SETTING = "fleet.model.budget.";

    public BudgetLimits {
        tenants = Map.copyOf(tenants);
    }

    /** True if nothing is limited: no store is asked. */
    public boolean areNone() {
        return all().allMatch(Limit::isNone);
    }

    /** True if a call must not be made while nobody knows what was spent. */
    public boolean areStrict() {
        return all().anyMatch(limit -> limit.money().isPresent())
                || !tenant.isNone()
                || !day.isNone()
                || tenants.values().stream().anyMatch(limit -> !limit.isNone());
    }

    private Stream<Limit> all() {
        return Stream.concat(Stream.of(task, session, tenant, day), tenants.values().stream());
    }

    /** The accounts that a call is charged to, those with a limit only. */
    public List<Account> accounts(Caller caller, LocalDate today) {
        String root = caller.rootTask().value();
        String session = caller.session().value();
        String name = caller.tenant();
        List<Account> accounts = new ArrayList<>();
        add(accounts, "task:" + root, "task " + root, "task", "ask for less", task);
        add(
                accounts,
                "session:" + session,
                "session " + session,
                "session",
                "begin another session",
                this.session);
        boolean own = tenants.containsKey(name);
        add(
                accounts,
                "tenant:%s:%s".formatted(name, today),
                "tenant %s on %s (UTC)".formatted(name, today),
                own ? "tenants." + name : "tenant",
                "go on tomorrow",
                tenants.getOrDefault(name, tenant));
        add(
                accounts,
                "day:" + today,
                "the fleet on %s (UTC)".formatted(today),
                "day",
                "go on tomorrow",
                day);
        return accounts;
    }

    private static void add(
            List<Account> accounts,
            String id,
            String whose,
            String setting,
            String remedy,
            Limit limit) {
        if (!limit.isNone()) {
            accounts.add(new Account(id, whose, SETTING + setting, remedy, limit));
        }
    }
}
