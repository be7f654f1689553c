package io.datachannel.dbt.application.workspace;

import io.datachannel.dbt.application.environments.EnvironmentLocks;
import io.datachannel.dbt.application.environments.EnvironmentLocks.Choice;
import io.datachannel.dbt.application.environments.EnvironmentLocks.Used;
import io.datachannel.dbt.application.environments.EnvironmentName;
import io.datachannel.dbt.application.environments.EnvironmentUpgrades;
import io.datachannel.dbt.application.environments.Environments;
import io.datachannel.dbt.application.environments.Environments.Environment;
import io.datachannel.dbt.application.environments.Environments.EnvironmentRequest;
import io.datachannel.dbt.application.environments.Environments.Fingerprints;
import io.datachannel.dbt.application.environments.Environments.Resolved;
import io.datachannel.dbt.application.environments.PreparedEnvironment;
import io.datachannel.dbt.application.environments.RunEnvironments;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.result.Result;
import io.datachannel.dbt.application.result.StepFailure;
import io.datachannel.dbt.application.environments.EnvironmentLock;
import io.datachannel.dbt.application.environments.PackageChange;
import io.datachannel.dbt.domain.failure.Blame;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.RunErrorType;
import io.datachannel.dbt.domain.project.Project;
import io.datachannel.dbt.domain.run.RunWarning;
import io.datachannel.dbt.domain.secret.Redactor;
import io.datachannel.dbt.domain.warehouse.Warehouse;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Step 2 of the specification's general backend flow. What is asked for is resolved once, and its lock kept: the same is built from the lock from
 * then on, wherever it is built. Where nothing can be built, and not by the project's fault, an earlier environment stands in.
 */
public final class PrepareEnvironment {
  private static final String DBT = "dbt-core";

  private final Environments environments;
  private final EnvironmentLocks locks;
  private final EnvironmentUpgrades upgrades;
  private final RunEnvironments runs;
  private final InstantSource clock;
  private final Map<String, ReentrantLock> building = new ConcurrentHashMap<>();

  public PrepareEnvironment(Environments environments, EnvironmentLocks locks, EnvironmentUpgrades upgrades, RunEnvironments runs, InstantSource clock) {
    this.environments = environments;
    this.locks = locks;
    this.upgrades = upgrades;
    this.runs = runs;
    this.clock = clock;
  }

  /**
   * @param redactor takes secrets out of what is kept of a failure
   * @throws StepFailure when there is none to be had
   */
  PreparedEnvironment forWork(Project project, Warehouse warehouse, Path checkout, WorkObserver observer, Redactor redactor) {
    EnvironmentRequest request = requestOf(project, warehouse, checkout);
    Work work = new Work(project, request, environments.fingerprints(request).orFail(), observer, redactor);
    Choice choice = work.choose();
    Optional<Environment> ready = choice.upgrade().isPresent() ? Optional.empty() : work.ready(choice);
    return ready.map(work::prepared).orElseGet(() -> oneAtATime(work));
  }

  private static EnvironmentRequest requestOf(Project project, Warehouse warehouse, Path checkout) {
    var settings = project.definition().settings();
    return new EnvironmentRequest("account-" + project.account().value(), EnvironmentName.of(project), settings.dbtVersion(),
        warehouse.connection().type(), settings.requirements().map(path -> ProjectFolder.file(checkout, path)));
  }

  /** Of two that want the same, the second finds what the first has built. */
  private PreparedEnvironment oneAtATime(Work work) {
    ReentrantLock lock = building.computeIfAbsent(work.request().owner() + " " + work.fingerprints().fingerprint(), _ -> new ReentrantLock());
    lock.lock();
    try {
      Choice choice = work.choose();
      return choice.upgrade().map(requestedAt -> work.upgraded(choice, requestedAt)).orElseGet(() -> work.readyOrBuilt(choice));
    } finally {
      lock.unlock();
    }
  }

  /** What is to be prepared, for whom. */
  private final class Work {
    private final Project project;
    private final EnvironmentRequest request;
    private final Fingerprints fingerprints;
    private final WorkObserver observer;
    private final Redactor redactor;

    Work(Project project, EnvironmentRequest request, Fingerprints fingerprints, WorkObserver observer, Redactor redactor) {
      this.project = project;
      this.request = request;
      this.fingerprints = fingerprints;
      this.observer = observer;
      this.redactor = redactor;
    }

    EnvironmentRequest request() {
      return request;
    }

    Fingerprints fingerprints() {
      return fingerprints;
    }

    Choice choose() {
      return locks.choose(project.account(), project.id(), fingerprints.fingerprint());
    }

    Optional<Environment> ready(Choice choice) {
      Optional<Environment> ready = choice.lock().flatMap(lock -> environments.ready(request, lock));
      ready.filter(_ -> choice.own().isEmpty()).ifPresent(this::use);
      return ready;
    }

    PreparedEnvironment readyOrBuilt(Choice choice) {
      return ready(choice).map(this::prepared).orElseGet(() -> switch (attempt(() -> built(choice))) {
        case Result.Ok<Environment>(Environment environment) -> told(prepared(used(environment)));
        case Result.Failed<Environment>(Failure failure) -> lastGood(failure);
      });
    }

    /** Whatever becomes of it, it is tried once. */
    PreparedEnvironment upgraded(Choice choice, Instant requestedAt) {
      return switch (attempt(this::builtAnew)) {
        case Result.Ok<Environment>(Environment environment) -> {
          PreparedEnvironment upgraded = told(prepared(used(environment)));
          upgrades.end(project.id(), requestedAt, clock.instant(), Optional.empty());
          yield upgraded;
        }
        case Result.Failed<Environment>(Failure failure) -> {
          upgrades.end(project.id(), requestedAt, clock.instant(), Optional.of(failure));
          if (choice.lock().isEmpty()) {
            yield lastGood(failure);
          }
          PreparedEnvironment asBefore = readyOrBuilt(choice);
          yield asBefore.warnings().isEmpty() ? warned(asBefore, RunWarning.Code.ENVIRONMENT_NOT_UPGRADED,
              "The environment was to be resolved anew, and stays as it was: " + failure.message()) : asBefore;
        }
      };
    }

    private Result<Environment> built(Choice choice) {
      Optional<Resolved> locked = choice.lock().flatMap(lock -> locks.resolved(project.account(), lock));
      return locked.map(this::builtFrom).orElseGet(this::builtAnew);
    }

    private Result<Environment> builtAnew() {
      return switch (environments.resolve(request, observer::tell)) {
        case Result.Ok<Resolved>(Resolved resolved) -> builtFrom(resolved);
        case Result.Failed<Resolved>(Failure failure) -> new Result.Failed<>(failure);
      };
    }

    /** Kept once it was built, right before it is used: one that no project uses is deleted with the next project that is purged. */
    private Result<Environment> builtFrom(Resolved resolved) {
      Result<Environment> built = environments.build(request, resolved, observer::tell);
      if (built instanceof Result.Ok<Environment>) {
        locks.keep(project.account(), resolved);
      }
      return built;
    }

    private Result<Environment> attempt(Supplier<Result<Environment>> build) {
      try {
        return switch (build.get()) {
          case Result.Ok<Environment> built -> built;
          case Result.Failed<Environment>(Failure failure) -> new Result.Failed<>(failure.redacted(redactor));
        };
      } catch (PortFailure failed) {
        if (failed.code().errorType() != RunErrorType.ENVIRONMENT) {
          throw failed;
        }
        return new Result.Failed<>(new Failure(failed.code(), failed.getMessage(), "").redacted(redactor));
      }
    }

    private PreparedEnvironment lastGood(Failure failure) {
      if (failure.code().blame() == Blame.USER) {
        throw new StepFailure(failure);
      }
      for (Used used : locks.lastGood(project.account(), project.id(), fingerprints.kind())) {
        Optional<Environment> there = environments.ready(request, used.lock());
        if (there.isPresent()) {
          Environment found = there.get();
          String version = locks.find(project.account(), used.lock()).flatMap(lock -> lock.versionOf(DBT)).orElse(asked());
          return warned(new PreparedEnvironment(new Environment(found.python(), used.fingerprint(), used.lock(), true), version, List.of()),
              RunWarning.Code.LAST_GOOD_ENVIRONMENT,
              "The environment could not be built, and the last good one, in use since " + used.since() + ", stands in: " + failure.message());
        }
      }
      throw new StepFailure(failure);
    }

    private static PreparedEnvironment warned(PreparedEnvironment prepared, RunWarning.Code code, String message) {
      return new PreparedEnvironment(prepared.environment(), prepared.dbtVersion(), List.of(new RunWarning(code, message)));
    }

    private Environment used(Environment environment) {
      use(environment);
      return environment;
    }

    private void use(Environment environment) {
      locks.use(project.account(), project.id(), fingerprints, environment.lock(), clock.instant());
    }

    private PreparedEnvironment prepared(Environment environment) {
      return new PreparedEnvironment(environment, asked(), List.of());
    }

    private String asked() {
      return request.dbtVersion().toString();
    }

    /** Tells what a new environment has that the last successful run had not. */
    private PreparedEnvironment told(PreparedEnvironment prepared) {
      runs.lastGreen(project.account(), project.id()).ifPresent(green -> locks.find(project.account(), green.lock()).ifPresent(before ->
          locks.find(project.account(), prepared.environment().lock()).ifPresent(now ->
              observer.tell("Against run " + green.run().value() + ", the last successful one: " + words(now, before)))));
      return prepared;
    }

    private static String words(EnvironmentLock now, EnvironmentLock before) {
      List<PackageChange> changes = now.changesSince(before);
      return changes.isEmpty() ? "the same packages"
          : changes.stream().map(PackageChange::toString).collect(Collectors.joining(", "));
    }
  }
}
