package io.agentfleet.access.filter;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Refuses what a page of somebody else could make a browser send: a request under a name that is
 * not this service's, from another origin, or as a form sends it. Pure.
 *
 * <p>A body is JSON, and so is every POST: a browser sends that across origins, like every method
 * but GET, HEAD and POST, only after asking leave, which is never given. Not checked of gRPC, whose
 * content type is as good.
 */
final class BrowserRequestPolicy {

    private static final Set<String> FROM_HERE = Set.of("same-origin", "none");

    private final Optional<HostNames> hosts;
    private final Set<String> origins;

    /**
     * @param hosts empty if every name is good: where a token is asked for, a name opens nothing
     */
    BrowserRequestPolicy(Optional<HostNames> hosts, Collection<String> origins) {
        this.hosts = hosts;
        this.origins =
                origins.stream()
                        .map(origin -> origin.strip().toLowerCase(Locale.ROOT))
                        .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * What a request says of itself.
     *
     * @param hosts each {@code Host} and {@code :authority}
     * @param reached the address at which its connection came in
     * @param origins each {@code Origin}
     * @param sites each {@code Sec-Fetch-Site}
     * @param contentTypes each {@code Content-Type}
     */
    record Asked(
            String method,
            List<String> hosts,
            String reached,
            List<String> origins,
            List<String> sites,
            List<String> contentTypes,
            boolean hasBody) {
        Asked {
            hosts = List.copyOf(hosts);
            origins = List.copyOf(origins);
            sites = List.copyOf(sites);
            contentTypes = List.copyOf(contentTypes);
        }
    }

    /** Why it is refused; empty if it is not. */
    Optional<Rejection> refusal(Asked request) {
        if (!isAskedByName(request)) {
            return Optional.of(Rejection.UNKNOWN_HOST);
        }
        if (!isFromHere(request)) {
            return Optional.of(Rejection.FOREIGN_PAGE);
        }
        return needsJson(request) && !isJson(request)
                ? Optional.of(Rejection.NO_JSON)
                : Optional.empty();
    }

    private boolean isAskedByName(Asked request) {
        return hosts.isEmpty()
                || (!request.hosts().isEmpty()
                        && request.hosts().stream()
                                .allMatch(host -> hosts.get().include(host, request.reached())));
    }

    private boolean isFromHere(Asked request) {
        boolean pageOfOurs =
                !request.origins().isEmpty()
                        && request.origins().stream()
                                .allMatch(origin ->
                                        origins.contains(origin.toLowerCase(Locale.ROOT)));
        return pageOfOurs
                || (request.origins().stream().allMatch(origin -> isOf(request, origin))
                        && FROM_HERE.containsAll(request.sites()));
    }

    private static boolean isOf(Asked request, String origin) {
        return request.hosts().stream()
                .flatMap(host -> Stream.of("http://" + host, "https://" + host))
                .anyMatch(origin::equalsIgnoreCase);
    }

    private static boolean needsJson(Asked request) {
        return switch (request.method()) {
            case "GET", "HEAD", "OPTIONS" -> false;
            case "PUT", "PATCH", "DELETE" -> request.hasBody();
            default -> true;
        };
    }

    private static boolean isJson(Asked request) {
        if (request.contentTypes().size() != 1) {
            return false;
        }
        String given = request.contentTypes().getFirst();
        String mediaType = given.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return mediaType.equals("application/json") || isGrpc(mediaType);
    }

    /** gRPC, not gRPC-Web, which is not served. */
    static boolean isGrpc(String mediaType) {
        return mediaType.equals("application/grpc") || mediaType.startsWith("application/grpc+");
    }
}
