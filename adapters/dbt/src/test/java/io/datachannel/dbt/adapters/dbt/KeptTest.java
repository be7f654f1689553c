package io.datachannel.dbt.adapters.dbt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.datachannel.dbt.adapters.dbt.Kept.NoServer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeptTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final Duration A_MINUTE = Duration.ofMinutes(1);

  private final Kept<String> servers = new Kept<>(A_MINUTE);

  @Test
  void whereNoThreadCanBeHadItIsRefusedForAWhileAndNotStartedForEver() {
    assertThrows(OutOfMemoryError.class, () -> servers.get("a", NOW, () -> {
      throw new OutOfMemoryError("unable to create native thread");
    }));

    assertFalse(servers.isBeingStarted("a"));
    assertEquals(Optional.of("unable to create native thread"), servers.refusal("a", NOW));
    assertThrows(NoServer.class, () -> servers.get("a", NOW.plus(A_MINUTE), () -> {
      throw new NoServer("tried again");
    }));
  }

  @Test
  void anErrorWithoutWordsIsARefusalToo() {
    assertThrows(StackOverflowError.class, () -> servers.get("a", NOW, () -> {
      throw new StackOverflowError();
    }));

    assertEquals(Optional.of("java.lang.StackOverflowError"), servers.refusal("a", NOW));
  }
}
