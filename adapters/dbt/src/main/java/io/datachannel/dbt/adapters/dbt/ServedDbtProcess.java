package io.datachannel.dbt.adapters.dbt;

import io.datachannel.dbt.adapters.dbt.Kept.NoServer;
import io.datachannel.dbt.adapters.dbt.StartServers.DbtRequestLines;
import io.datachannel.dbt.adapters.process.Processes;
import io.datachannel.dbt.adapters.process.Programs;
import io.datachannel.dbt.application.dbt.DbtProcess;
import io.datachannel.dbt.application.journal.JournalEvent.DbtEvent;
import io.datachannel.dbt.application.journal.JournalEvent.LogLine;
import io.datachannel.dbt.application.journal.LogLevel;
import io.datachannel.dbt.application.storage.DiskUsers;
import io.datachannel.dbt.domain.account.AccountId;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Runs dbt in forks of servers that have imported it, and have parsed the project when they can: most of the time that dbt takes otherwise.
 * Where no server can be had, dbt runs in a process of its own.
 */
public final class ServedDbtProcess implements DbtProcess, DiskUsers, AutoCloseable {
  private static final Logger LOG = System.getLogger(ServedDbtProcess.class.getName());

  private final RunnerDbtProcess plain;
  private final ServerFolder folder;
  private final DbtServers servers;
  private final InstantSource clock;
  private final Set<ServedRun> running = ConcurrentHashMap.newKeySet();

  private ServedDbtProcess(RunnerDbtProcess plain, ServerFolder folder, DbtServers servers, InstantSource clock) {
    this.plain = plain;
    this.folder = folder;
    this.servers = servers;
    this.clock = clock;
  }

  /**
   * @param plain  how dbt runs without a server
   * @param folder the scripts are written here, and the servers have their files here
   */
  public static ServedDbtProcess over(
      RunnerDbtProcess plain, Path folder, Processes processes, Programs programs, ServerLimits limits, InstantSource clock) {
    ServerFolder files = ServerFolder.in(folder);
    StartServers start = new StartServers(RunnerScript.serverWrittenTo(folder), processes, programs, files, plain.confines(), clock);
    return new ServedDbtProcess(plain, files, new DbtServers(start, limits, clock), clock);
  }

  @Override
  public Invocation start(DbtRequest request, Consumer<DbtEvent> listener) {
    Optional<EnvironmentKey> environment = EnvironmentKey.of(request);
    if (environment.isEmpty() || DbtConfines.installs(request)) {
      return plain.start(request, listener);
    }
    try {
      DbtServer base = servers.readyBase(environment.get());
      Optional<Parse> parse = parseOf(environment.get(), request);
      Optional<DbtServer> ready = parse.flatMap(wanted -> servers.readyParsed(wanted.key()));
      if (ready.isEmpty() && parse.isPresent()) {
        if (request.arguments().getFirst().equals("parse")) {
          return parsing(parse.get(), base, request, listener);
        }
        parse.get().missedIn(servers);
      }
      return served(ready, base, request, listener);
    } catch (NoServer none) {
      return plainly(none.getMessage(), request, listener);
    }
  }

  /** What a parse finds is kept for the runs that follow, and is what was asked for. */
  private Invocation parsing(Parse parse, DbtServer base, DbtRequest request, Consumer<DbtEvent> listener) {
    CompletableFuture<Invocation> beginning = new CompletableFuture<>();
    CompletableFuture<Void> unwanted = new CompletableFuture<>();
    Thread.ofVirtual().name("dbt-parse").start(() -> {
      try {
        beginning.complete(served(parse.serverOf(servers, unwanted), base, request, listener));
      } catch (RuntimeException | Error failed) {
        beginning.completeExceptionally(failed);
      }
    });
    return new LateInvocation(beginning, () -> unwanted.complete(null));
  }

  private Invocation served(Optional<DbtServer> parsed, DbtServer base, DbtRequest request, Consumer<DbtEvent> listener) {
    return parsed.flatMap(server -> servedBy(server, request, listener))
        .or(() -> servedBy(base, request, listener))
        .orElseGet(() -> plainly("the server of its environment does not answer", request, listener));
  }

  private Optional<Invocation> servedBy(DbtServer server, DbtRequest request, Consumer<DbtEvent> listener) {
    if (!server.take()) {
      return Optional.empty();
    }
    ServerConnection connection;
    try {
      connection = ServerConnection.open(server.socket(), servers.patience(), RunnerDbtProcess.LONGEST_LINE);
    } catch (IOException | RuntimeException failed) {
      server.release();
      servers.replace(server);
      return Optional.empty();
    } catch (Error failed) {
      server.release();
      throw failed;
    }
    RunnerLines lines = plain.lines(request, listener);
    ServedRun run = new ServedRun(connection, server, lines, over -> {
      running.remove(over);
      if (over.left()) {
        servers.giveUp(server);
      }
      server.release();
    });
    running.add(run);
    return Optional.of(plain.invocation(run.begin(), lines, request));
  }

  private Invocation plainly(String reason, DbtRequest request, Consumer<DbtEvent> listener) {
    listener.accept(new LogLine(clock.instant(), LogLevel.INFO,
        "dbt starts in a process of its own, which takes longer: " + reason + ".", Optional.empty()));
    return plain.start(request, listener);
  }

  @Override
  public void warm(DbtRequest request) {
    Optional<EnvironmentKey> environment = EnvironmentKey.of(request);
    try {
      if (environment.isPresent()) {
        servers.base(environment.get());
        parseOf(environment.get(), request).ifPresent(parse -> parse.serverOf(servers, new CompletableFuture<>()));
      }
    } catch (NoServer none) {
      LOG.log(Level.INFO, "There is no server of dbt: {0}", none.getMessage());
    }
  }

  private Optional<Parse> parseOf(EnvironmentKey environment, DbtRequest request) {
    return ParseWords.of(request.arguments()).flatMap(words ->
        ParseKey.of(environment, request, words, plain.environmentOf(request)).map(key -> new Parse(key, words,
            new DbtRequestLines(arguments -> plain.requestLine(request.saying(arguments)), request.redactor()))));
  }

  /** The parse that a request needs. */
  private record Parse(ParseKey key, ParseWords words, DbtRequestLines lines) {

    void missedIn(DbtServers servers) {
      servers.missed(key, words, lines);
    }

    /** @param unwanted is complete when no one waits for it any more */
    Optional<DbtServer> serverOf(DbtServers servers, CompletableFuture<Void> unwanted) {
      try {
        return Optional.of(servers.parsed(key, words, lines, unwanted));
      } catch (NoServer none) {
        LOG.log(Level.INFO, "A parsed project is not kept: {0}", none.getMessage());
        return Optional.empty();
      }
    }
  }

  /** Ends servers that are gone, unused for long, or more than there is room for; to be called every few seconds. */
  public void tend() {
    servers.tend();
  }

  /** The servers that there are now. */
  public List<ServerUse> servers() {
    return servers.held();
  }

  @Override
  public Set<AccountId> accounts() {
    return servers.accounts();
  }

  @Override
  public List<Path> foldersOf(AccountId account) {
    return servers.foldersOf(account);
  }

  @Override
  public void giveUp(AccountId account) {
    servers.giveUp(account);
  }

  /** Kills what runs, and ends all servers. */
  @Override
  public void close() {
    running.forEach(ServedRun::kill);
    servers.close();
    folder.close();
  }
}
