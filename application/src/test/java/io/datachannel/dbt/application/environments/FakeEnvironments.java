package io.datachannel.dbt.application.environments;

import io.datachannel.dbt.application.result.Result;
import io.datachannel.dbt.domain.failure.Failure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Has every environment ready when it was resolved, or fails as a test says. */
public final class FakeEnvironments implements Environments {
  /** What a request is asked for, and whether anything like it can stand in, without files. */
  private static final String FINGERPRINT = "fingerprint";

  private final List<String> deleted = new ArrayList<>();
  private final List<String> work = new ArrayList<>();
  private final Set<String> built = new HashSet<>();
  private Optional<Failure> failure = Optional.empty();
  private Optional<Error> error = Optional.empty();
  private String fingerprint = FINGERPRINT;
  private String newest = "1.7.1";

  public FakeEnvironments failingWith(Failure reason) {
    failure = Optional.of(reason);
    return this;
  }

  public void breakingBy(Error thrown) {
    error = Optional.of(thrown);
  }

  public void works() {
    failure = Optional.empty();
  }

  /** From now on the index has this version of agate. */
  public void newest(String version) {
    newest = version;
  }

  /** From now on something else is asked for, of the same kind. */
  public void asksFor(String other) {
    fingerprint = other;
  }

  /** None is there any more, as on another copy of the service. */
  public void deleteAll() {
    built.clear();
  }

  /** What was done, in its order. */
  public List<String> work() {
    return List.copyOf(work);
  }

  /** The UUIDs of the projects whose environments were deleted. */
  public List<String> deleted() {
    return List.copyOf(deleted);
  }

  @Override
  public void deleteOf(String uuid) {
    deleted.add(uuid);
  }

  @Override
  public Result<Fingerprints> fingerprints(EnvironmentRequest request) {
    return new Result.Ok<>(new Fingerprints(fingerprint, "kind"));
  }

  @Override
  public Optional<Environment> ready(EnvironmentRequest request, String lock) {
    return built.contains(lock) ? Optional.of(environment(request, lock, true)) : Optional.empty();
  }

  @Override
  public Optional<Environment> latest(EnvironmentRequest request) {
    return Optional.empty();
  }

  @Override
  public Result<Resolved> resolve(EnvironmentRequest request, Consumer<String> progress) {
    error.ifPresent(thrown -> {
      throw thrown;
    });
    work.add("resolve");
    EnvironmentLock lock = new EnvironmentLock("3.12.1",
        List.of(new LockedPackage("agate", newest), new LockedPackage("dbt-core", request.dbtVersion().toString())));
    return failure.<Result<Resolved>>map(Result.Failed::new).orElseGet(() -> new Result.Ok<>(new Resolved(lock, "agate==" + newest)));
  }

  @Override
  public Result<Environment> build(EnvironmentRequest request, Resolved resolved, Consumer<String> progress) {
    work.add("build " + resolved.requirements());
    if (failure.isPresent()) {
      return new Result.Failed<>(failure.get());
    }
    built.add(resolved.lock().digest());
    return new Result.Ok<>(environment(request, resolved.lock().digest(), false));
  }

  private Environment environment(EnvironmentRequest request, String lock, boolean reused) {
    return new Environment(Path.of(request.name(), "python"), fingerprint, lock, reused);
  }
}
