package io.datachannel.dbt.adapters.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.git.RemoteBranches;
import io.datachannel.dbt.application.network.ReachableHosts;
import io.datachannel.dbt.application.result.Result;
import io.datachannel.dbt.domain.credential.GitAccess;
import io.datachannel.dbt.domain.credential.GitProvider;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.project.BranchName;
import io.datachannel.dbt.domain.project.Project.Source;
import io.datachannel.dbt.domain.project.RepositoryUrl;
import io.datachannel.dbt.domain.secret.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What git itself is asked, without a checkout. */
class JGitRemoteBranchesTest {
  private static final GitAccess PUBLIC = new GitAccess.Public();

  @TempDir private Path folder;
  private RemoteBranches branches;

  @BeforeEach
  void aRepository() throws Exception {
    branches = new JGitRemoteBranches(new RemoteRules(new RepositoryAddressPolicy(List.of(folder), List.of("127.0.0.1"), ReachableHosts.PUBLIC), new GitLimits(10_000, 100),
            new GitPatience(Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(1))));
    TestRepository.in(Files.createDirectory(folder.resolve("shop"))).commit("dbt_project.yml", "name: shop\n");
    try (Git git = Git.open(folder.resolve("shop").toFile())) {
      git.branchCreate().setName("feature/größe").call();
    }
  }

  private Result<List<String>> of(String url, GitAccess access) {
    return branches.of(RepositoryUrl.of(url), access);
  }

  private FailureCode failure(String url, GitAccess access) {
    return assertInstanceOf(Result.Failed.class, of(url, access)).failure().code();
  }

  @Test
  void branchesAreSorted() {
    assertEquals(new Result.Ok<>(List.of("feature/größe", "main")), of(folder.resolve("shop").toUri().toString(), PUBLIC));
  }

  @Test
  void theNewestCommitOfABranchIsKnownWithoutACheckout() throws Exception {
    String url = folder.resolve("shop").toUri().toString();
    String commit = assertInstanceOf(Result.Ok.class, newest(url, "main")).value().toString();
    assertTrue(commit.matches("[0-9a-f]{40}"), commit);
    assertEquals(new Result.Ok<>(commit), newest(url, "feature/größe"));

    TestRepository.in(folder.resolve("shop")).commit("models/a.sql", "select 1");

    assertNotEquals(new Result.Ok<>(commit), newest(url, "main"));
    assertEquals(new Result.Ok<>(commit), newest(url, "feature/größe"));
    assertEquals(FailureCode.BRANCH_NOT_FOUND, assertInstanceOf(Result.Failed.class, newest(url, "none")).failure().code());
    assertEquals(FailureCode.REPOSITORY_URL_REFUSED,
        assertInstanceOf(Result.Failed.class, newest("file:///etc", "main")).failure().code());
  }

  private Result<String> newest(String url, String branch) {
    return branches.newest(new Source(RepositoryUrl.of(url), BranchName.of(branch)), PUBLIC);
  }

  @Test
  void aTokenOpensWhatAnotherDoesNot() throws Exception {
    try (SmartHttpGitServer server = SmartHttpGitServer.start(folder, Optional.of("x-bitbucket-api-token-auth:right"))) {
      assertEquals(new Result.Ok<>(List.of("feature/größe", "main")), of(server.url("shop"), apiToken("right")));
      assertEquals(FailureCode.REPOSITORY_ACCESS_DENIED, failure(server.url("shop"), apiToken("wrong")));
      assertEquals(FailureCode.REPOSITORY_ACCESS_DENIED, failure(server.url("shop"), PUBLIC));
    }
  }

  @Test
  void aLoginAtGitHubGoesAsThatOfAnApp() throws Exception {
    try (SmartHttpGitServer server = SmartHttpGitServer.start(folder, Optional.of("x-access-token:gho_right"))) {
      GitAccess login = new GitAccess.GitHubOAuth("octocat", List.of("repo"), new Secret("gho_right"));
      GitAccess revoked = new GitAccess.GitHubOAuth("octocat", List.of("repo"), new Secret("gho_revoked"));

      assertEquals(new Result.Ok<>(List.of("feature/größe", "main")), of(server.url("shop"), login));
      assertEquals(FailureCode.REPOSITORY_ACCESS_DENIED, failure(server.url("shop"), revoked));
    }
  }

  @Test
  @Tag("fault-27")
  void aRedirectIsNotFollowedSoThatTheTokenStaysHere() throws Exception {
    try (ScriptedHttpServer elsewhere = ScriptedHttpServer.answering(200, Map.of(), "");
        ScriptedHttpServer server = ScriptedHttpServer.answering(301,
            Map.of("Location", elsewhere.url("shop.git/info/refs?service=git-upload-pack")), "")) {
      assertEquals(FailureCode.REPOSITORY_NOT_FOUND, failure(server.url("shop"), apiToken("right")));
      assertEquals(0, elsewhere.requests());
    }
  }

  @Test
  void whatAProjectMayNotReachIsNotAskedEither() {
    assertEquals(FailureCode.REPOSITORY_URL_REFUSED, failure("http://git.example/shop", PUBLIC));
    assertEquals(FailureCode.REPOSITORY_URL_REFUSED, failure("file:///etc", PUBLIC));
  }

  /** Of a user of Bitbucket, whose git takes another user name than its API. */
  private static GitAccess apiToken(String token) {
    return new GitAccess.HttpsToken("ann@acme.example", new Secret(token), GitProvider.BITBUCKET);
  }
}
