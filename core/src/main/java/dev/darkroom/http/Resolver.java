// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.http;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Turns a host name into addresses: the system's name service, or a test's. */
@FunctionalInterface
interface Resolver {
    InetAddress[] resolve(String host) throws UnknownHostException;
}
