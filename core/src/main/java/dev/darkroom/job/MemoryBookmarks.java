// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.job;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** Keeps bookmarks as long as the JVM lives. */
final class MemoryBookmarks implements Bookmarks {
    private final ConcurrentMap<String, String> places = new ConcurrentHashMap<>();

    @Override
    public Optional<String> find(String name) {
        return Optional.ofNullable(places.get(Bookmarks.checkedName(name)));
    }

    @Override
    public boolean move(String name, @Nullable String from, String to) {
        Bookmarks.checkedName(name);
        Bookmarks.checkedPlace(to);
        return from == null ? places.putIfAbsent(name, to) == null : places.replace(name, from, to);
    }

    @Override
    public boolean remove(String name, String from) {
        return places.remove(Bookmarks.checkedName(name), from);
    }
}
