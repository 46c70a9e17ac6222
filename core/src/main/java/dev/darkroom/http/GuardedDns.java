// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import okhttp3.Dns;

/**
 * Resolves names to addresses that have been checked, so that what is checked is what is connected to.
 *
 * <p>One address that isn't allowed spoils the name: who mixes public and private answers is up to no good.
 */
final class GuardedDns implements Dns {
    private final Resolver resolver;
    private final GuardRules rules;

    GuardedDns(Resolver resolver, GuardRules rules) {
        this.resolver = resolver;
        this.rules = rules;
    }

    @Override
    public List<InetAddress> lookup(String host) throws UnknownHostException {
        List<InetAddress> checked = new ArrayList<>();
        for (InetAddress address : resolver.resolve(host)) {
            rules.check(host, address);
            // Under the name that was asked for, which is what GuardedSockets will see.
            checked.add(InetAddress.getByAddress(host, address.getAddress()));
        }
        return checked;
    }
}
