package io.datachannel.dbt.bootstrap.chaos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** One try at a fault, and what it was seen to break beyond what a {@link HistoryChecker} finds. */
final class Trial {
  private final Cluster cluster;
  private final Random random;
  private final int number;
  private final List<Violation> found = Collections.synchronizedList(new ArrayList<>());

  /** @param number from 0 on, of all tries at the fault in this cluster */
  Trial(Cluster cluster, Random random, int number) {
    this.cluster = cluster;
    this.random = random;
    this.number = number;
  }

  Cluster cluster() {
    return cluster;
  }

  Random random() {
    return random;
  }

  int number() {
    return number;
  }

  /** One of these, in turn. */
  @SafeVarargs
  final <T> T turn(T... choices) {
    return choices[number % choices.length];
  }

  List<Violation> found() {
    return List.copyOf(found);
  }

  /** A name that this try alone has. */
  String name() {
    return "try-" + number;
  }

  void pause(int fromMillis, int toMillis) throws InterruptedException {
    new CountDownLatch(1).await(fromMillis + random.nextInt(toMillis - fromMillis + 1), TimeUnit.MILLISECONDS);
  }

  /** What else a run becomes is lost work. @param beginning of its status, code and message */
  void ends(int run, String beginning) {
    if (await("run " + run + " to be over", () -> !List.of("QUEUED", "RUNNING").contains(cluster.status(run)))) {
      String ending = cluster.ending(run);
      expect(ending.startsWith(beginning), Violation.lost("run %d is %s, and was to be %s", run, ending, beginning));
    }
  }

  void succeed(List<Integer> runs) {
    runs.forEach(run -> ends(run, "SUCCESSFUL"));
  }

  /** dbt was begun so often. */
  void begun(int run, int times) {
    int begun = (int) cluster.stub().journal().stream().filter(note -> note.run() == run && note.kind() == History.Note.Kind.START).count();
    expect(begun <= times, Violation.doubled("run %d was begun %d times, and was to be %d times", run, begun, times));
    expect(begun >= times, Violation.lost("run %d was begun %d times, and was to be %d times", run, begun, times));
  }

  void expect(boolean so, Violation otherwise) {
    if (!so) {
      found.add(otherwise);
    }
  }

  /** Waits. @return false when it did not come true, which was noted */
  boolean await(String what, BooleanSupplier wish) {
    try {
      cluster.await(what, wish);
      return true;
    } catch (AssertionError never) {
      found.add(Violation.stuck("waited in vain for %s", what));
      return false;
    }
  }
}
