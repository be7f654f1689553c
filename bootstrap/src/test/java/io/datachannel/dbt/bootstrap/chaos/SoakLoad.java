package io.datachannel.dbt.bootstrap.chaos;

import io.datachannel.dbt.bootstrap.system.Api;
import io.datachannel.dbt.bootstrap.system.Pause;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What users ask for during a soak: runs of all kinds, each asked for again with the same key until a copy has taken it, and cancels of some. */
final class SoakLoad {
  private static final int TAKEN = 201;
  private static final int REAL_EVERY = 12;
  private static final int CANCEL_EVERY = 15;

  /** What a run of the stub is told to do, and how it may end; a run that is lost with its copy is FAILED. */
  private enum Order {
    SUCCESS("success", Set.of("SUCCESSFUL")),
    ERROR("error", Set.of("FAILED")),
    CRASH("crash", Set.of("FAILED"));

    private final String word;
    private final Set<String> ends;

    Order(String word, Set<String> ends) {
      this.word = word;
      this.ends = ends;
    }
  }

  /**
   * What was asked for.
   *
   * @param ends the statuses that it may have in the end, beside being lost
   */
  record Asked(long account, boolean real, Set<String> ends) {}

  private final Cluster cluster;
  private final List<SoakAccount> accounts;
  private final Random random;
  private final Map<Integer, Asked> asked = new TreeMap<>();
  private final Map<String, Api> apis = new HashMap<>();
  private int number;

  SoakLoad(Cluster cluster, List<SoakAccount> accounts, long seed) {
    this.cluster = cluster;
    this.accounts = accounts;
    this.random = new Random(seed);
  }

  /** By number of the run. */
  Map<Integer, Asked> asked() {
    return Map.copyOf(asked);
  }

  /** One more run of anyone. */
  void ask() {
    number++;
    boolean real = number % REAL_EVERY == 0;
    List<SoakAccount> able = accounts.stream().filter(account -> !real || account.work().stream().anyMatch(SoakAccount.Work::real)).toList();
    SoakAccount account = able.get(random.nextInt(able.size()));
    SoakAccount.Work work = account.work().stream().filter(each -> each.real() == real).findFirst().orElseThrow();
    int chance = random.nextInt(20);
    Order order = chance == 0 ? Order.CRASH : chance < 3 ? Order.ERROR : Order.SUCCESS;
    String body = real ? "{}" : "{\"vars\": {\"seconds\": %.1f, \"outcome\": \"%s\", \"lines\": 20}}".formatted(random.nextDouble() * 3, order.word);
    int run = take(account, "projects/" + work.project() + "/runs", body);
    asked.put(run, new Asked(account.id(), real, real ? Set.of("SUCCESSFUL") : order.ends));
    if (number % CANCEL_EVERY == 0) {
      cancel(account, run);
    }
  }

  /** However often it has to be asked for: the key makes it one run. */
  private int take(SoakAccount account, String path, String body) {
    String key = "soak-" + number;
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
    String last = "";
    while (System.nanoTime() < end) {
      try {
        Api.Answer answer = api(account).postOnce(path, key, body);
        if (answer.status() == TAKEN) {
          return answer.id();
        }
        last = answer.toString();
      } catch (UncheckedIOException gone) {
        last = gone.toString();
      }
      Pause.briefly();
    }
    throw new AssertionError("no copy took " + key + ": " + last + "\n" + cluster.said());
  }

  /** A cancel that no copy heard is no fault: the run then ends as it was asked for. */
  private void cancel(SoakAccount account, int run) {
    try {
      if (api(account).post("runs/" + run + "/cancel", "").status() < 300) {
        asked.computeIfPresent(run, (_, before) -> new Asked(before.account(), before.real(), withCancelled(before.ends())));
      }
    } catch (UncheckedIOException gone) {
      asked.computeIfPresent(run, (_, before) -> new Asked(before.account(), before.real(), withCancelled(before.ends())));
    }
  }

  private static Set<String> withCancelled(Set<String> ends) {
    return Set.copyOf(Stream.concat(ends.stream(), Stream.of("CANCELLED")).toList());
  }

  /** Of any copy that is up. Each has connections of its own, which are kept. */
  private Api api(SoakAccount account) {
    List<Copy> up = cluster.copies().stream().filter(copy -> copy.isAlive() && copy.isUp()).toList();
    Copy copy = up.isEmpty() ? cluster.copy(0) : up.get(random.nextInt(up.size()));
    return apis.computeIfAbsent(copy.address() + " " + account.id(), _ -> copy.api(account.token()));
  }
}
