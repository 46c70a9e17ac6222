// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.SocketFactory;

/**
 * Makes sockets that check the address once more when they connect.
 *
 * <p>This is the narrow door that all ways lead through: names, literal addresses, redirects, and whatever OkHttp may
 * learn in a later version. The sockets know no proxy; a plain {@code new Socket()} would follow the JVM's
 * {@code socksProxyHost}.
 */
final class GuardedSockets extends SocketFactory {
    private final GuardRules rules;

    GuardedSockets(GuardRules rules) {
        this.rules = rules;
    }

    @Override
    public Socket createSocket() {
        return new GuardedSocket(rules);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) throws IOException {
        return createSocket(host, port);
    }

    private Socket connected(InetSocketAddress address) throws IOException {
        Socket socket = createSocket();
        socket.connect(address);
        return socket;
    }

    private static final class GuardedSocket extends Socket {
        private final GuardRules rules;

        GuardedSocket(GuardRules rules) {
            super(Proxy.NO_PROXY);
            this.rules = rules;
        }

        @Override
        public void connect(SocketAddress endpoint, int timeout) throws IOException {
            InetSocketAddress to = (InetSocketAddress) endpoint;
            InetAddress address = to.getAddress();
            if (address == null) {
                throw new BlockedException("a connection needs an address");
            }
            rules.check(to.getHostString(), address);
            super.connect(endpoint, timeout);
        }

        @Override
        public void connect(SocketAddress endpoint) throws IOException {
            connect(endpoint, 0);
        }
    }
}
