package io.datachannel.dbt.adapters.git;

import io.datachannel.dbt.application.git.GitCheckouts.Checkout;
import io.datachannel.dbt.application.git.GitCheckouts.Owner;
import io.datachannel.dbt.application.git.GitCheckouts.Packages;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.project.RepositoryUrl;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The checkouts of all projects, in {@code <root>/<account>/<project>/}. One process has the folder to itself. */
public final class CheckoutFolders {
  private static final Logger LOG = System.getLogger(CheckoutFolders.class.getName());

  private final Map<Path, ProjectCheckouts> projects = new ConcurrentHashMap<>();
  private final Path root;
  private final CheckoutBounds bounds;
  private final InstantSource clock;

  public CheckoutFolders(Path root, CheckoutBounds bounds, InstantSource clock) {
    this.root = root.toAbsolutePath();
    this.bounds = bounds;
    this.clock = clock;
  }

  /** What is done while nobody else makes a checkout of the project. */
  interface Work<T> {
    T work() throws IOException;
  }

  <T> T locked(Owner owner, Work<T> work) throws IOException {
    ProjectCheckouts project = project(owner.account(), owner.project());
    project.lock();
    try {
      return work.work();
    } finally {
      project.unlock();
    }
  }

  /** The checkout of a commit, when there is one that can be used. */
  Optional<Checkout> find(Owner owner, RepositoryUrl repository, String commit) throws IOException {
    ProjectCheckouts project = project(owner.account(), owner.project());
    Optional<SharedCheckout> there =
        locked(owner, () -> project.take(key(owner, repository, commit), clock.instant()));
    return there.map(checkout -> new Taken(commit, project, checkout));
  }

  /** The same, made by the writer when there is none. */
  Checkout findOrMake(Owner owner, RepositoryUrl repository, String commit, ProjectCheckouts.Writer writer) throws IOException {
    ProjectCheckouts project = project(owner.account(), owner.project());
    return locked(owner, () -> {
      Optional<Checkout> there = find(owner, repository, commit);
      return there.isPresent() ? there.get()
          : new Taken(commit, project, project.make(key(owner, repository, commit), writer, clock.instant()));
    });
  }

  private static String key(Owner owner, RepositoryUrl repository, String commit) {
    return commit + "-" + Hashes.shortOf(repository.value() + "\n" + owner.variant());
  }

  void forget(AccountId account, String project) throws IOException {
    project(account, project).forget();
  }

  /** Removes what the bounds do not keep. A project in which that fails is logged, and the others are not held up. */
  void removeUnused() throws IOException {
    long bytes = 0;
    List<Idle> idle = new ArrayList<>();
    for (Path account : children(root)) {
      for (Path folder : children(account)) {
        ProjectCheckouts project = projects.computeIfAbsent(folder, ProjectCheckouts::new);
        cleaned(folder, () -> project.removeUnused(bounds, clock.instant()));
        for (SharedCheckout checkout : project.newestFirst()) {
          bytes += checkout.bytes();
          idle.add(new Idle(project, checkout));
        }
      }
    }
    idle.sort(Comparator.comparing(one -> one.checkout().lastUse()));
    for (Idle one : idle) {
      if (bytes > bounds.bytes() && one.checkout().isIdle()) {
        cleaned(one.checkout().home(), () -> one.project().remove(checkout -> checkout == one.checkout()));
        bytes -= one.checkout().bytes();
      }
    }
  }

  private interface Cleaning {
    void clean() throws IOException;
  }

  private static void cleaned(Path what, Cleaning cleaning) {
    try {
      cleaning.clean();
    } catch (IOException | RuntimeException failed) {
      LOG.log(Level.WARNING, "the checkouts in " + what + " cannot be cleaned", failed);
    }
  }

  private record Idle(ProjectCheckouts project, SharedCheckout checkout) {}

  private ProjectCheckouts project(AccountId account, String project) {
    return projects.computeIfAbsent(root.resolve(Long.toString(account.value())).resolve(project), ProjectCheckouts::new);
  }

  private static List<Path> children(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.filter(Files::isDirectory).toList();
    } catch (NoSuchFileException none) {
      return List.of();
    }
  }

  /** One work's hold on a checkout. */
  private final class Taken implements Checkout {
    private final String commit;
    private final ProjectCheckouts project;
    private final SharedCheckout shared;
    private final AtomicBoolean closed = new AtomicBoolean();

    Taken(String commit, ProjectCheckouts project, SharedCheckout shared) {
      this.commit = commit;
      this.project = project;
      this.shared = shared;
    }

    @Override
    public String commit() {
      return commit;
    }

    @Override
    public Path folder() {
      return shared.files();
    }

    @Override
    public List<String> warnings() {
      return shared.leftOut().warnings();
    }

    @Override
    public List<String> pointers() {
      return shared.leftOut().pointers();
    }

    @Override
    public Optional<Path> withPackages() {
      return shared.packages();
    }

    @Override
    public Path install(Packages packages, Consumer<Path> installer) {
      project.lock();
      try {
        project.install(shared, packages, installer);
        return shared.packagesFolder();
      } catch (IOException failed) {
        throw new PortFailure(FailureCode.STORAGE_UNAVAILABLE, "A checkout could not be written: " + failed.getMessage(), failed);
      } finally {
        project.unlock();
      }
    }

    @Override
    public void close() {
      if (closed.compareAndSet(false, true)) {
        shared.release(clock.instant());
      }
    }
  }
}
