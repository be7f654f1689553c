package io.datachannel.dbt.bootstrap.chaos;

import io.datachannel.dbt.bootstrap.system.Api;
import io.datachannel.dbt.bootstrap.system.Pause;
import java.util.ArrayList;
import java.util.List;

/** How long a page of the API takes meanwhile: asked for ten times a second, of one copy after the other. */
final class ApiDelays implements AutoCloseable {
  private static final String PAGE = "runs?limit=20";
  private static final int OK = 200;

  private final List<Long> micros = new ArrayList<>();
  private final Thread asking;
  private volatile boolean over;

  /** Asks until it is closed. @param copies all up */
  ApiDelays(List<Copy> copies) {
    List<Api> apis = copies.stream().map(Copy::api).toList();
    asking = Thread.ofPlatform().daemon().start(() -> {
      for (int next = 0; !over; next++) {
        ask(apis.get(next % apis.size()));
        Pause.briefly();
      }
    });
  }

  private void ask(Api api) {
    long begun = System.nanoTime();
    Api.Answer answer = api.get(PAGE);
    if (answer.status() != OK) {
      throw new AssertionError(answer);
    }
    micros.add((System.nanoTime() - begun) / 1000);
  }

  /** All that were measured, in microseconds, the shortest first. */
  long[] sorted() {
    close();
    return micros.stream().mapToLong(Long::longValue).sorted().toArray();
  }

  @Override
  public void close() {
    over = true;
    try {
      asking.join();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }
}
