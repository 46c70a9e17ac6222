// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.examples.plain;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Map;

/**
 * Everything that a command touches outside of itself, so that a test can hand in its own.
 *
 * @param out what was asked for goes here
 * @param err complaints go here
 * @param screen what {@code out} is shown on
 * @param stores where jobs are kept
 * @param environment where the keys of services are
 */
record Host(PrintWriter out, PrintWriter err, Screen screen, Stores stores, Map<String, String> environment) {

    static Host ofThisProcess() {
        return new Host(
                writer(FileDescriptor.out, "stdout.encoding"),
                writer(FileDescriptor.err, "stderr.encoding"),
                Screen.ofThisProcess(),
                Stores.standard(System.getenv()),
                System.getenv());
    }

    private static PrintWriter writer(FileDescriptor to, String property) {
        // Java 17 has only the last of these.
        String charset = System.getProperty(property, System.getProperty("native.encoding", "UTF-8"));
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(to), Charset.forName(charset)), true);
    }
}
