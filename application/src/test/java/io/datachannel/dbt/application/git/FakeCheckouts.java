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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Checks out the files that a test gives, or fails as a test says. */
public final class FakeCheckouts implements GitCheckouts {
  public static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

  private final Path root;
  private final Map<String, String> files = new TreeMap<>(Map.of("dbt_project.yml", "name: shop\n"));
  private final Map<String, Shared> shared = new LinkedHashMap<>();
  private final List<String> forgotten = new ArrayList<>();
  private String commit = COMMIT;
  private final List<String> pointers = new ArrayList<>();
  private Optional<Failure> failure = Optional.empty();
  private int failing;
  private int asked;
  private GitAccess opened = new GitAccess.Public();
  private int made;
  private int attempts;
  private int open;

  /** @param root where the files are written */
  public FakeCheckouts(Path root) {
    this.root = root;
  }

  public FakeCheckouts with(String path, String content) {
    files.put(path, content);
    return this;
  }

  public FakeCheckouts without(String path) {
    files.remove(path);
    return this;
  }

  /** From now on the branch is there. */
  public FakeCheckouts at(String newCommit) {
    commit = newCommit;
    return this;
  }

  public FakeCheckouts failingWith(Failure reason) {
    return failingWith(reason, Integer.MAX_VALUE);
  }

  /** The next so many times. */
  public FakeCheckouts failingWith(Failure reason, int times) {
    failure = Optional.of(reason);
    failing = times;
    return this;
  }

  /** One of the files has its content elsewhere. */
  public FakeCheckouts withPointer(String path) {
    pointers.add(path);
    return this;
  }

  /** How often a checkout was asked for. */
  public int asked() {
    return asked;
  }

  /** What the last checkout was asked for with. */
  public GitAccess opened() {
    return opened;
  }

  /** The repositories and projects that were forgotten, by account and address or UUID. */
  public List<String> forgotten() {
    return List.copyOf(forgotten);
  }

  /** How many checkouts were not closed. */
  public int open() {
    return open;
  }

  @Override
  public void forget(AccountId account, RepositoryUrl repository) {
    forgotten.add(account.value() + " " + repository.value());
  }

  @Override
  public void forgetProject(AccountId account, String uuid) {
    forgotten.add(account.value() + " " + uuid);
    shared.values().removeIf(one -> one.owner.account().equals(account) && one.owner.project().equals(uuid));
  }

  @Override
  public Result<Checkout> checkout(Owner owner, Source source, GitAccess access) {
    asked++;
    opened = access;
    if (failure.isPresent() && failing > 0) {
      failing--;
      return new Result.Failed<>(failure.get());
    }
    Shared one = shared.computeIfAbsent(owner + " " + source.repository().value() + " " + commit, _ -> made(owner));
    open++;
    return new Result.Ok<>(new Taken(one));
  }

  private Shared made(Owner owner) {
    made++;
    Shared one = new Shared(owner, commit, root.resolve("checkouts").resolve(Integer.toString(made)));
    files.forEach((path, content) -> write(one.folder.resolve("files").resolve(path), content));
    return one;
  }

  private static void write(Path file, String content) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, content);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void copy(Path from, Path to) {
    if (!Files.exists(from)) {
      return;
    }
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(path).toString());
        Files.createDirectories(target.getParent());
        Files.copy(path, target);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static final class Shared {
    private final Owner owner;
    private final String commit;
    private final Path folder;
    private Optional<Packages> packages = Optional.empty();

    Shared(Owner owner, String commit, Path folder) {
      this.owner = owner;
      this.commit = commit;
      this.folder = folder;
    }

    Path withPackages() {
      return folder.resolve("packages");
    }
  }

  private final class Taken implements Checkout {
    private final Shared one;
    private boolean closed;

    Taken(Shared one) {
      this.one = one;
    }

    @Override
    public String commit() {
      return one.commit;
    }

    @Override
    public Path folder() {
      return one.folder.resolve("files");
    }

    @Override
    public List<String> warnings() {
      return List.of();
    }

    @Override
    public List<String> pointers() {
      return List.copyOf(pointers);
    }

    @Override
    public Optional<Path> withPackages() {
      return one.packages.map(_ -> one.withPackages());
    }

    @Override
    public Path install(Packages packages, Consumer<Path> installer) {
      if (one.packages.isPresent()) {
        return one.withPackages();
      }
      attempts++;
      Path attempt = root.resolve("attempt-" + attempts);
      copy(folder(), attempt);
      donor(packages).ifPresentOrElse(
          other -> copy(other.withPackages().resolve(packages.folder()), attempt.resolve(packages.folder())),
          () -> installer.accept(attempt));
      try {
        Files.move(attempt, one.withPackages());
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
      one.packages = Optional.of(packages);
      return one.withPackages();
    }

    private Optional<Shared> donor(Packages packages) {
      return shared.values().stream().filter(other -> other.owner.project().equals(one.owner.project())
          && packages.fingerprint().isPresent()
          && other.packages.flatMap(Packages::fingerprint).equals(packages.fingerprint())).findFirst();
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        open--;
      }
    }
  }
}
