package io.datachannel.dbt.bootstrap.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.bootstrap.chaos.SoakLevels.Level;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SoakLevelsTest {

  @Test
  void whatGoesUpAndDownIsLevel() {
    assertEquals(List.of(), SoakLevels.grown(IntStream.range(0, 18).mapToObj(i -> new Level(30_000 + 6000 * (i % 3), 250_000, 90 + 40 * (i % 2), 60)).toList()));
  }

  @Test
  void whatIsNotGivenBackIsSeen() {
    List<String> grown = SoakLevels.grown(IntStream.range(0, 18).mapToObj(i -> new Level(30_000 + 2000L * i, 250_000, 90 + 10L * i, 60)).toList());

    assertEquals(2, grown.size(), grown::toString);
    assertTrue(grown.getFirst().contains("KB of objects") && grown.getLast().contains("open files"), grown::toString);
  }

  @Test
  void tooFewLooksTellNothing() {
    assertTrue(SoakLevels.grown(List.of(new Level(1, 1, 1, 1))).getFirst().contains("only 1 times"));
  }
}
