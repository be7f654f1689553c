package io.datachannel.dbt.adapters.dbt;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;

/** Servers by what they are for: those that are being started, those that serve, and those that could not be had. */
final class Kept<K> {
  private final Map<K, CompletableFuture<DbtServer>> servers = new HashMap<>();
  private final Map<K, Refusal> refusals = new HashMap<>();
  private final Duration patienceWithRefusals;

  private record Refusal(String reason, Instant until) {}

  /** No server, and why. */
  static final class NoServer extends Exception {
    private static final long serialVersionUID = 1L;

    NoServer(String reason) {
      super(reason);
    }
  }

  /** @param patienceWithRefusals how long a server that could not be had is not tried again */
  Kept(Duration patienceWithRefusals) {
    this.patienceWithRefusals = patienceWithRefusals;
  }

  /** The one that serves; empty also while it is being started. */
  synchronized Optional<DbtServer> ready(K key) {
    CompletableFuture<DbtServer> server = servers.get(key);
    if (server == null || !server.isDone()) {
      return Optional.empty();
    }
    if (server.join().isUsable()) {
      return Optional.of(server.join());
    }
    servers.remove(key);
    server.join().retire();
    return Optional.empty();
  }

  synchronized boolean isBeingStarted(K key) {
    return servers.containsKey(key) && !servers.get(key).isDone();
  }

  /** Why it could not be had a short while ago. */
  synchronized Optional<String> refusal(K key, Instant now) {
    return Optional.ofNullable(refusals.get(key)).filter(refusal -> now.isBefore(refusal.until())).map(Refusal::reason);
  }

  /**
   * The server, started unless it is there. Of several that ask at once, one starts it and the others wait.
   *
   * @throws NoServer when it cannot be had
   */
  DbtServer get(K key, Instant now, Start start) throws NoServer {
    Optional<DbtServer> ready = ready(key);
    if (ready.isPresent()) {
      return ready.get();
    }
    CompletableFuture<DbtServer> starting = new CompletableFuture<>();
    CompletableFuture<DbtServer> others;
    synchronized (this) {
      Optional<String> refused = refusal(key, now);
      if (refused.isPresent()) {
        throw new NoServer(refused.get());
      }
      others = servers.putIfAbsent(key, starting);
    }
    return others == null ? started(key, now, start, starting) : awaited(others);
  }

  private DbtServer started(K key, Instant now, Start start, CompletableFuture<DbtServer> starting) throws NoServer {
    try {
      DbtServer server = start.start();
      starting.complete(server);
      return server;
    } catch (NoServer | RuntimeException | Error failed) {
      // An error, too, as where no thread can be had: a key that seems to be started for ever is never tried again.
      try {
        refuse(key, starting, failed, now.plus(patienceWithRefusals));
      } finally {
        starting.completeExceptionally(failed);
      }
      throw failed;
    }
  }

  private synchronized void refuse(K key, CompletableFuture<DbtServer> starting, Throwable failed, Instant until) {
    servers.remove(key, starting);
    refusals.put(key, new Refusal(reasonOf(failed), until));
  }

  private static DbtServer awaited(CompletableFuture<DbtServer> other) throws NoServer {
    try {
      return other.join();
    } catch (CompletionException failed) {
      throw new NoServer(reasonOf(failed.getCause()));
    }
  }

  private static String reasonOf(Throwable failed) {
    return failed.getMessage() == null ? failed.toString() : failed.getMessage();
  }

  /** Starts a server. */
  @FunctionalInterface
  interface Start {
    DbtServer start() throws NoServer;
  }

  /** Those that were started, also such as do not live any more. */
  List<DbtServer> all() {
    return of(_ -> true);
  }

  /** The same, of some keys. */
  synchronized List<DbtServer> of(Predicate<K> which) {
    return servers.entrySet().stream().filter(kept -> which.test(kept.getKey())).map(Map.Entry::getValue)
        .filter(CompletableFuture::isDone).map(CompletableFuture::join).toList();
  }

  /** The same, with what they are for. */
  synchronized Map<K, DbtServer> byKey() {
    Map<K, DbtServer> started = new HashMap<>();
    servers.forEach((key, server) -> {
      if (server.isDone()) {
        started.put(key, server.join());
      }
    });
    return started;
  }

  /** What there are servers for, also such as are being started. */
  synchronized Set<K> keys() {
    return Set.copyOf(servers.keySet());
  }

  /** From now on another one is started for its key. Whoever forgets a server retires it. */
  synchronized void forget(DbtServer server) {
    servers.values().removeIf(kept -> kept.isDone() && kept.join() == server);
  }

  /** The next one that asks may try again. */
  synchronized void forgetRefusal(K key) {
    refusals.remove(key);
  }

  /** Forgets the refusals that count no more. */
  synchronized void forgetRefusals(Instant now) {
    refusals.values().removeIf(refusal -> !now.isBefore(refusal.until()));
  }
}
