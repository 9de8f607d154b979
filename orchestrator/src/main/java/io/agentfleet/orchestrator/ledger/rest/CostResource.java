package io.agentfleet.orchestrator.ledger.rest;

import io.agentfleet.access.filter.CurrentCaller;
import io.agentfleet.access.identity.Identity;
import io.agentfleet.access.identity.Role;
import io.agentfleet.orchestrator.ledger.CostBy;
import io.agentfleet.orchestrator.ledger.CostReport;
import io.agentfleet.orchestrator.ledger.kafka.CostFeed;
import io.agentfleet.orchestrator.ledger.redis.RedisCostLedger;
import io.agentfleet.schemas.ErrorCode;
import io.agentfleet.schemas.FleetException;
import io.agentfleet.taskmodel.task.SubmissionValidator;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/**
 * Reports what models cost: to a person of their tenant, to an operator of the fleet of all
 * tenants. In an open fleet of the tenant that is named, of all if none is.
 */
@Path("/costs")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class CostResource {

    private static final int DEFAULT_DAYS = 7;
    private static final int MOST_ROWS = 1_000;

    private final RedisCostLedger ledger;
    private final CostFeed feed;
    private final CurrentCaller callers;
    private final InstantSource clock;

    CostResource(
            RedisCostLedger ledger, CostFeed feed, CurrentCaller callers, InstantSource clock) {
        this.ledger = ledger;
        this.feed = feed;
        this.callers = callers;
        this.clock = clock;
    }

    @GET
    @Operation(
            summary = "What models have cost, by agent, model, tenant, day, task, node or session",
            description =
                    "from and to are days in UTC such as 2026-11-30, both included; the last seven days if not given. "
                            + "The most expensive come first, days in their order; limit is 1 to 1000.")
    public CostReport costs(
            @QueryParam("by") @DefaultValue("agent") String by,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("limit") @DefaultValue("100") String limit,
            @HeaderParam("X-Tenant") @Nullable String tenant) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        LocalDate last = to == null ? today : day("to", to);
        LocalDate first = from == null ? last.minusDays(DEFAULT_DAYS - 1) : day("from", from);
        int rows = rows(limit);
        CostReport.Builder report = new CostReport.Builder(CostBy.of(by), first, last);
        boolean complete = feed.isComplete();
        ledger.read(scope(tenant), first, report::add);
        return report.build(rows, complete);
    }

    private Optional<String> scope(@Nullable String tenant) {
        Optional<Identity> caller = callers.ofRequest();
        if (caller.isPresent()) {
            return caller.filter(who -> !who.roles().contains(Role.FLEET_OPERATOR))
                    .map(Identity::tenant);
        }
        return Optional.ofNullable(tenant).map(SubmissionValidator::tenant);
    }

    private static LocalDate day(String parameter, String given) {
        try {
            return LocalDate.parse(given);
        } catch (DateTimeException e) {
            throw new FleetException(
                    ErrorCode.INVALID_ARGUMENT,
                    "%s '%s' is not a day: use a date such as 2026-11-30"
                            .formatted(parameter, given),
                    e);
        }
    }

    private static int rows(String given) {
        if (!given.matches("\\d{1,4}")
                || Integer.parseInt(given) < 1
                || Integer.parseInt(given) > MOST_ROWS) {
            throw new FleetException(
                    ErrorCode.INVALID_ARGUMENT,
                    "limit '%s' is out of range: use 1 to %d".formatted(given, MOST_ROWS));
        }
        return Integer.parseInt(given);
    }
}
