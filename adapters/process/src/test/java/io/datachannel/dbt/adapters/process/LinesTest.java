package io.datachannel.dbt.adapters.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever a process writes becomes lines of bounded length, and nothing of it is lost. */
@Tag("fault-35")
class LinesTest {
  private static final int LONGEST = 64 * 1024;
  private static final long MEGABYTE = 1024 * 1024;

  private final List<OutputLine> lines = new ArrayList<>();

  private void read(int longest, byte[] bytes) throws IOException {
    new Lines(OutputLine.Source.STDERR, longest, lines::add).readAll(new ByteArrayInputStream(bytes));
  }

  private void read(int longest, String text) throws IOException {
    read(longest, text.getBytes(StandardCharsets.UTF_8));
  }

  private String told() {
    return lines.stream().map(line -> line.goesOn() ? line.text() : line.text() + "\n").collect(Collectors.joining());
  }

  @Test
  void noCharacterIsTornWhereverALineIsSplit() throws IOException {
    String text = "a\u00e9\u20ac\ud83e\udd86z".repeat(20);
    for (int longest = 4; longest < 20; longest++) {
      lines.clear();
      read(longest, text);
      assertEquals(text + "\n", told());
    }
  }

  @Test
  void aLineThatJustFitsIsOnePieceAndTheLastOneNeedsNoEnd() throws IOException {
    read(4, "abcd\r\nefgh\nijklm\n\nn");

    assertEquals(List.of("abcd", "", "efgh", "ijkl", "m", "", "n"), lines.stream().map(OutputLine::text).toList());
    assertEquals(List.of(true, false, false, true, false, false, false), lines.stream().map(OutputLine::goesOn).toList());
  }

  @Test
  void bytesOfAllKindsComeThrough() throws IOException {
    byte[] bytes = new byte[100_000];
    Arrays.fill(bytes, (byte) 0x80);
    bytes[50_000] = 0;
    bytes[50_001] = 27;

    read(1000, bytes);

    assertEquals(100_000, lines.stream().mapToInt(line -> line.text().length()).sum());
    assertTrue(told().contains("\u0000\u001b"));
    assertTrue(lines.stream().allMatch(line -> line.text().length() <= 1000));
  }

  /** Nothing is kept of what was told. */
  @Test
  void aLineOfAGigabyteIsTakenInPieces() throws IOException {
    AtomicLong bytes = new AtomicLong();
    AtomicLong ends = new AtomicLong();
    new Lines(OutputLine.Source.STDERR, LONGEST, line -> {
      assertTrue(line.text().length() <= LONGEST);
      bytes.addAndGet(line.text().length());
      ends.addAndGet(line.goesOn() ? 0 : 1);
    }).readAll(new Endless(1024 * MEGABYTE));

    assertEquals(1024 * MEGABYTE, bytes.get());
    assertEquals(1, ends.get());
  }

  @Test
  void millionsOfLinesAreTakenOneByOne() throws IOException {
    AtomicLong count = new AtomicLong();
    new Lines(OutputLine.Source.STDERR, LONGEST, _ -> count.incrementAndGet()).readAll(
        new ByteArrayInputStream("x\n".repeat(5_000_000).getBytes(StandardCharsets.UTF_8)));

    assertEquals(5_000_000, count.get());
  }

  /** As many letters as are wanted, without a line end. */
  private static final class Endless extends InputStream {
    private long left;

    Endless(long length) {
      this.left = length;
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int read(byte[] buffer, int from, int length) {
      if (left == 0) {
        return -1;
      }
      int count = (int) Math.min(left, length);
      Arrays.fill(buffer, from, from + count, (byte) 'x');
      left -= count;
      return count;
    }
  }
}
