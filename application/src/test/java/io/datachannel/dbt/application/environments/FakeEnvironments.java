package io.datachannel.dbt.application.environments;

import io.datachannel.dbt.application.result.Result;
import io.datachannel.dbt.domain.failure.Failure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Has every environment ready, or fails as a test says. */
public final class FakeEnvironments implements Environments {
  private final List<String> deleted = new ArrayList<>();
  private Optional<Failure> failure = Optional.empty();

  public FakeEnvironments failingWith(Failure reason) {
    failure = Optional.of(reason);
    return this;
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
  public Result<Environment> prepare(EnvironmentRequest request, Consumer<String> progress) {
    return failure.<Result<Environment>>map(Result.Failed::new)
        .orElseGet(() -> new Result.Ok<>(new Environment(Path.of(request.name(), "python"), "fingerprint", true)));
  }
}
