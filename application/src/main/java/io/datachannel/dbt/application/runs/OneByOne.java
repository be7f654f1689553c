package io.datachannel.dbt.application.runs;

import io.datachannel.dbt.domain.run.RunId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Does the same with many runs, so that one whose row is locked, whose write is refused or whose files cannot be sent holds up no others. One thread calls it. */
final class OneByOne<T> {
  /** A database, or a storage, that is away is not asked once for each run. */
  private static final int FAILURES_AT_ONCE = 3;

  private final Function<T, RunId> id;
  /** Those that come last at the next call. */
  private final Set<RunId> failedBefore = new HashSet<>();

  OneByOne(Function<T, RunId> id) {
    this.id = id;
  }

  /**
   * Also behind an Error, such as a thread that cannot be had for one of them.
   *
   * @throws RuntimeException the first of those that the work threw, when all others are done, or too many failed
   */
  void with(Collection<T> all, Consumer<T> work) {
    failedBefore.retainAll(all.stream().map(id).collect(Collectors.toSet()));
    List<Throwable> failures = new ArrayList<>();
    for (T one : all.stream().sorted(Comparator.comparing(run -> failedBefore.contains(id.apply(run)))).toList()) {
      try {
        work.accept(one);
        failedBefore.remove(id.apply(one));
      } catch (RuntimeException | Error failed) {
        failedBefore.add(id.apply(one));
        failures.add(failed);
        if (failures.size() == FAILURES_AT_ONCE) {
          break;
        }
      }
    }
    if (!failures.isEmpty()) {
      throw thrown(failures.getFirst());
    }
  }

  private static RuntimeException thrown(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    return (RuntimeException) failure;
  }
}
