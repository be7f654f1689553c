package io.datachannel.dbt.adapters.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.RunErrorType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that fall silent, never end, or say no: the step ends in its time, leaves nothing, and a no is not asked for twice. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FaultyServersTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final String TOKEN = "ghp_right1right1";
  private static final int MEGABYTE = 1024 * 1024;

  @TempDir private Path folder;
  private CheckoutRig rig;
  private TestRepository shop;

  @BeforeEach
  void aRepository() throws Exception {
    rig = CheckoutRig.in(folder);
    shop = TestRepository.in(rig.served().resolve("shop"));
    shop.commit("dbt_project.yml", "name: shop\n");
  }

  @ParameterizedTest
  @EnumSource(SilentServer.Point.class)
  @Tag("fault-22")
  void aServerThatFallsSilentIsLeft(SilentServer.Point point) throws Exception {
    try (SilentServer server = SilentServer.silentAfter(point)) {
      Failure failure = rig.waitingAtMost(SECOND).failure(server.url());

      assertEquals(FailureCode.REPOSITORY_UNREACHABLE, failure.code(), failure.toString());
      assertEquals(RunErrorType.GIT, failure.code().errorType());
      assertTrue(failure.code().mayPass());
      server.awaitLeft();
      assertNothingIsLeft();
    }
  }

  @Test
  @Tag("fault-22")
  void aServerThatFallsSilentWithinACommitIsLeft() throws Exception {
    try (SmartHttpGitServer server = SmartHttpGitServer.start(rig.served(), Optional.empty())) {
      server.send(SmartHttpGitServer.OfACommit.HALF_AND_THEN_NOTHING);

      Failure failure = rig.waitingAtMost(SECOND).failure(server.url("shop"));

      assertEquals(FailureCode.REPOSITORY_UNREACHABLE, failure.code(), failure.toString());
      assertNothingIsLeft();

      server.send(SmartHttpGitServer.OfACommit.ALL);
      rig.checkedOut(server.url("shop")).close();
    }
  }

  @Test
  @Tag("fault-23")
  void aServerOfOneByteNowAndThenIsLeftWhenItsTimeIsOver() throws Exception {
    try (TrickleServer list = TrickleServer.start(); SmartHttpGitServer commit = SmartHttpGitServer.start(rig.served(), Optional.empty())) {
      commit.sendByteByByte(Duration.ofMillis(50));

      for (Failure failure : List.of(rig.hurried(SECOND, LONG).failure(list.url()), rig.hurried(LONG, SECOND).failure(commit.url("shop")))) {
        assertEquals(FailureCode.REPOSITORY_UNREACHABLE, failure.code(), failure.toString());
        assertTrue(failure.code().mayPass());
        assertTrue(failure.message().contains("within 1 s"), failure.message());
      }
      assertNothingIsLeft();
    }
  }

  /** What a provider takes for an attack when it comes again and again. */
  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404})
  @Tag("fault-24")
  void aNoIsAskedForOnceAndOnceMoreWithTheToken(int status) throws Exception {
    Map<String, String> headers = status == 401 ? Map.of("WWW-Authenticate", "Basic realm=\"git\"") : Map.of();
    try (ScriptedHttpServer server = ScriptedHttpServer.answering(status, headers, "no, not with " + TOKEN)) {
      Failure failure = rig.failure(server.url("shop.git"), CheckoutRig.token(TOKEN));

      assertFalse(failure.code().mayPass(), failure.toString());
      assertFalse(failure.toString().contains(TOKEN), failure.toString());
      assertTrue(server.requests() <= 2, () -> server.requests() + " requests");
    }
  }

  @Test
  @Tag("fault-24")
  void aTokenThatWasRevokedOpensNotEvenWhatItOpenedBefore() throws Exception {
    try (SmartHttpGitServer server = SmartHttpGitServer.start(rig.served(), Optional.of("x:" + TOKEN))) {
      rig.checkedOut(server.url("shop"), CheckoutRig.token(TOKEN)).close();
      server.revoke();
      int before = server.requests();

      Failure failure = rig.failure(server.url("shop"), CheckoutRig.token(TOKEN));

      assertEquals(FailureCode.REPOSITORY_ACCESS_DENIED, failure.code(), failure.toString());
      assertTrue(failure.message().contains("expired"), failure.message());
      assertFalse(failure.toString().contains(TOKEN), failure.toString());
      assertTrue(server.requests() - before <= 2, () -> server.requests() - before + " requests");
    }
  }

  @Test
  @Tag("fault-24")
  void forABranchThatIsNotThereNothingIsFetched() throws Exception {
    try (SmartHttpGitServer server = SmartHttpGitServer.start(rig.served(), Optional.empty())) {
      Failure failure = rig.failureOfBranch(server.url("shop"), "mian");

      assertEquals(FailureCode.BRANCH_NOT_FOUND, failure.code(), failure.toString());
      assertFalse(failure.code().mayPass());
      assertTrue(failure.message().contains("It has main."), failure.message());
      assertEquals(2, server.requests(), "the greeting, and the list of branches");
    }
  }

  /** A pattern that tries all ways to read them would take hours, and a core. */
  @Test
  @Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  @Tag("fault-25")
  void theWordsOfARefusalAreReadInTimeWhateverTheyAre() throws Exception {
    String refusal = "ERR " + "@".repeat(65_000);
    String body = "001e# service=git-upload-pack\n0000" + "%04x".formatted(refusal.length() + 4) + refusal;
    try (ScriptedHttpServer server =
        ScriptedHttpServer.answering(200, Map.of("Content-Type", "application/x-git-upload-pack-advertisement"), body)) {
      Failure failure = rig.failure(server.url("shop.git"));

      assertEquals(FailureCode.REPOSITORY_UNREACHABLE, failure.code(), failure.toString());
      assertTrue(failure.detail().contains("@@@") && failure.detail().length() < 10_000, failure.toString());
    }
  }

  @Test
  @Tag("fault-25")
  void aServerThatSendsWithoutEndIsNotListenedTo() throws Exception {
    try (SmartHttpGitServer server = SmartHttpGitServer.start(rig.served(), Optional.empty())) {
      server.send(SmartHttpGitServer.OfACommit.WITHOUT_END);

      Failure failure = rig.failure(server.url("shop"));

      assertEquals(FailureCode.REPOSITORY_TOO_LARGE, failure.code(), failure.toString());
      assertTrue(server.sent() < 16L * MEGABYTE, () -> "the server could send " + server.sent() + " bytes");
      assertNothingIsLeft();
    }
  }

  /** What JGit does not understand of them it keeps until the end. */
  @Test
  @Tag("fault-25")
  void wordsWithoutEndAreNotKeptHoweverLargeACommitMayBe() throws Exception {
    try (SmartHttpGitServer server = SmartHttpGitServer.start(rig.served(), Optional.empty())) {
      server.send(SmartHttpGitServer.OfACommit.WITHOUT_END);

      Failure failure = rig.limitedTo(200L * MEGABYTE, 100).failure(server.url("shop"));

      assertEquals(FailureCode.REPOSITORY_TOO_LARGE, failure.code(), failure.toString());
      assertTrue(failure.message().contains("about its progress"), failure.message());
      assertTrue(server.sent() < 16L * MEGABYTE, () -> "the server could send " + server.sent() + " bytes");
    }
  }

  private void assertNothingIsLeft() throws IOException {
    assertEquals(List.of(), rig.mirrorFiles(".*pack.*\\.(pack|idx|tmp)"));
    assertEquals(List.of(), rig.checkoutFiles());
  }
}
