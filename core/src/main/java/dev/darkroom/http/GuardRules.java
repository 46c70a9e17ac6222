// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The host's choice of what may be connected to. */
final class GuardRules {
    private final boolean privateNetworks;
    private final boolean plainHttp;
    private final Set<Integer> ports;
    private final Map<String, Set<Integer>> hosts;

    /**
     * @param ports what may be connected to; none stands for every port
     * @param hosts the hosts that may be in a private network, by {@link #plain} name, with ports of their own
     */
    GuardRules(boolean privateNetworks, boolean plainHttp, Set<Integer> ports, Map<String, Set<Integer>> hosts) {
        this.privateNetworks = privateNetworks;
        this.plainHttp = plainHttp;
        this.ports = Set.copyOf(ports);
        this.hosts = Map.copyOf(hosts);
    }

    boolean schemeAllowed(String scheme) {
        return scheme.equals("https") || (plainHttp && scheme.equals("http"));
    }

    boolean portAllowed(String host, int port) {
        return ports.isEmpty()
                || ports.contains(port)
                || hosts.getOrDefault(plain(host), Set.of()).contains(port);
    }

    /** Throws without telling the address, which may be a secret of the inner network. */
    void check(String host, InetAddress address) throws BlockedException {
        if (!privateNetworks && !PublicAddresses.contain(address) && !hosts.containsKey(plain(host))) {
            throw new BlockedException(host + " does not lead to a public address");
        }
    }

    /** Brings the writings of a host together: case, the dot of the root and brackets make no difference. */
    static String plain(String host) {
        String plain = host.toLowerCase(Locale.ROOT);
        if (plain.indexOf(':') >= 0) {
            return plainV6(plain);
        }
        return plain.endsWith(".") ? plain.substring(0, plain.length() - 1) : plain;
    }

    private static String plainV6(String literal) {
        try {
            return InetAddress.getByName(literal).getHostAddress();
        } catch (UnknownHostException e) {
            return literal;
        }
    }
}
