package io.datachannel.dbt.adapters.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachannel.dbt.application.idempotency.Answer;
import io.datachannel.dbt.application.idempotency.AnswerOnce;
import io.datachannel.dbt.application.idempotency.IdempotencyKeys;
import io.datachannel.dbt.application.idempotency.IdempotencyKeysContract;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.account.Role;
import io.datachannel.dbt.domain.account.UserId;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabase.class)
class MySqlIdempotencyKeysTest extends IdempotencyKeysContract {
  /** Twenty at once under one key: one works, the others wait and are told its answer. */
  @Test
  @Tag("fault-47")
  void ofManyAtTheSameTimeOneWorks() throws Exception {
    AnswerOnce once = new AnswerOnce(keys(), new MySqlUnitOfWork(TestDatabase.database()), () -> Instant.parse("2026-03-01T10:00:00Z"));
    Caller caller = new Caller(TestDatabase.OURS, new UserId(1), Role.EDITOR);
    AtomicInteger worked = new AtomicInteger();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Answer>> calls = Collections.nCopies(20, () -> once.answer(caller, "ab".repeat(32), "cd".repeat(32),
          () -> new Answer(201, Optional.empty(), Optional.empty(), "{\"number\":" + worked.incrementAndGet() + "}")));
      for (Future<Answer> answer : threads.invokeAll(calls)) {
        assertEquals("{\"number\":1}", answer.get().body());
      }
    }
    assertEquals(1, worked.get());
  }

  @Override
  protected IdempotencyKeys keys() {
    return new MySqlIdempotencyKeys(TestDatabase.database(), new ReversingSeal());
  }
}
