// SPDX-License-Identifier: Apache-2.0
package dev.darkroom.dropbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentHashTest {
    @ParameterizedTest
    @CsvSource({
        "0, e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "4194303, 839e2d868a885f260431d186466f0f3c189ee0eee5cc444b54e717740ad7f1c3",
        "4194304, c7e946d101855255d919ef0c70718633adf77d3dfb3adeeecf5d0cb4e951be58",
        "4194305, 14a4d47f23a30177885d9820122f17d2d3a55fe63f7f5c27b95f689e0b2accd6",
        "10000000, 828483e530ea3a9665555d4566e66b49da70c7d6382e3ef178a49e64b8a299a2"
    })
    void blocksOfZeros(int length, String hash) throws IOException {
        assertThat(of(new byte[length])).isEqualTo(hash);
    }

    @Test
    void aWord() throws IOException {
        assertThat(of("hello".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo("9595c9df90075148eb06860365df33584b75bff782a510c6cd4883a419833d50");
    }

    @Test
    void bytesOfAllKinds() throws IOException {
        byte[] bytes = new byte[9 << 20];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i % 251);
        }
        assertThat(of(bytes)).isEqualTo("a9aa14f788a027eba2f37a2a5344ce86e1371071f6959953374165125d07b19a");
    }

    private static String of(byte[] bytes) throws IOException {
        return ContentHash.of(new ByteArrayInputStream(bytes));
    }
}
