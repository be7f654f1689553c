package io.datachannel.dbt.adapters.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.domain.credential.GitAccess.SshKey;
import io.datachannel.dbt.domain.credential.HostKey;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Repositories behind a real SSH server, with a key pair of the service. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SshCheckoutsTest {
  @TempDir private Path folder;
  private final SshKey fresh = new Ed25519Keys().fresh();
  private CheckoutRig rig;
  private TestRepository shop;

  @BeforeEach
  void aRepository() throws Exception {
    rig = CheckoutRig.in(folder).reaching("127.0.0.1");
    shop = TestRepository.in(rig.served().resolve("shop"));
    shop.commit("dbt_project.yml", "name: shop\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Ed25519", "EC", "RSA"})
  void aServerOfTheCredentialIsClonedFromWithItsKey(String algorithm) throws Exception {
    try (SshGitServer server = start(algorithm)) {
      server.letIn(fresh.publicKey());

      Path files = rig.checkedOut(server.url("shop"), fresh.forServers(server.lines())).folder();

      assertEquals("name: shop\n", Files.readString(files.resolve("dbt_project.yml")));
    }
  }

  @Test
  void laterCommitsAreFetchedIntoTheSameMirror() throws Exception {
    try (SshGitServer server = start("Ed25519")) {
      server.letIn(fresh.publicKey());
      rig.checkedOut(server.url("shop"), fresh.forServers(server.lines()));
      String commit = shop.commit("models/late.sql", "select 2");

      assertEquals(commit, rig.checkedOut(server.url("shop"), fresh.forServers(server.lines())).commit());
    }
  }

  @Test
  @Tag("fault-24")
  void aKeyThatTheServerDoesNotKnowIsDeniedWithWhatToDo() throws Exception {
    try (SshGitServer server = start("Ed25519")) {
      Failure failure = rig.failure(server.url("shop"), fresh.forServers(server.lines()));

      assertEquals(FailureCode.REPOSITORY_ACCESS_DENIED, failure.code(), failure.toString());
      assertTrue(failure.message().contains("deploy key"), failure.message());
      assertFalse(failure.toString().contains(fresh.privateKey().reveal()), failure.toString());
    }
  }

  @Test
  void aServerThatIsNotKnownIsShownNoKeyAndItsOwnIsShownForConfirmation() throws Exception {
    try (SshGitServer server = start("Ed25519")) {
      server.letIn(fresh.publicKey());
      Failure failure = rig.failure(server.url("shop"), fresh);

      assertEquals(FailureCode.REPOSITORY_HOST_KEY_UNKNOWN, failure.code(), failure.toString());
      assertEquals(0, server.logins());
      assertTrue(failure.message().contains("a key that is not known") && failure.message().contains("SHA256:"), failure.message());

      Matcher line = Pattern.compile("'(\\S+ \\S+ \\S+)'").matcher(failure.message());
      assertTrue(line.find(), failure.message());
      rig.checkedOut(server.url("shop"), fresh.forServers(List.of(HostKey.of("hostKeys", line.group(1)))));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Ed25519", "RSA"})
  void aServerThatShowsAnotherKeyThanItsOwnIsNotTrusted(String algorithmOfTheImpostor) throws Exception {
    try (SshGitServer server = start(algorithmOfTheImpostor)) {
      server.letIn(fresh.publicKey());
      HostKey right = new HostKey(server.line().host(), "ssh-ed25519", new Ed25519Keys().fresh().publicKey().split(" ")[1]);

      Failure failure = rig.failure(server.url("shop"), fresh.forServers(List.of(right)));

      // One that has no key of the known kind is not even negotiated with.
      assertEquals(algorithmOfTheImpostor.equals("RSA") ? FailureCode.REPOSITORY_UNREACHABLE : FailureCode.REPOSITORY_HOST_KEY_UNKNOWN,
          failure.code(), failure.toString());
      assertEquals(0, server.logins());
    }
  }

  @Test
  void aKeyOfAnotherServerDoesNotVouchForThisOne() throws Exception {
    try (SshGitServer server = start("Ed25519")) {
      HostKey elsewhere = new HostKey("git.acme.example", server.line().algorithm(), server.line().key());

      assertEquals(FailureCode.REPOSITORY_HOST_KEY_UNKNOWN, rig.failure(server.url("shop"), fresh.forServers(List.of(elsewhere))).code());
    }
  }

  @Test
  @Tag("fault-24")
  void aRepositoryThatIsNotThereIsNotFound() throws Exception {
    try (SshGitServer server = start("Ed25519")) {
      server.letIn(fresh.publicKey());

      Failure failure = rig.failure(server.url("nothing"), fresh.forServers(server.lines()));

      assertEquals(FailureCode.REPOSITORY_NOT_FOUND, failure.code(), failure.toString());
    }
  }

  @Test
  void aServerThatIsDownIsUnreachable() throws Exception {
    String url;
    try (SshGitServer server = start("Ed25519")) {
      url = server.url("shop");
    }

    assertEquals(FailureCode.REPOSITORY_UNREACHABLE, rig.failure(url, fresh).code());
  }

  @Test
  @Tag("fault-22")
  void aServerThatNeverAnswersIsGivenUp() throws Exception {
    try (SshGitServer server = start("Ed25519")) {
      server.letIn(fresh.publicKey());
      server.hang();
      CheckoutRig hurried = CheckoutRig.in(folder).hurriedTo("127.0.0.1", Duration.ofSeconds(2));

      Failure failure = hurried.failure(server.url("shop"), fresh.forServers(server.lines()));

      assertEquals(FailureCode.REPOSITORY_UNREACHABLE, failure.code(), failure.toString());
      assertTrue(failure.message().contains("within 2 s"), failure.message());
    }
  }

  @Test
  @Tag("fault-25")
  void wordsBesideTheCommitAreTakenAndNotKept() throws Exception {
    try (SshGitServer server = start("Ed25519")) {
      server.letIn(fresh.publicKey());
      server.say("warning: ".repeat(400_000));

      rig.limitedTo(10_000_000, 100).checkedOut(server.url("shop"), fresh.forServers(server.lines())).close();
    }
    assertEquals(1000, new FirstWords(new ByteArrayInputStream(new byte[100_000]), 1000).readAllBytes().length);
  }

  @Test
  void thePrivateKeyIsNowhereOnDisk() throws Exception {
    try (SshGitServer server = start("Ed25519")) {
      server.letIn(fresh.publicKey());
      rig.checkedOut(server.url("shop"), fresh.forServers(server.lines()));

      for (Path file : rig.mirrorFiles(".*")) {
        assertFalse(Files.readString(file, StandardCharsets.ISO_8859_1).contains(fresh.privateKey().reveal()), file.toString());
      }
    }
  }

  private SshGitServer start(String algorithm) throws Exception {
    return SshGitServer.start(rig.served(), pair(algorithm));
  }

  private static KeyPair pair(String algorithm) throws Exception {
    if (algorithm.equals("Ed25519")) {
      return Ed25519Keys.pairOf(new Ed25519Keys().fresh());
    }
    KeyPairGenerator pairs = KeyPairGenerator.getInstance(algorithm);
    pairs.initialize(algorithm.equals("EC") ? 256 : 2048);
    return pairs.generateKeyPair();
  }
}
