package io.agentfleet.k8s;

import java.util.stream.Stream;

/** IPv4 addresses and the blocks that they are in. */
final class Addresses {

    private Addresses() {}

    static boolean isIn(String block, String address) {
        int slash = block.indexOf('/');
        int host = Integer.SIZE - Integer.parseInt(block.substring(slash + 1));
        return host == Integer.SIZE
                || number(block.substring(0, slash)) >>> host == number(address) >>> host;
    }

    private static int number(String address) {
        return Stream.of(address.split("\\."))
                .map(Integer::valueOf)
                .reduce(0, (before, part) -> before << Byte.SIZE | part);
    }
}
