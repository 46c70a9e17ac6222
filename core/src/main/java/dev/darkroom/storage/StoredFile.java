// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.storage;

/**
 * A file that a {@link Storage} keeps.
 *
 * @param key where it is
 * @param size its length in bytes
 * @param sha256 the SHA-256 of its bytes in lower-case hex
 */
public record StoredFile(StorageKey key, long size, String sha256) {}
