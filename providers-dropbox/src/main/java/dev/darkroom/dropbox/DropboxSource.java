// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.dropbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.http.Download;
import dev.darkroom.http.HttpFailure;
import dev.darkroom.http.HttpFailure.Kind;
import dev.darkroom.image.ImageContent;
import dev.darkroom.image.ImageRef;
import dev.darkroom.image.ImageRejectedException;
import dev.darkroom.image.ImageRejectedException.Reason;
import dev.darkroom.source.ImageSource;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Fetches files from Dropbox, and checks that they came whole. */
final class DropboxSource implements ImageSource {
    static final String NAME = "dropbox";

    private static final List<String> NO_PATHS = List.of("/", "id:", "rev:", "ns:");

    private final DropboxApi api;

    DropboxSource(DropboxApi api) {
        this.api = api;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public ImageContent fetch(ImageRef ref, long maxBytes) throws IOException, InterruptedException {
        Download download = download(ref, maxBytes);
        try {
            check(ref, download);
            return download.content();
        } catch (IOException | RuntimeException | Error e) {
            download.close();
            throw e;
        }
    }

    private Download download(ImageRef ref, long maxBytes) throws IOException, InterruptedException {
        try {
            return api.download(path(ref.location()), maxBytes);
        } catch (ConflictException e) {
            throw sorted(ref, e);
        } catch (HttpFailure e) {
            if (e.kind() == Kind.TOO_LARGE) {
                throw new ImageRejectedException(
                        Reason.TOO_LARGE, ref + " is over the limit of " + maxBytes + " bytes", e);
            }
            throw e;
        }
    }

    /** A path begins with a slash; people leave it out. */
    private static String path(String location) {
        return NO_PATHS.stream().anyMatch(location::startsWith) ? location : "/" + location;
    }

    private static IOException sorted(ImageRef ref, ConflictException e) {
        return switch (e.detail()) {
            case "not_found" -> throw rejected(Reason.MISSING, "nothing at " + ref, e);
            case "not_file", "not_folder" -> throw rejected(Reason.MISSING, ref + " is not a file", e);
            case "malformed_path" ->
                throw rejected(Reason.MISSING, ref + " is neither a path nor an id that Dropbox understands", e);
            case "restricted_content" ->
                throw rejected(Reason.FORBIDDEN, "Dropbox does not hand out " + ref + ", for legal reasons", e);
            case "unsupported_file", "unsupported_content_type" ->
                throw rejected(
                        Reason.UNSUPPORTED, ref + " is a document that Dropbox exports, not a file with bytes", e);
            // One that is locked will be free again, and of one with an unknown tag nobody knows.
            default -> new IOException(ref + ": " + e.getMessage(), e);
        };
    }

    private static ImageRejectedException rejected(Reason reason, String message, Exception cause) {
        return new ImageRejectedException(reason, message, cause);
    }

    private static void check(ImageRef ref, Download download) throws IOException {
        JsonNode file = Json.read(download.reply().header("Dropbox-API-Result").orElse(""));
        if (file.isMissingNode()) {
            throw new IOException(ref + ": the answer is not from Dropbox; is there a server in between?");
        }
        String expected = file.path("content_hash").asText("");
        if (!expected.isEmpty() && !expected.equals(hash(download.content()))) {
            throw new IOException(ref + " came damaged: its content hash is another one");
        }
    }

    private static String hash(ImageContent content) throws IOException {
        try (InputStream in = content.open()) {
            return ContentHash.of(in);
        }
    }
}
