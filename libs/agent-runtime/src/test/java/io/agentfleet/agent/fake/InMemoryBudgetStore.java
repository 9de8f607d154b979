package io.agentfleet.agent.fake;

import io.agentfleet.agent.budget.Account;
import io.agentfleet.agent.budget.Amount;
import io.agentfleet.agent.budget.BudgetStore;
import io.agentfleet.agent.budget.Refusal;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.taskmodel.run.Money;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Budgets of one process. */
public final class InMemoryBudgetStore implements BudgetStore {

    private record Open(List<Account> accounts, Amount amount, long expires, boolean expired) {}

    private final Map<String, Amount> spent = new HashMap<>();
    private final Map<String, Amount> reserved = new HashMap<>();
    private final Map<String, Open> reservations = new HashMap<>();
    private boolean away;

    /** From now on it does not answer, or answers again. */
    public synchronized void away(boolean now) {
        away = now;
    }

    /** What is spent on an account. */
    public synchronized Amount spent(String account) {
        return spent.getOrDefault(account, Amount.NOTHING);
    }

    /** What is reserved on an account. */
    public synchronized Amount reserved(String account) {
        return reserved.getOrDefault(account, Amount.NOTHING);
    }

    @Override
    public synchronized Optional<Refusal> reserve(
            String id, List<Account> accounts, Amount amount, Duration lifetime) {
        requireThere();
        for (Account account : accounts) {
            Amount taken = plus(plus(spent(account.id()), reserved(account.id())), amount);
            var tokens = account.limit().tokens();
            boolean tooMany = tokens.isPresent() && taken.tokens() > tokens.getAsLong();
            boolean tooDear =
                    account.limit().money().filter(m -> taken.money().compareTo(m) > 0).isPresent();
            if (tooMany || tooDear) {
                return Optional.of(
                        new Refusal(
                                account, !tooMany, spent(account.id()), reserved(account.id())));
            }
        }
        accounts.forEach(account -> reserved.merge(account.id(), amount, this::plus));
        long expires = System.nanoTime() + lifetime.toNanos();
        reservations.put(id, new Open(List.copyOf(accounts), amount, expires, false));
        return Optional.empty();
    }

    @Override
    public synchronized void settle(String id, Amount paid) {
        requireThere();
        Open open = reservations.remove(id);
        if (open == null) {
            return;
        }
        for (Account account : open.accounts) {
            (open.expired ? spent : reserved).merge(account.id(), minus(open.amount), this::plus);
            spent.merge(account.id(), paid, this::plus);
        }
    }

    @Override
    public synchronized int settleExpired() {
        requireThere();
        long now = System.nanoTime();
        int settled = 0;
        for (var entry : reservations.entrySet()) {
            Open open = entry.getValue();
            if (open.expired || open.expires > now) {
                continue;
            }
            for (Account account : open.accounts) {
                reserved.merge(account.id(), minus(open.amount), this::plus);
                spent.merge(account.id(), open.amount, this::plus);
            }
            entry.setValue(new Open(open.accounts, open.amount, open.expires, true));
            settled++;
        }
        return settled;
    }

    private void requireThere() {
        if (away) {
            throw new FleetException(ErrorCode.UNAVAILABLE, "the store is away");
        }
    }

    private Amount plus(Amount a, Amount b) {
        return new Amount(a.tokens() + b.tokens(), a.money().plus(b.money()));
    }

    private static Amount minus(Amount a) {
        return new Amount(-a.tokens(), Money.NONE.minus(a.money()));
    }
}
