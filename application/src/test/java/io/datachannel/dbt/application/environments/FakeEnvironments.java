package io.datachannel.dbt.application.environments;

import io.datachannel.dbt.application.result.Result;
import io.datachannel.dbt.domain.failure.Failure;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Has every environment ready, or fails as a test says. */
public final class FakeEnvironments implements Environments {
  private Optional<Failure> failure = Optional.empty();

  public FakeEnvironments failingWith(Failure reason) {
    failure = Optional.of(reason);
    return this;
  }

  @Override
  public Result<Environment> prepare(EnvironmentRequest request, Consumer<String> progress) {
    return failure.<Result<Environment>>map(Result.Failed::new)
        .orElseGet(() -> new Result.Ok<>(new Environment(Path.of(request.name(), "python"), "fingerprint", true)));
  }
}
