package io.agentfleet.agent.gateway;

import io.agentfleet.agent.budget.Amount;
import io.agentfleet.agent.budget.SharedBudgets;
import io.agentfleet.agent.model.ModelResponse;
import io.agentfleet.agent.route.Route;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.taskmodel.run.Money;

/** Reserve, call, settle: one attempt at one model. */
final class BudgetedCall {

    private final SharedBudgets budgets;
    private final Estimate estimate;
    private final UnknownPrice unknownPrice;

    BudgetedCall(SharedBudgets budgets, Estimate estimate, UnknownPrice unknownPrice) {
        this.budgets = budgets;
        this.estimate = estimate;
        this.unknownPrice = unknownPrice;
    }

    ModelResponse make(ConfiguredModel model, ModelCall call) {
        if (budgets.areNone()) {
            return ask(model, call);
        }
        requirePrice(model, call);
        Amount reserved = estimate.of(call.request(), model.price());
        var reservation = budgets.reserve(call.caller(), reserved);
        Amount spent = reserved;
        try {
            ModelResponse response = ask(model, call);
            Money cost = model.price().map(p -> p.of(response.usage())).orElse(Money.NONE);
            spent = new Amount(response.usage().total(), cost);
            return response;
        } catch (FleetException e) {
            spent = SpendingRule.after(e, reserved);
            throw e;
        } finally {
            reservation.settle(spent);
        }
    }

    private static ModelResponse ask(ConfiguredModel model, ModelCall call) {
        Route route = new Route(model.name(), call.route().reason());
        return call.elsewhere(
                () -> ScopedValue.where(Route.CURRENT, route).call(() -> call.ask(model.model())));
    }

    private void requirePrice(ConfiguredModel model, ModelCall call) {
        if (model.price().isPresent() || !budgets.limitMoney(call.caller())) {
            return;
        }
        boolean refused =
                switch (unknownPrice) {
                    case REFUSE -> true;
                    case COUNT_TOKENS_ONLY -> false;
                };
        if (refused) {
            throw new FleetException(
                    ErrorCode.COST_BUDGET_EXCEEDED,
                    "money is limited and the price of model '%s' is not known: set fleet.models.%s.price.*, or fleet.model.budget.unknown-price=count-tokens-only"
                            .formatted(model.name(), model.name()));
        }
    }
}
