// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LayoutTest {
    private static final Instant SUBMITTED = Instant.parse("2025-01-15T23:59:59Z");
    private static final String SHA_256 = "abcd" + "0".repeat(60);
    private static final Placement LOGO = Placement.of("7", "thumbnail", "jpg", SUBMITTED)
            .owner("user_42")
            .kind("logo")
            .sha256(SHA_256);

    @Test
    void plainFactsMakePlainKeys() {
        assertThat(Layout.byDate("bulk").place(LOGO)).hasToString("bulk/2025-01-15/user_42/logo/7/thumbnail.jpg");
        assertThat(Layout.byOwner("library").place(LOGO)).hasToString("library/user_42/logo/img/7/thumbnail.jpg");
        assertThat(Layout.byContent("originals").place(LOGO)).hasToString("originals/ab/cd/" + SHA_256 + ".jpg");
    }

    @Test
    void theSameFactsMakeTheSameKey() {
        Placement odd = Placement.of("Ü 1", "thumbnail", "jpg", SUBMITTED);

        assertThat(Layout.byDate("bulk").place(odd))
                .isEqualTo(Layout.byDate("bulk").place(odd));
    }

    @Test
    void factsThatLookAlikeAreKeptApart() {
        List<String> alike = List.of(
                "a-b", "a b", "a.b", "a/b", "a\\b", "A-B", "a--b", "a_b", "-a-b", "", "-", "any", "con", "CON", "..",
                ".");
        Set<String> keys = new HashSet<>();
        for (String id : alike) {
            keys.add(key(id).toLowerCase(Locale.ROOT));
        }
        for (String id : alike) {
            // A key part that somebody has seen is no good as an id of their own.
            keys.add(key(lastFolder(key(id))).toLowerCase(Locale.ROOT));
        }
        long plain = alike.stream().filter(id -> lastFolder(key(id)).equals(id)).count();

        assertThat(keys).hasSize((int) (2L * alike.size() - plain));
    }

    @Test
    void missingFactsAreNotWords() {
        Placement bare = Placement.of("7", "original", "jpg", SUBMITTED);

        assertThat(Layout.byOwner("library").place(bare)).hasToString("library/any/any/img/7/original.jpg");
        assertThat(Layout.byOwner("library").place(bare.owner("any")))
                .isNotEqualTo(Layout.byOwner("library").place(bare));
        assertThatThrownBy(() -> Layout.byContent("x").place(bare)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void hostileNamesNeverBecomePaths() {
        Set<String> keys = new HashSet<>();
        long count = 0;
        for (String name : hostileNames().toList()) {
            StorageKey key = Layout.byOwner("library")
                    .place(Placement.of(name, name, "png", SUBMITTED)
                            .owner(name)
                            .kind(name));
            assertThat(key.value().split("/"))
                    .hasSize(6)
                    .noneMatch(part -> part.startsWith(".") || part.startsWith("-"));
            assertThat(key.value()).startsWith("library/").doesNotContain("..");
            keys.add(key.value());
            count++;
        }
        assertThat(keys).hasSize((int) count);
    }

    private static String key(String id) {
        return Layout.byDate("bulk")
                .place(Placement.of(id, "original", "jpg", SUBMITTED))
                .value();
    }

    private static String lastFolder(String key) {
        String folders = key.substring(0, key.lastIndexOf('/'));
        return folders.substring(folders.lastIndexOf('/') + 1);
    }

    private static Stream<String> hostileNames() {
        try (InputStream in = LayoutTest.class.getResourceAsStream("filenames.tsv")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().skip(1).map(line -> line.split("\t", -1)[0]).map(LayoutTest::decoded);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String decoded(String name) {
        return name.replace("%00", "\0")
                .replace("%0D", "\r")
                .replace("%0A", "\n")
                .replace("%09", "\t");
    }
}
