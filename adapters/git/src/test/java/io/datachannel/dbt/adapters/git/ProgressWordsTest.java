package io.datachannel.dbt.adapters.git;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fault-25")
class ProgressWordsTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 1000})
  void whateverTheirPiecesWordsAreFoundBetweenOtherPackets(int piece) {
    assertEquals(0, among("001e# service=git-upload-pack\n0000000eversion 2\n0000", piece));
    assertEquals(5 + 6, among("000dpackfile\n0009\u0002word0005\u00010009\u0001PACK000A\u0002words0001", piece));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0008NAK\nPACK\u0002\u0002\u0002\u0002", "<html>\u0002\u0002\u0002", "0008NAK\n", "", "00"})
  void whereThereAreNoPacketsThereAreNone(String sent) {
    assertEquals(0, among(sent, 1000));
  }

  private static int among(String sent, int piece) {
    byte[] bytes = sent.getBytes(StandardCharsets.ISO_8859_1);
    ProgressWords words = new ProgressWords();
    int found = 0;
    for (int at = 0; at < bytes.length; at += piece) {
      found += words.among(bytes, at, Math.min(piece, bytes.length - at));
    }
    return found;
  }
}
