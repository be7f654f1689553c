package io.datachannel.dbt.application.transaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

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
  public void whatTheWorkThrowsComesThrough() {
    IllegalStateException thrown = new IllegalStateException("no");

    assertEquals(thrown, assertThrows(IllegalStateException.class, () -> unitOfWork().inTransaction(() -> {
      throw thrown;
    })));
  }
}
