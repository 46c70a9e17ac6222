// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.http;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/*
 * Which addresses belong to the public internet, after the special-purpose registries of IANA.
 *
 * IPv4 lists what is not public. IPv6 is the other way round: only 2000::/3 has been handed out for global use, so all
 * else is refused without a list (loopback, link-local, unique-local, site-local, multicast, discard-only, local-use
 * NAT64, IPv4-compatible), and what is special within it is taken out. 6to4 and Teredo are refused as a whole: both are
 * history, and both carry an IPv4 address that a tunnel would connect to. The well-known NAT64 prefix counts as the
 * IPv4 address in it, because on a network without IPv4 every public name resolves to one.
 */
/** Tells the addresses of the public internet from all others. */
final class PublicAddresses {
    private static final List<AddressBlock> NOT_PUBLIC_V4 = blocks(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "168.63.129.16/32", // a public number, but inside Azure it is the host's own agent
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4");

    private static final AddressBlock GLOBAL_V6 = AddressBlock.of("2000::/3");
    private static final List<AddressBlock> NOT_PUBLIC_V6 =
            blocks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    /** In both, the last four bytes are an IPv4 address; the JDK unwraps the mapped form, but need not for ever. */
    private static final AddressBlock NAT64 = AddressBlock.of("64:ff9b::/96");

    private static final byte[] MAPPED_START = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};

    private PublicAddresses() {}

    static boolean contain(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 4 ? publicV4(bytes) : publicV6(bytes);
    }

    private static boolean publicV4(byte[] address) {
        return NOT_PUBLIC_V4.stream().noneMatch(block -> block.contains(address));
    }

    private static boolean publicV6(byte[] address) {
        if (NAT64.contains(address) || Arrays.equals(MAPPED_START, Arrays.copyOf(address, 12))) {
            return publicV4(Arrays.copyOfRange(address, 12, 16));
        }
        return GLOBAL_V6.contains(address) && NOT_PUBLIC_V6.stream().noneMatch(block -> block.contains(address));
    }

    private static List<AddressBlock> blocks(String... texts) {
        return Stream.of(texts).map(AddressBlock::of).toList();
    }
}
