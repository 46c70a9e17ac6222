// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.http;

import dev.darkroom.image.ImageContent;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.RequestBody;
import okio.BufferedSink;

/** What a call sends. */
public final class HttpBody {
    private final RequestBody body;

    private HttpBody(RequestBody body) {
        this.body = body;
    }

    /** Sends a JSON text. */
    public static HttpBody json(String json) {
        return of("application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends bytes, which the caller no longer changes. */
    public static HttpBody of(String mediaType, byte[] bytes) {
        return new HttpBody(RequestBody.create(bytes, parsed(mediaType)));
    }

    /** Sends a picture, which the caller keeps open until the call is over. */
    public static HttpBody of(String mediaType, ImageContent content) {
        return new HttpBody(new ContentBody(parsed(mediaType), content));
    }

    /** Starts a form of fields and files, {@code multipart/form-data}. */
    public static Form form() {
        return new Form();
    }

    RequestBody body() {
        return body;
    }

    @Override
    public String toString() {
        return String.valueOf(body.contentType());
    }

    private static MediaType parsed(String mediaType) {
        MediaType parsed = MediaType.parse(mediaType);
        if (parsed == null) {
            throw new IllegalArgumentException("not a media type: '" + mediaType + "'");
        }
        return parsed;
    }

    /** Collects the parts of a form; used once, by one thread. */
    public static final class Form {
        private final MultipartBody.Builder parts = new MultipartBody.Builder().setType(MultipartBody.FORM);

        private Form() {}

        /** Adds a field. */
        public Form field(String name, String value) {
            parts.addFormDataPart(name, value);
            return this;
        }

        /** Adds a file; the name is what the service is told, such as {@code image.png}. */
        public Form file(String name, String fileName, String mediaType, ImageContent content) {
            parts.addFormDataPart(name, fileName, new ContentBody(parsed(mediaType), content));
            return this;
        }

        /** Returns the form, which has at least one part. */
        public HttpBody build() {
            return new HttpBody(parts.build());
        }
    }

    private static final class ContentBody extends RequestBody {
        private final MediaType type;
        private final ImageContent content;

        ContentBody(MediaType type, ImageContent content) {
            this.type = type;
            this.content = content;
        }

        @Override
        public MediaType contentType() {
            return type;
        }

        @Override
        public long contentLength() {
            return content.size();
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            OutputStream out = sink.outputStream();
            try (InputStream in = content.open()) {
                in.transferTo(out);
            }
        }
    }
}
