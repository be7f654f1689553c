package io.datachannel.dbt.application.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {
  private static final String TEXT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  @Test
  void thePartsComeBackAsTheyWere() {
    TraceParent parent = TraceParent.parse(" " + TEXT + " ").orElseThrow();

    assertEquals(new TraceParent("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", "01"), parent);
    assertEquals(TEXT, parent.text());
  }

  @Test
  void aLaterVersionMayHaveMore() {
    assertEquals(TEXT, TraceParent.parse("01" + TEXT.substring(2) + "-more").orElseThrow().text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7", TEXT + "-more", "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
      "00-00000000000000000000000000000000-00f067aa0ba902b7-01", "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
      "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01", TEXT + "\nforged: 1"})
  void whatIsNoneIsLeftOut(String text) {
    assertEquals(Optional.empty(), TraceParent.parse(text));
  }
}
