package io.datachannel.dbt.adapters.scheduling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.execution.WorkSignal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LocalExecutorTest {
  private final Queue<Runnable> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger looks = new AtomicInteger();
  private final WorkSignal signal = new WorkSignal();
  private final LocalExecutor executor = new LocalExecutor("test", this::next, 2, signal,
      new ServiceFaults(() -> Instant.EPOCH));

  private volatile Runnable whenEmpty = () -> { };

  @AfterEach
  void stop() {
    executor.close();
  }

  @Test
  void queuedWorkIsCarriedOutAndMoreThanTheCapacityWaits() throws InterruptedException {
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(2);
    CountDownLatch done = new CountDownLatch(3);
    AtomicInteger atOnce = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    for (int i = 0; i < 3; i++) {
      queue.add(() -> {
        most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        begun.countDown();
        await(release);
        atOnce.decrementAndGet();
        done.countDown();
      });
    }
    executor.start();

    begun.await();
    assertEquals(1, queue.size());
    release.countDown();

    assertTrue(done.await(10, TimeUnit.SECONDS));
    assertEquals(2, most.get());
  }

  @Test
  void theSignalWakesTheLoop() throws InterruptedException {
    executor.start();
    CountDownLatch done = new CountDownLatch(1);
    queue.add(done::countDown);

    signal.workIsQueued();

    assertTrue(done.await(10, TimeUnit.SECONDS));
  }

  @Test
  void whatWasClaimedBeginsBehindAFlood() throws InterruptedException {
    CountDownLatch begun = claimedInAFlood();
    assertEquals(1, begun.getCount());
    signal.flood(false);
    signal.workIsQueued();

    assertTrue(begun.await(10, TimeUnit.SECONDS));
  }

  @Test
  void aFloodThatDoesNotEndHoldsNothingUpForEver() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    signal.flood(true);
    queue.add(begun::countDown);

    executor.start();

    assertTrue(begun.await(10, TimeUnit.SECONDS));
  }

  @Test
  void whatIsHeldWhenTheExecutorIsClosedIsCarriedOut() throws InterruptedException {
    CountDownLatch begun = claimedInAFlood();

    executor.close();

    assertTrue(executor.awaitIdle(Duration.ofSeconds(10)));
    assertEquals(0, begun.getCount());
  }

  @Test
  void workAndSourcesThatFailDoNotEndTheLoop() throws InterruptedException {
    CountDownLatch done = new CountDownLatch(3);
    for (int i = 0; i < 3; i++) {
      queue.add(() -> {
        done.countDown();
        throw new IllegalStateException("on purpose");
      });
    }
    looks.set(-1);
    executor.start();

    assertTrue(done.await(30, TimeUnit.SECONDS));
  }

  @Test
  void anErrorOfALookDoesNotEndTheLoopAndItsSlotsAreGivenBack() throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    whenEmpty = () -> {
      whenEmpty = () -> { };
      queue.add(done::countDown);
      throw new StackOverflowError("on purpose");
    };

    executor.start();

    assertTrue(done.await(30, TimeUnit.SECONDS));
    executor.close();
    assertTrue(executor.awaitIdle(Duration.ofSeconds(10)));
  }

  /** As when the heap is full for a moment. */
  @Test
  void anErrorThatCannotBeToldEitherCostsNoSlot() throws InterruptedException {
    CountDownLatch told = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    whenEmpty = () -> {
      whenEmpty = () -> { };
      queue.add(done::countDown);
      throw new OutOfMemoryError("on purpose");
    };
    LocalExecutor full = new LocalExecutor("test", this::next, 2, signal, new ServiceFaults(new FullLog(told), () -> Instant.EPOCH));

    full.start();

    assertTrue(told.await(10, TimeUnit.SECONDS));
    assertTrue(done.await(30, TimeUnit.SECONDS));
    full.close();
    assertTrue(full.awaitIdle(Duration.ofSeconds(10)));
  }

  @Test
  void aClosedExecutorTakesNothingMoreAndIsIdleWhenItsWorkIsDone() throws InterruptedException {
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    queue.add(() -> {
      begun.countDown();
      await(release);
    });
    executor.start();
    begun.await();

    executor.close();
    queue.add(() -> { });

    assertFalse(executor.awaitIdle(Duration.ofMillis(50)));
    release.countDown();
    assertTrue(executor.awaitIdle(Duration.ofSeconds(10)));
    assertTrue(executor.awaitIdle(Duration.ofSeconds(10)));
    assertEquals(1, queue.size());
  }

  @Test
  void anExecutorThatNeverStartedIsIdle() {
    executor.close();

    assertTrue(executor.awaitIdle(Duration.ofSeconds(10)));
  }

  /** @return counted down when the work begins, which has been claimed */
  private CountDownLatch claimedInAFlood() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch lookedAgain = new CountDownLatch(1);
    signal.flood(true);
    queue.add(begun::countDown);
    whenEmpty = lookedAgain::countDown;
    executor.start();
    lookedAgain.await();
    return begun;
  }

  /** Fails at its first look when {@link #looks} was set so. */
  private List<Runnable> next(int most) {
    if (looks.incrementAndGet() == 0) {
      throw new IllegalStateException("no database");
    }
    if (queue.isEmpty()) {
      whenEmpty.run();
    }
    return Stream.generate(queue::poll).limit(most).takeWhile(Objects::nonNull).toList();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }
}
