package io.agentfleet.agent.budget;

import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.taskmodel.run.Money;

/**
 * A limit that leaves no room for a call.
 *
 * @param ofMoney true if the money is in the way, not the tokens
 * @param spent so far
 * @param reserved by calls that are under way
 */
public record Refusal(Account account, boolean ofMoney, Amount spent, Amount reserved) {

    /** For the run: which limit, how it stands, what to do. */
    public FleetException explained(Amount asked) {
        return ofMoney
                ? refused(
                        ErrorCode.COST_BUDGET_EXCEEDED,
                        "dollars",
                        account.limit().money().orElse(Money.NONE).toString(),
                        spent.money() + " spent, " + reserved.money() + " reserved",
                        asked.money().toString())
                : refused(
                        ErrorCode.TOKEN_BUDGET_EXCEEDED,
                        "tokens",
                        "%,d tokens".formatted(account.limit().tokens().orElse(0)),
                        "%,d spent, %,d reserved".formatted(spent.tokens(), reserved.tokens()),
                        "%,d".formatted(asked.tokens()));
    }

    private FleetException refused(
            ErrorCode code, String unit, String limit, String state, String asked) {
        return new FleetException(
                code,
                "the limit of %s is %s (%s), and the next model call may take %s: raise %s.%s, or %s"
                        .formatted(
                                account.whose(),
                                limit,
                                state,
                                asked,
                                account.setting(),
                                unit,
                                account.remedy()));
    }
}
