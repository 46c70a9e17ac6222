// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.http;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** A range of addresses that share their first bits. */
final class AddressBlock {
    private final byte[] prefix;
    private final int bits;

    private AddressBlock(byte[] prefix, int bits) {
        this.prefix = prefix;
        this.bits = bits;
    }

    /** Reads the usual way of writing a block, such as {@code 10.0.0.0/8}. */
    static AddressBlock of(String text) {
        int slash = text.indexOf('/');
        try {
            byte[] prefix = InetAddress.getByName(text.substring(0, slash)).getAddress();
            return new AddressBlock(prefix, Integer.parseInt(text.substring(slash + 1)));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not a block of addresses: " + text, e);
        }
    }

    boolean contains(byte[] address) {
        return address.length == prefix.length && sharesBits(address);
    }

    private boolean sharesBits(byte[] address) {
        int whole = bits / 8;
        for (int i = 0; i < whole; i++) {
            if (address[i] != prefix[i]) {
                return false;
            }
        }
        int rest = bits % 8;
        return rest == 0 || ((address[whole] ^ prefix[whole]) & 0xFF) >>> (8 - rest) == 0;
    }
}
