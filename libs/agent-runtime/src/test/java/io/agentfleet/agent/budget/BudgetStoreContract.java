package io.agentfleet.agent.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.agentfleet.taskmodel.run.Money;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every budget store promises. */
abstract class BudgetStoreContract {

    static final Duration LONG = Duration.ofMinutes(5);

    private final String suffix = UUID.randomUUID().toString();

    abstract BudgetStore store();

    abstract Amount spent(String account);

    abstract Amount reserved(String account);

    Account account(String name, OptionalLong tokens, Optional<Money> money) {
        return new Account(
                name + ":" + suffix, name, "setting." + name, "wait", new Limit(tokens, money));
    }

    static Amount amount(long tokens, long nanos) {
        return new Amount(tokens, new Money(nanos));
    }

    @Test
    void reservesUpToTheLimitToTheTokenAndTheBillionth() {
        Account tokens = account("tokens", OptionalLong.of(100), Optional.empty());
        Account money = account("money", OptionalLong.empty(), Optional.of(new Money(50)));
        List<Account> both = List.of(tokens, money);
        assertThat(store().reserve("a" + suffix, both, amount(60, 20), LONG)).isEmpty();
        assertThat(store().reserve("b" + suffix, both, amount(40, 30), LONG)).isEmpty();

        Refusal tooMany = store().reserve("c" + suffix, both, amount(1, 0), LONG).orElseThrow();
        assertThat(tooMany).isEqualTo(new Refusal(tokens, false, amount(0, 0), amount(100, 50)));
        Refusal tooDear = store().reserve("d" + suffix, both, amount(0, 1), LONG).orElseThrow();
        assertThat(tooDear.account()).isEqualTo(money);
        assertThat(tooDear.ofMoney()).isTrue();
        assertThat(reserved(money.id())).isEqualTo(amount(100, 50));
    }

    @Test
    void aRefusedAmountIsReservedOnNoAccount() {
        Account wide = account("wide", OptionalLong.of(1_000), Optional.empty());
        Account narrow = account("narrow", OptionalLong.of(10), Optional.empty());
        assertThat(store().reserve("a" + suffix, List.of(wide, narrow), amount(11, 0), LONG))
                .isPresent();
        assertThat(reserved(wide.id())).isEqualTo(Amount.NOTHING);
    }

    @Test
    void aSettlementReplacesTheReservationByWhatWasSpent() {
        Account account = account("a", OptionalLong.of(100), Optional.of(new Money(100)));
        store().reserve("a" + suffix, List.of(account), amount(100, 100), LONG);
        store().settle("a" + suffix, amount(30, 7));
        assertThat(spent(account.id())).isEqualTo(amount(30, 7));
        assertThat(reserved(account.id())).isEqualTo(Amount.NOTHING);

        store().settle("a" + suffix, amount(30, 7)); // a repeat changes nothing
        assertThat(spent(account.id())).isEqualTo(amount(30, 7));
    }

    @Test
    void aCallThatTookNothingLeavesNothing() {
        Account account = account("a", OptionalLong.of(100), Optional.empty());
        store().reserve("a" + suffix, List.of(account), amount(100, 0), LONG);
        store().settle("a" + suffix, Amount.NOTHING);
        assertThat(spent(account.id())).isEqualTo(Amount.NOTHING);
        assertThat(store().reserve("b" + suffix, List.of(account), amount(100, 0), LONG)).isEmpty();
    }

    @Test
    void anExpiredReservationIsSettledAsSpentAndCorrectedByALateSettlement() {
        Account account = account("a", OptionalLong.of(100), Optional.empty());
        store().reserve("a" + suffix, List.of(account), amount(60, 6), Duration.ofMillis(1));
        await().untilAsserted(() -> {
            store().settleExpired();
            assertThat(spent(account.id())).isEqualTo(amount(60, 6));
        });
        assertThat(reserved(account.id())).isEqualTo(Amount.NOTHING);
        store().settleExpired();
        assertThat(spent(account.id())).isEqualTo(amount(60, 6));

        store().settle("a" + suffix, amount(25, 2));
        assertThat(spent(account.id())).isEqualTo(amount(25, 2));
        assertThat(reserved(account.id())).isEqualTo(Amount.NOTHING);
    }

    @Test
    void amountsOfMillionsOfDollarsAreCountedToTheBillionth() {
        Account account =
                account("a", OptionalLong.empty(), Optional.of(new Money(9_000_000_000_000_000L)));
        store().reserve("a" + suffix, List.of(account), amount(1, 8_999_999_999_999_999L), LONG);
        store().settle("a" + suffix, amount(1, 8_999_999_999_999_998L));
        assertThat(spent(account.id())).isEqualTo(amount(1, 8_999_999_999_999_998L));
        assertThat(store().reserve("b" + suffix, List.of(account), amount(1, 3), LONG)).isPresent();
        assertThat(store().reserve("c" + suffix, List.of(account), amount(1, 2), LONG)).isEmpty();
    }
}
