// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.codec.jpeg;

import java.io.IOException;

/** A JPEG that can't be decoded. Its message is for the person who handed the picture in. */
public final class JpegException extends IOException {

    private static final long serialVersionUID = 1L;

    /** Why a JPEG can't be decoded. */
    public enum Kind {
        /** It breaks the rules of the format. */
        BROKEN,
        /** Its bytes end too early. */
        CUT_OFF,
        /** It may be sound, but is of a sort that isn't decoded here. */
        UNSUPPORTED,
        /** It asks for more work than was allowed. */
        LIMIT
    }

    private final Kind kind;

    private JpegException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    static JpegException broken(String message) {
        return new JpegException(Kind.BROKEN, message);
    }

    static JpegException cutOff(String message) {
        return new JpegException(Kind.CUT_OFF, message);
    }

    static JpegException unsupported(String message) {
        return new JpegException(Kind.UNSUPPORTED, message);
    }

    static JpegException limit(String message) {
        return new JpegException(Kind.LIMIT, message);
    }

    /** Returns why. */
    public Kind kind() {
        return kind;
    }
}
