package io.datachannel.dbt.adapters.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.network.ReachableHosts;
import io.datachannel.dbt.domain.credential.GitAccess;
import io.datachannel.dbt.domain.credential.GitProvider;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.project.RepositoryUrl;
import io.datachannel.dbt.domain.secret.Secret;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fault-27")
class RepositoryAddressPolicyTest {
  private static final Optional<FailureCode> REFUSED = Optional.of(FailureCode.REPOSITORY_URL_REFUSED);

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"https://github.com/acme/shop.git", "https://git.example:8443/a", "http://127.0.0.1:3000/a",
      "http://GIT.local/a", "https://10.20.30.40/a", "https://8.8.8.8/a", "https://[2606:4700::1111]/a", "ssh://git@git.example:2222/a",
      "git@github.com:acme/shop.git"})
  void anAllowedAddressIsTaken(String url) throws Exception {
    assertEquals(Optional.empty(), refusal(url));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://github.com/acme/shop.git", "http://127.0.0.1.evil.example/a", "http://127.0.0.2/a", "file:///etc", "https://127.0.0.2/a",
      "https://10.0.0.1/a", "https://10.21.0.1/a", "https://169.254.169.254/latest", "https://[::1]/a", "https://[::ffff:10.0.0.1]/a",
      "https://[::ffff:a00:1]/a", "https://[fd00::1]/a", "https://[64:ff9b::a00:1]/a", "https://0.0.0.0/a",
      "https://100.64.0.1/a", "https://[::]/a", "https://[::127.0.0.1]/a", "https://[::ffff:127.0.0.1]/a", "https://[0:0:0:0:0:ffff:7f00:1]/a",
      "https://[fe80::1]/a", "https://[64:ff9b::7f00:1]/a", "https://[2002:7f00:1::]/a", "https://255.255.255.255/a", "ssh://git@192.168.1.1/a", "git@10.0.0.1:acme/shop.git"})
  void anyOtherIsRefused(String url) throws Exception {
    assertEquals(REFUSED, refusal(url));
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://2130706433/a", "https://127.1/a", "https://0x7f.0.0.1/a", "https://0177.0.0.1/a", "https://010.0.0.1/a", "git@2130706433:acme/shop.git",
      "https://017700000001/a", "https://127.0.1/a", "https://127.0.0.1./a", "https://127.000.000.001/a", "https://\uff11\uff12\uff17.0.0.1/a",
      "https://127\u30020.0.1/a", "https://\u24db\u24deocalhost/a", "https://[fe80::1%25eth0]/a", "https://[::ffff:0x7f.1]/a", "https:///a", "https:a"})
  void anAddressInAnUnusualFormIsRefusedWhereItIsEnteredOrWhereItIsUsed(String url) throws Exception {
    try {
      assertEquals(REFUSED, refusal(url));
    } catch (InvalidInput refused) {
      assertEquals(FailureCode.REPOSITORY_URL_REFUSED, refused.code());
    }
  }

  @Test
  void eachKindOfAddressHasItsKindOfCredential() {
    RepositoryAddressPolicy policy = new RepositoryAddressPolicy(List.of(), List.of(), ReachableHosts.PUBLIC);
    GitAccess key = new Ed25519Keys().fresh();
    GitAccess token = new GitAccess.HttpsToken("x", new Secret("t"));

    assertEquals(Optional.of(FailureCode.REPOSITORY_ACCESS_DENIED),
        policy.refusal(RepositoryUrl.of("https://github.com/acme/shop.git"), key).map(Failure::code));
    assertEquals(Optional.of(FailureCode.REPOSITORY_ACCESS_DENIED),
        policy.refusal(RepositoryUrl.of("git@github.com:acme/shop.git"), token).map(Failure::code));
    assertEquals(Optional.empty(), policy.refusal(RepositoryUrl.of("git@github.com:acme/shop.git"), key));
  }

  /** A server that a user names in its place could read it. */
  @Test
  void aTokenOfAProviderGoesToItsHostsAndToThoseThatTheOperatorNamed() throws Exception {
    GitAccess login = new GitAccess.GitHubOAuth("octocat", List.of("repo"), new Secret("gho_1"));
    GitAccess gitLab = new GitAccess.HttpsToken("x", new Secret("t"), GitProvider.GITLAB);
    GitAccess ofAny = new GitAccess.HttpsToken("x", new Secret("t"));

    for (String host : List.of("evil.example", "gitlab.com", "github.com.evil.example", "api.github.com", "8.8.8.8")) {
      assertTrue(refusal(host, "8.8.8.8", login).orElseThrow().contains(host));
    }
    for (String host : List.of("github.com", "GitHub.com", "git.corp", "git.local", "git.example")) {
      assertEquals(Optional.empty(), refusal(host, host.equals("git.example") ? "10.20.1.1" : "8.8.8.8", login));
    }
    assertEquals(Optional.empty(), refusal("gitlab.com", "8.8.8.8", gitLab));
    assertEquals(Optional.empty(), refusal("gitlab.acme.example", "8.8.8.8", gitLab));
    assertTrue(refusal("github.com", "8.8.8.8", gitLab).isPresent());
    for (GitAccess other : List.of(ofAny, new GitAccess.Public(), new Ed25519Keys().fresh())) {
      assertEquals(Optional.empty(), refusal("git.example", "8.8.8.8", other));
    }
  }

  @Test
  void aTokenThatIsBoundGoesToItsHostAlone() throws Exception {
    GitAccess bound = new GitAccess.HttpsToken("x", new Secret("t"), GitProvider.GITLAB).boundTo("git.acme.example");
    RepositoryAddressPolicy policy = new RepositoryAddressPolicy(List.of(), List.of(), ReachableHosts.PUBLIC);

    assertEquals(Optional.empty(), policy.refusal(RepositoryUrl.of("https://Git.acme.example/shop.git"), bound));
    assertEquals(Optional.empty(), policy.refusal("git.acme.example", InetAddress.ofLiteral("8.8.8.8"), bound));
    for (String host : List.of("evil.example", "gitlab.com")) {
      assertEquals(REFUSED, policy.refusal(RepositoryUrl.of("https://" + host + "/shop.git"), bound).map(Failure::code));
    }
  }

  @Test
  void noConnectionIsMadeWhereATokenMayNotGo() throws Exception {
    GitAccess token = new GitAccess.HttpsToken("x", new Secret("t"), GitProvider.BITBUCKET);
    Conversation conversation = new Conversation(RepositoryUrl.of("https://evil.example/x.git"), token,
        new RepositoryAddressPolicy(List.of(), List.of(), ReachableHosts.PUBLIC), Long.MAX_VALUE);

    TransferRefused refused = assertThrows(TransferRefused.class, () -> conversation.check("evil.example", InetAddress.ofLiteral("8.8.8.8")));
    assertEquals(FailureCode.REPOSITORY_URL_REFUSED, refused.code());
  }

  private static Optional<String> refusal(String host, String address, GitAccess access) {
    TokenHosts hosts = TokenHosts.STANDARD.and(GitProvider.GITLAB, URI.create("https://gitlab.acme.example/api/v4"))
        .and(GitProvider.GITHUB, URI.create("https://api.github.com"));
    return new RepositoryAddressPolicy(List.of(), List.of("git.local"), ReachableHosts.of(List.of("git.corp", "10.20.0.0/16")), hosts)
        .refusal(host, InetAddress.ofLiteral(address), access);
  }

  @Test
  void aFolderBelowALocalFolderIsTaken() throws Exception {
    Path shop = Files.createDirectories(folder.resolve("local/team/shop"));

    assertEquals(Optional.empty(), refusal(shop.toUri().toString()));
  }

  @Test
  void theLocalFolderItselfAndWhatMerelyBeginsLikeItAreRefused() throws Exception {
    Path local = Files.createDirectories(folder.resolve("local"));
    Path beside = Files.createDirectories(folder.resolve("local-secret/shop"));

    assertEquals(REFUSED, refusal(local.toUri().toString()));
    assertEquals(REFUSED, refusal(beside.toUri().toString()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../elsewhere", "%2e%2e/elsewhere", "link", "link/inner", "not-there"})
  void aWayOutOfTheLocalFolderIsRefused(String way) throws Exception {
    Path local = Files.createDirectories(folder.resolve("local"));
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere/inner")).getParent();
    Files.createSymbolicLink(local.resolve("link"), elsewhere);

    assertEquals(REFUSED, refusal(local.toUri() + way));
  }

  private Optional<FailureCode> refusal(String url) throws Exception {
    Files.createDirectories(folder.resolve("local"));
    return new RepositoryAddressPolicy(List.of(folder.resolve("local")), List.of("127.0.0.1", "git.local"), ReachableHosts.of(List.of("10.20.0.0/16")))
        .refusal(RepositoryUrl.of(url)).map(Failure::code);
  }
}
