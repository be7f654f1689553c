package io.datachannel.dbt.application.transaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link UnitOfWork} does, whether or not it can take things back. */
public abstract class UnitOfWorkContract {
  protected abstract UnitOfWork unitOfWork();

  @Test
  public void theAnswerOfTheWorkIsGivenBack() {
    assertEquals("done", unitOfWork().inTransaction(() -> "done"));
  }

  @Test
  public void aNestedCallJoins() {
    assertEquals("inner", unitOfWork().inTransaction(() -> unitOfWork().inTransaction(() -> "inner")));
  }

  @Test
  public void anEffectComesAfterTheOutermostTransaction() {
    List<String> order = new ArrayList<>();

    unitOfWork().inTransaction(() -> {
      unitOfWork().inTransaction(() -> {
        unitOfWork().afterCommit(() -> order.add("effect"));
        return order.add("inner");
      });
      return order.add("outer");
    });
    unitOfWork().afterCommit(() -> order.add("at once"));

    assertEquals(List.of("inner", "outer", "effect", "at once"), order);
  }

  @Test
  public void anEffectOfWorkThatFailedNeverComes() {
    List<String> order = new ArrayList<>();

    assertThrows(IllegalStateException.class, () -> unitOfWork().inTransaction(() -> {
      unitOfWork().afterCommit(() -> order.add("effect"));
      throw new IllegalStateException("no");
    }));
    unitOfWork().inTransaction(() -> order.add("next"));

    assertEquals(List.of("next"), order);
  }

  @Test
  public void whatTheWorkThrowsComesThrough() {
    IllegalStateException thrown = new IllegalStateException("no");

    assertEquals(thrown, assertThrows(IllegalStateException.class, () -> unitOfWork().inTransaction(() -> {
      throw thrown;
    })));
  }
}
