package io.datachannel.dbt.adapters.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.datachannel.dbt.application.git.GitCheckouts.Checkout;
import io.datachannel.dbt.application.result.Result;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.credential.GitAccess;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.project.BranchName;
import io.datachannel.dbt.domain.project.Project.Source;
import io.datachannel.dbt.domain.project.RepositoryUrl;
import io.datachannel.dbt.domain.secret.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Checkouts of the branch main into fresh folders, at most 10,000 bytes and 100 files. */
final class CheckoutFixture {
  static final GitAccess PUBLIC = new GitAccess.Public();

  private final AtomicInteger checkouts = new AtomicInteger();
  private final Path folder;
  private Duration timeout = Duration.ofSeconds(10);

  /** Repositories below {@code served} may be read, mirrors lie in {@code mirrors}. */
  CheckoutFixture(Path folder) {
    this.folder = folder;
  }

  CheckoutFixture waitingFor(Duration longest) {
    timeout = longest;
    return this;
  }

  static GitAccess token(String token) {
    return new GitAccess.HttpsToken("x", new Secret(token));
  }

  Checkout checkedOut(String url) {
    return checkedOut(url, PUBLIC);
  }

  Checkout checkedOut(String url, GitAccess access) {
    return checkout(url, access).orFail();
  }

  /** The failure, after a look that nothing was left. */
  Failure failure(String url, GitAccess access) {
    Failure failure = assertInstanceOf(Result.Failed.class, checkout(url, access)).failure();
    try (Stream<Path> left = Files.list(folder.resolve("work"))) {
      assertEquals(List.of(), left.toList());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return failure;
  }

  private Result<Checkout> checkout(String url, GitAccess access) {
    JGitCheckouts git = new JGitCheckouts(folder.resolve("mirrors"),
        new RepositoryAddressPolicy(List.of(folder.resolve("served")), List.of("127.0.0.1")), new GitLimits(10_000, 100), timeout);
    try {
      Path work = Files.createDirectories(folder.resolve("work")).resolve("checkout-" + checkouts.incrementAndGet());
      return git.checkout(new AccountId(1), new Source(RepositoryUrl.of(url), BranchName.of("main")), access, work);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
