package io.datachannel.dbt.adapters.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.git.GitCheckouts.Checkout;
import io.datachannel.dbt.application.git.GitCheckouts.Owner;
import io.datachannel.dbt.application.network.ReachableHosts;
import io.datachannel.dbt.application.result.Result;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.credential.GitAccess;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.project.BranchName;
import io.datachannel.dbt.domain.project.Project.Source;
import io.datachannel.dbt.domain.project.RepositoryUrl;
import io.datachannel.dbt.domain.secret.Secret;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.FileMode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JGitCheckoutsTest {
  private static final Owner OWNER = new Owner(new AccountId(1), "shop", "");
  private static final GitAccess PUBLIC = new GitAccess.Public();

  @TempDir private Path folder;
  private TestRepository shop;

  @BeforeEach
  void aRepository() throws Exception {
    shop = TestRepository.in(folder.resolve("served/shop"));
    shop.commit("dbt_project.yml", "name: shop\r\n");
  }

  @Test
  void theNewestCommitIsWrittenByteForByte() throws Exception {
    String commit = shop.commit("models/orders.sql", "select 1\r\n");

    Checkout checkout = checkedOut(checkout(shop.fileUrl(), "main", PUBLIC));

    assertEquals(commit, checkout.commit());
    assertEquals("select 1\r\n", Files.readString(checkout.folder().resolve("models/orders.sql")));
    assertFalse(Files.exists(checkout.folder().resolve(".git")));
  }

  @Test
  void aLaterCheckoutSeesTheCommitsMadeSince() throws Exception {
    checkedOut(checkout(shop.fileUrl(), "main", PUBLIC));
    String commit = shop.commit("models/late.sql", "select 2");

    assertEquals(commit, checkedOut(checkout(shop.fileUrl(), "main", PUBLIC)).commit());
  }

  @Test
  void overHttpWithATokenAndWithoutOne() throws Exception {
    try (SmartHttpGitServer open = SmartHttpGitServer.start(folder.resolve("served"), Optional.empty());
        SmartHttpGitServer closed = SmartHttpGitServer.start(folder.resolve("served"), Optional.of("x:ghp_right1"))) {
      checkedOut(checkout(open.url("shop"), "main", PUBLIC));
      checkedOut(checkout(closed.url("shop"), "main", token("ghp_right1")));
    }
  }

  @Test
  @Tag("fault-24")
  void aWrongTokenIsDeniedAndNeverShown() throws Exception {
    try (SmartHttpGitServer server = SmartHttpGitServer.start(folder.resolve("served"), Optional.of("x:ghp_right1"))) {
      Failure wrong = failure(checkout(server.url("shop"), "main", token("ghp_wrong1")));
      Failure none = failure(checkout(server.url("shop"), "main", PUBLIC));

      assertEquals(FailureCode.REPOSITORY_ACCESS_DENIED, wrong.code());
      assertFalse(wrong.toString().contains("ghp_wrong1"));
      assertEquals(FailureCode.REPOSITORY_ACCESS_DENIED, none.code());
      assertTrue(none.message().contains("add a credential"));
    }
  }

  @Test
  @Tag("fault-24")
  void aRepositoryThatIsNotThereIsNotFound() throws Exception {
    try (SmartHttpGitServer server = SmartHttpGitServer.start(folder.resolve("served"), Optional.empty())) {
      assertEquals(FailureCode.REPOSITORY_NOT_FOUND, failure(checkout(server.url("nothing"), "main", PUBLIC)).code());
    }
    assertEquals(FailureCode.REPOSITORY_URL_REFUSED,
        failure(checkout(folder.resolve("served/nothing").toUri().toString(), "main", PUBLIC)).code());
  }

  @Test
  void aServerThatIsDownIsUnreachable() throws Exception {
    String url;
    try (SmartHttpGitServer server = SmartHttpGitServer.start(folder.resolve("served"), Optional.empty())) {
      url = server.url("shop");
    }

    assertEquals(FailureCode.REPOSITORY_UNREACHABLE, failure(checkout(url, "main", PUBLIC)).code());
  }

  @Test
  @Tag("fault-24")
  void aMissingBranchIsNamedWithThoseThatAreThere() throws Exception {
    shop.branch("develop");

    Failure failure = failure(checkout(shop.fileUrl(), "mian", PUBLIC));

    assertEquals(FailureCode.BRANCH_NOT_FOUND, failure.code());
    assertTrue(failure.message().contains("'mian'") && failure.message().contains("develop, main"), failure.message());
  }

  @Test
  void anEmptyRepositoryHasNoBranch() throws Exception {
    TestRepository empty = TestRepository.in(folder.resolve("served/empty"));

    Failure failure = failure(checkout(empty.fileUrl(), "main", PUBLIC));

    assertEquals(FailureCode.BRANCH_NOT_FOUND, failure.code());
    assertTrue(failure.message().contains("first commit"));
  }

  @Test
  @Tag("fault-26")
  void aLinkBecomesATextFile() throws Exception {
    shop.commitEntry("passwords", FileMode.SYMLINK, "/etc/passwd");

    Checkout checkout = checkedOut(checkout(shop.fileUrl(), "main", PUBLIC));

    Path file = checkout.folder().resolve("passwords");
    assertTrue(Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS));
    assertEquals("/etc/passwd", Files.readString(file));
    assertTrue(checkout.warnings().getFirst().contains("passwords"));
  }

  @Test
  @Tag("fault-26")
  void aSubmoduleIsLeftOutWithAWarning() throws Exception {
    shop.commitEntry("vendor/lib", FileMode.GITLINK, "");

    Checkout checkout = checkedOut(checkout(shop.fileUrl(), "main", PUBLIC));

    assertFalse(Files.exists(checkout.folder().resolve("vendor/lib")));
    assertTrue(checkout.warnings().getFirst().contains("vendor/lib"));
  }

  @Test
  @Tag("fault-26")
  void namesThatDifferByCaseAloneAreRefused() throws Exception {
    shop.commitEntry("DBT_project.yml", FileMode.REGULAR_FILE, "name: other");

    assertEquals(FailureCode.REPOSITORY_CONTENT_REFUSED, failure(checkout(shop.fileUrl(), "main", PUBLIC)).code());
  }

  @Test
  @Tag("fault-25")
  void aBranchOverTheLimitsIsRefusedAndLeavesNothing() throws Exception {
    shop.commit("seeds/large.csv", "x".repeat(20_000));

    assertEquals(FailureCode.REPOSITORY_TOO_LARGE, failure(checkout(shop.fileUrl(), "main", PUBLIC)).code());
    try (Stream<Path> left = Files.walk(folder.resolve("checkouts"))) {
      assertEquals(List.of(), left.filter(Files::isRegularFile).toList());
    }
  }

  @Test
  @Tag("fault-27")
  void whereTheServiceMayNotReadIsRefused() throws Exception {
    TestRepository elsewhere = TestRepository.in(folder.resolve("elsewhere"));
    elsewhere.commit("a", "b");

    assertEquals(FailureCode.REPOSITORY_URL_REFUSED, failure(checkout(elsewhere.fileUrl(), "main", PUBLIC)).code());
    assertEquals(FailureCode.REPOSITORY_URL_REFUSED, failure(checkout("http://git.example/a.git", "main", PUBLIC)).code());
    assertEquals(FailureCode.REPOSITORY_URL_REFUSED,
        failure(checkout(folder.resolve("served").toUri() + "../elsewhere", "main", PUBLIC)).code());
  }

  private Result<Checkout> checkout(String url, String branch, GitAccess access) {
    JGitCheckouts git = new JGitCheckouts(folder.resolve("mirrors"),
        new CheckoutFolders(folder.resolve("checkouts"), new CheckoutBounds(Duration.ofHours(1), 5, Long.MAX_VALUE),
            InstantSource.fixed(Instant.parse("2026-03-01T10:00:00Z"))),
        new RemoteRules(new RepositoryAddressPolicy(List.of(folder.resolve("served")), List.of("127.0.0.1"), ReachableHosts.PUBLIC), new GitLimits(10_000, 100),
            new GitPatience(Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(1))));
    return git.checkout(OWNER, new Source(RepositoryUrl.of(url), BranchName.of(branch)), access);
  }

  private static GitAccess token(String token) {
    return new GitAccess.HttpsToken("x", new Secret(token));
  }

  private static Checkout checkedOut(Result<Checkout> result) {
    return result.orFail();
  }

  private static Failure failure(Result<Checkout> result) {
    return assertInstanceOf(Result.Failed.class, result).failure();
  }
}
