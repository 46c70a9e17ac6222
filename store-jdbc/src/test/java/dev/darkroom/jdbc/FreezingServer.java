// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands before a server, and says nothing more from one moment on, as if its machine had lost its power. */
final class FreezingServer implements AutoCloseable {
    private final int port;
    private final ServerSocket door;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private volatile boolean frozen;

    /** Stands before the server at a port of this machine. */
    FreezingServer(int port) throws IOException {
        this.port = port;
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::letIn);
    }

    int port() {
        return door.getLocalPort();
    }

    void freeze() {
        frozen = true;
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // A socket was closed: this is how the work ends.
                return;
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private void letIn() throws IOException {
        while (true) {
            Socket client = door.accept();
            Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
            sockets.addAll(List.of(client, server));
            start(() -> forward(client, server));
            start(() -> forward(server, client));
        }
    }

    private void forward(Socket from, Socket to) throws IOException {
        byte[] some = new byte[8_192];
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        for (int read = in.read(some); read >= 0; read = in.read(some)) {
            if (!frozen) {
                out.write(some, 0, read);
            }
        }
        to.close();
    }

    @Override
    public void close() {
        try {
            door.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
