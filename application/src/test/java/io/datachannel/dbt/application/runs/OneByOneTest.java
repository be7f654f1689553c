package io.datachannel.dbt.application.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.datachannel.dbt.domain.run.RunId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OneByOneTest {
  private final OneByOne<RunId> work = new OneByOne<>(id -> id);
  private final List<Integer> tried = new ArrayList<>();

  @Test
  void oneThatFailsHoldsUpNoOtherAndIsToldInTheEnd() {
    assertEquals("2 fails", assertThrows(IllegalStateException.class, () -> with(3, Set.of(2, 3))).getMessage());

    assertEquals(List.of(1, 2, 3), tried);
  }

  @Test
  void neitherDoesOneThatFailsWithAnError() {
    assertEquals("2 fails", assertThrows(OutOfMemoryError.class, () -> work.with(ids(3), id -> {
      tried.add(id.value());
      if (id.value() == 2) {
        throw new OutOfMemoryError("2 fails");
      }
    })).getMessage());

    assertEquals(List.of(1, 2, 3), tried);
  }

  @Test
  void thoseThatFailedComeLastAtTheNextCallAndTheirTurnAgainWhenTheyWorked() {
    assertThrows(IllegalStateException.class, () -> with(3, Set.of(1)));

    with(3, Set.of());
    with(3, Set.of());

    assertEquals(List.of(1, 2, 3, 2, 3, 1, 1, 2, 3), tried);
  }

  @Test
  void behindThreeFailuresNoMoreAreTriedAndAllOthersComeFirstAtTheNextCall() {
    assertThrows(IllegalStateException.class, () -> with(5, Set.of(1, 2, 3, 4, 5)));
    assertEquals(List.of(1, 2, 3), tried);

    with(5, Set.of());

    assertEquals(List.of(1, 2, 3, 4, 5, 1, 2, 3), tried);
  }

  private void with(int most, Set<Integer> failing) {
    work.with(ids(most), id -> {
      tried.add(id.value());
      if (failing.contains(id.value())) {
        throw new IllegalStateException(id.value() + " fails");
      }
    });
  }

  private static List<RunId> ids(int most) {
    return IntStream.rangeClosed(1, most).mapToObj(RunId::new).toList();
  }
}
