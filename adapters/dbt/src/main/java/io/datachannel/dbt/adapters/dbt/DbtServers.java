package io.datachannel.dbt.adapters.dbt;

import io.datachannel.dbt.adapters.dbt.Kept.NoServer;
import io.datachannel.dbt.adapters.dbt.ServerRoom.Held;
import io.datachannel.dbt.adapters.dbt.StartServers.DbtRequestLines;
import io.datachannel.dbt.domain.account.AccountId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The servers that there are, by what they are for, within the limits. */
final class DbtServers implements AutoCloseable {
  private static final Logger LOG = System.getLogger(DbtServers.class.getName());
  private static final Duration UNTIL_NEXT_START = Duration.ofMinutes(1);
  private static final Duration UNTIL_NEXT_PARSE = Duration.ofMinutes(10);
  private static final int MOST_ASKED = 200;

  private final StartServers start;
  private final ServerLimits limits;
  private final InstantSource clock;
  private final Kept<EnvironmentKey> bases = new Kept<>(UNTIL_NEXT_START);
  private final Kept<ParseKey> parsed = new Kept<>(UNTIL_NEXT_PARSE);
  private final Set<Parsing> parsing = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;
  private final Map<ParseKey, Boolean> askedOnce = new LinkedHashMap<>() {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<ParseKey, Boolean> eldest) {
      return size() > MOST_ASKED;
    }
  };

  /** Someone waits for a parse below a server. */
  private record Parsing(DbtServer base, CompletableFuture<Void> unwanted) {}

  DbtServers(StartServers start, ServerLimits limits, InstantSource clock) {
    this.start = start;
    this.limits = limits;
    this.clock = clock;
  }

  Duration patience() {
    return limits.patience();
  }

  /** The one that is ready. When there is none, the start of one begins. @throws NoServer saying why there is none */
  DbtServer readyBase(EnvironmentKey environment) throws NoServer {
    if (closed) {
      throw new NoServer("the service stops");
    }
    Optional<DbtServer> ready = bases.ready(environment);
    if (ready.isPresent()) {
      return ready.get();
    }
    Optional<String> refused = bases.refusal(environment, clock.instant());
    if (refused.isPresent()) {
      throw new NoServer(refused.get());
    }
    if (!bases.isBeingStarted(environment)) {
      inBackground(() -> base(environment));
    }
    throw new NoServer("the server of its environment is being started");
  }

  /** The one there is, or one that is started now. */
  DbtServer base(EnvironmentKey environment) throws NoServer {
    return bases.get(environment, clock.instant(), () -> withRoom(environment, true, start.base(environment)));
  }

  Optional<DbtServer> readyParsed(ParseKey key) {
    return parsed.ready(key);
  }

  /** The one there is, or one that parses now. @param unwanted is complete when no one waits for it any more */
  DbtServer parsed(ParseKey key, ParseWords words, DbtRequestLines lines, CompletableFuture<Void> unwanted) throws NoServer {
    DbtServer base = base(key.environment());
    Parsing waiting = new Parsing(base, unwanted);
    parsing.add(waiting);
    try {
      DbtServer server = parsed.get(key, clock.instant(), 
          () -> withRoom(key.environment(), false, start.parsed(base, lines, words, limits.patience(), unwanted)));
      if (bases.all().stream().noneMatch(kept -> isBelowTheSame(kept, server))) {
        // Kept, it would keep the server that it is below from its end.
        end(server);
        throw new NoServer("the server of its environment was given up meanwhile");
      }
      return server;
    } catch (NoServer none) {
      if (unwanted.isDone() || !base.isUsable() || words.profilesDir().isAbsolute() && Files.notExists(words.profilesDir())) {
        // The server is given up, or the run that asked is over and has taken its profile away: the next one may have more time.
        parsed.forgetRefusal(key);
      }
      throw none;
    } finally {
      parsing.remove(waiting);
    }
  }

  /** A project that is asked for again is worth a server. One that is seldom run, or whose folder is new each time, is not. */
  void missed(ParseKey key, ParseWords words, DbtRequestLines lines) {
    synchronized (askedOnce) {
      if (askedOnce.put(key, true) == null) {
        return;
      }
    }
    if (!parsed.isBeingStarted(key) && parsed.refusal(key, clock.instant()).isEmpty()) {
      inBackground(() -> parsed(key, words, lines, new CompletableFuture<>()));
    }
  }

  /** It does not answer: others are started in its place, and it is ended when no run is below it. */
  void replace(DbtServer server) {
    LOG.log(Level.WARNING, "The server of dbt with the process {0} does not answer, and is replaced.", Long.toString(server.pid()));
    bases.forget(server);
    parsed.forget(server);
    Thread.ofVirtual().name("dbt-server-end").start(server::retire);
  }

  /**
   * A run left something behind that only the end of its environment's server ends, with all that is below it: nothing begins there any more, a parse
   * is broken off, and it ends with the last run that is there.
   */
  void giveUp(DbtServer server) {
    LOG.log(Level.WARNING, "A run left processes behind; the server of dbt with the process {0} is replaced.", Long.toString(server.pid()));
    endAround(server);
  }

  private void endAround(DbtServer server) {
    // Its environment's first: a parse that ends meanwhile sees by that that it is not to be kept.
    bases.all().stream().filter(other -> isBelowTheSame(other, server)).forEach(this::end);
    parsed.all().stream().filter(other -> isBelowTheSame(other, server)).forEach(this::end);
    end(server);
    parsing.stream().filter(waiting -> isBelowTheSame(waiting.base(), server)).forEach(waiting -> waiting.unwanted().complete(null));
  }

  /** Whose servers there are. */
  Set<AccountId> accounts() {
    return bases.keys().stream().map(EnvironmentKey::account).collect(Collectors.toSet());
  }

  List<Path> foldersOf(AccountId account) {
    return bases.of(key -> key.account().equals(account)).stream().map(server -> server.base().home())
        .flatMap(home -> Stream.of(home.sockets(), home.parsed())).toList();
  }

  /** The same for all servers of an account that takes too much of the disk: what it started in them may write on when no run is left. */
  void giveUp(AccountId account) {
    bases.of(key -> key.account().equals(account)).forEach(server -> {
      LOG.log(Level.WARNING, "The account {0} takes more of the disk than it may; its server of dbt with the process {1} is given up.",
          Long.toString(account.value()), Long.toString(server.pid()));
      Thread.ofVirtual().name("dbt-server-end").start(() -> endAround(server));
    });
  }

  private static boolean isBelowTheSame(DbtServer one, DbtServer other) {
    return one.base().process() == other.base().process();
  }

  /** Ends those that are gone, were not used for long, whose environment was built anew, and that there is no room for. */
  void tend() {
    Instant now = clock.instant();
    Instant unusedSince = now.minus(limits.idle());
    Stream.concat(parsed.all().stream(), bases.all().stream())
        .filter(server -> !server.isUsable() || server.isIdle() && server.lastUsed().isBefore(unusedSince))
        .forEach(this::end);
    parsed.of(key -> !key.environment().isCurrent()).forEach(this::end);
    bases.of(key -> !key.isCurrent()).forEach(this::end);
    makeRoom(Optional.empty());
    bases.forgetRefusals(now);
    parsed.forgetRefusals(now);
  }

  private DbtServer withRoom(EnvironmentKey environment, boolean ofEnvironment, DbtServer fresh) throws NoServer {
    if (closed) {
      fresh.retire();
      throw new NoServer("the service stops");
    }
    if (!makeRoom(Optional.of(measured(environment, ofEnvironment, fresh)))) {
      fresh.retire();
      throw new NoServer("the memory for servers of dbt is used up");
    }
    return fresh;
  }

  /** @return false when idle servers did not hold enough */
  private boolean makeRoom(Optional<Held> fresh) {
    ServerRoom room = new ServerRoom(limits.megabytes() * 1024L * 1024);
    List<Held> held = new ArrayList<>(fresh.stream().toList());
    parsed.byKey().forEach((key, server) -> held.add(measured(key.environment(), false, server)));
    bases.byKey().forEach((key, server) -> held.add(measured(key, true, server)));
    while (!room.isEnoughFor(held)) {
      Optional<Held> next = room.next(held, fresh);
      if (next.isEmpty()) {
        room.tooLarge(held, fresh).forEach(this::giveUpTooLarge);
        return false;
      }
      end(next.get().server());
      held.remove(next.get());
    }
    return true;
  }

  private static Held measured(EnvironmentKey environment, boolean ofEnvironment, DbtServer server) {
    return new Held(environment.account(), server, ofEnvironment, ServerMemory.bytesOf(server.pid()));
  }

  private void giveUpTooLarge(Held held) {
    LOG.log(Level.WARNING, "A server of dbt of the account {0}, with the process {1}, holds more than half of the memory for all; it is given up.",
        Long.toString(held.account().value()), Long.toString(held.server().pid()));
    if (held.ofEnvironment()) {
      endAround(held.server());
    } else {
      end(held.server());
    }
  }

  private void end(DbtServer server) {
    bases.forget(server);
    parsed.forget(server);
    server.retire();
  }

  List<ServerUse> held() {
    return Stream.concat(bases.all().stream().map(server -> use(ServerUse.Kind.ENVIRONMENT, server)),
        parsed.all().stream().map(server -> use(ServerUse.Kind.PROJECT, server))).toList();
  }

  private static ServerUse use(ServerUse.Kind kind, DbtServer server) {
    return new ServerUse(kind, !server.isIdle(), ServerMemory.bytesOf(server.pid()));
  }

  private static void inBackground(Kept.Start work) {
    Thread.ofVirtual().name("dbt-server-start").start(() -> {
      try {
        work.start();
      } catch (NoServer | RuntimeException failed) {
        LOG.log(Level.INFO, "There is no server of dbt: {0}", failed.getMessage());
      }
    });
  }

  @Override
  public void close() {
    closed = true;
    parsed.all().forEach(this::end);
    bases.all().forEach(this::end);
  }
}
