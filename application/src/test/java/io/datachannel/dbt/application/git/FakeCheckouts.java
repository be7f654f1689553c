package io.datachannel.dbt.application.git;

import io.datachannel.dbt.application.result.Result;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.credential.GitAccess;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.project.Project.Source;
import io.datachannel.dbt.domain.project.RepositoryUrl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Checks out the files that a test gives, or fails as a test says. */
public final class FakeCheckouts implements GitCheckouts {
  public static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

  private final Map<String, String> files = new TreeMap<>(Map.of("dbt_project.yml", "name: shop\n"));
  private final List<String> forgotten = new ArrayList<>();
  private Optional<Failure> failure = Optional.empty();

  public FakeCheckouts with(String path, String content) {
    files.put(path, content);
    return this;
  }

  public FakeCheckouts without(String path) {
    files.remove(path);
    return this;
  }

  public FakeCheckouts failingWith(Failure reason) {
    failure = Optional.of(reason);
    return this;
  }

  /** The repositories that were forgotten, by account and address. */
  public List<String> forgotten() {
    return List.copyOf(forgotten);
  }

  @Override
  public void forget(AccountId account, RepositoryUrl repository) {
    forgotten.add(account.value() + " " + repository.value());
  }

  @Override
  public Result<Checkout> checkout(AccountId account, Source source, GitAccess access, Path folder) {
    if (failure.isPresent()) {
      return new Result.Failed<>(failure.get());
    }
    files.forEach((path, content) -> write(folder.resolve(path), content));
    return new Result.Ok<>(new Checkout(COMMIT, folder, List.of()));
  }

  private static void write(Path file, String content) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, content);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
