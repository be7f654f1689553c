package io.datachannel.dbt.adapters.git;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.datachannel.dbt.application.git.GitCheckouts.Checkout;
import io.datachannel.dbt.application.git.GitCheckouts.Owner;
import io.datachannel.dbt.application.network.ReachableHosts;
import io.datachannel.dbt.application.result.Result;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.credential.GitAccess;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.project.BranchName;
import io.datachannel.dbt.domain.project.Project.Source;
import io.datachannel.dbt.domain.project.RepositoryUrl;
import io.datachannel.dbt.domain.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** One service's checkouts in a temporary folder: repositories lie in {@code served}, each checkout is that of a project of its own. */
final class CheckoutRig {
  static final GitAccess PUBLIC = new GitAccess.Public();

  private static final AccountId FIRST = new AccountId(1);
  private static final GitLimits ROOMY = new GitLimits(10_000, 100);
  private static final GitPatience PATIENT = new GitPatience(Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(1));
  private static final AtomicInteger PROJECTS = new AtomicInteger();
  private final Path folder;
  private final AccountId account;
  private final JGitCheckouts git;

  private CheckoutRig(Path folder, AccountId account, GitLimits limits, GitPatience patience, ReachableHosts reachable) {
    this.folder = folder;
    this.account = account;
    this.git = new JGitCheckouts(folder.resolve("mirrors"),
        new CheckoutFolders(folder.resolve("checkouts"), new CheckoutBounds(Duration.ofHours(1), 5, Long.MAX_VALUE),
            InstantSource.fixed(Instant.parse("2026-03-01T10:00:00Z"))),
        new RemoteRules(new RepositoryAddressPolicy(List.of(served()), List.of("127.0.0.1"), reachable), limits, patience));
  }

  static CheckoutRig in(Path folder) {
    return new CheckoutRig(folder, FIRST, ROOMY, PATIENT, ReachableHosts.PUBLIC);
  }

  CheckoutRig ofAccount(int id) {
    return new CheckoutRig(folder, new AccountId(id), ROOMY, PATIENT, ReachableHosts.PUBLIC);
  }

  CheckoutRig limitedTo(long bytes, int files) {
    return new CheckoutRig(folder, FIRST, new GitLimits(bytes, files), PATIENT, ReachableHosts.PUBLIC);
  }

  /** Gives up when nothing comes for so long. */
  CheckoutRig waitingAtMost(Duration silence) {
    return new CheckoutRig(folder, FIRST, ROOMY, new GitPatience(silence, PATIENT.asking(), PATIENT.fetching()), ReachableHosts.PUBLIC);
  }

  /** Gives up when a server is not done in time, though it goes on sending. */
  CheckoutRig hurried(Duration asking, Duration fetching) {
    return new CheckoutRig(folder, FIRST, ROOMY, new GitPatience(PATIENT.silence(), asking, fetching), ReachableHosts.PUBLIC);
  }

  /** Reaches this host, too, and gives up when it is not done in time. */
  CheckoutRig hurriedTo(String host, Duration longest) {
    return new CheckoutRig(folder, FIRST, ROOMY, new GitPatience(PATIENT.silence(), longest, longest), ReachableHosts.of(List.of(host)));
  }

  /** Reaches these, too, by https and ssh. */
  CheckoutRig reaching(String... hosts) {
    return new CheckoutRig(folder, FIRST, ROOMY, PATIENT, ReachableHosts.of(List.of(hosts)));
  }

  static GitAccess token(String token) {
    return new GitAccess.HttpsToken("x", new Secret(token));
  }

  Path served() {
    return folder.resolve("served");
  }

  Checkout checkedOut(String url, GitAccess access) {
    return checkout(url, "main", access).orFail();
  }

  Checkout checkedOut(String url) {
    return checkout(url, "main", PUBLIC).orFail();
  }

  Failure failure(String url) {
    return failure(url, PUBLIC);
  }

  Failure failure(String url, GitAccess access) {
    return assertInstanceOf(Result.Failed.class, checkout(url, "main", access)).failure();
  }

  Failure failureOfBranch(String url, String branch) {
    return assertInstanceOf(Result.Failed.class, checkout(url, branch, PUBLIC)).failure();
  }

  Result<Checkout> checkout(String url, String branch, GitAccess access) {
    Owner owner = new Owner(account, "project-" + PROJECTS.incrementAndGet(), "");
    return git.checkout(owner, new Source(RepositoryUrl.of(url), BranchName.of(branch)), access);
  }

  /** The files that all checkouts left. */
  List<Path> checkoutFiles() throws IOException {
    return files("checkouts", ".*");
  }

  /** The files of all mirrors of the account whose path matches. */
  List<Path> mirrorFiles(String pattern) throws IOException {
    return files("mirrors/" + account.value(), pattern);
  }

  private List<Path> files(String below, String pattern) throws IOException {
    if (!Files.exists(folder.resolve(below))) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder.resolve(below))) {
      return files.filter(Files::isRegularFile).filter(path -> path.toString().matches(pattern)).toList();
    }
  }
}
