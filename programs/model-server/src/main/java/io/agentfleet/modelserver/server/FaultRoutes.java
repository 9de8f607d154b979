package io.agentfleet.modelserver.server;

import io.agentfleet.modelserver.fault.Fault;
import io.agentfleet.modelserver.protocol.Json;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;

/** Faults on demand, over HTTP: which there are, one more, none. */
final class FaultRoutes {

    private final ModelServer.FaultAdmin admin;
    private final AnswerThreads threads;

    FaultRoutes(ModelServer.FaultAdmin admin, AnswerThreads threads) {
        this.admin = admin;
        this.threads = threads;
    }

    /** Adds its paths. */
    void addTo(Router router) {
        router.get("/admin/faults").handler(context -> threads.answer(context, this::sendFaults));
        router.post("/admin/faults")
                .handler(context -> threads.answer(context, reply -> addFault(context, reply)));
        router.delete("/admin/faults")
                .handler(context ->
                        threads.answer(
                                context,
                                reply -> {
                                    admin.clear();
                                    return sendFaults(reply);
                                }));
    }

    private String addFault(RoutingContext context, Reply reply) {
        String text =
                Json.read(Optional.ofNullable(context.body().asString()).orElse(""))
                        .map(body -> body.path("fault").asText(""))
                        .orElse("");
        try {
            Optional<Fault.Closed> closed = admin.add(text);
            String what = sendFaults(reply);
            closed.ifPresent(admin::close);
            return what;
        } catch (IllegalArgumentException e) {
            reply.send(400, Map.of(), Json.object().put("error", e.getMessage()).toString());
            return "admin refused";
        }
    }

    private String sendFaults(Reply reply) {
        var body = Json.object();
        admin.texts().forEach(body.putArray("faults")::add);
        reply.send(200, Map.of(), body.toString());
        return "admin";
    }
}
