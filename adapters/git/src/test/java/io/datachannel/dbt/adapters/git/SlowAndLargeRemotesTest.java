package io.datachannel.dbt.adapters.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jgit.errors.TooLargeObjectInPackException;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.transport.PackParser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Servers that take or give too much: of time, of bytes, of memory. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SlowAndLargeRemotesTest {
  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final Duration LONG = Duration.ofMinutes(1);
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

  @Test
  @Tag("fault-23")
  void aListOfBranchesThatComesByteByByteIsGivenUp() throws Exception {
    try (TrickleServer server = TrickleServer.start()) {
      Failure failure = rig.hurried(SHORT, LONG).failure(server.url());

      assertEquals(FailureCode.REPOSITORY_UNREACHABLE, failure.code(), failure.toString());
      assertTrue(failure.message().contains("within 1 s"), failure.message());
    }
  }

  @Test
  @Tag("fault-23")
  void aCommitThatComesByteByByteIsGivenUpAndHoldsNoOneUpAfterwards() throws Exception {
    try (SmartHttpGitServer server = SmartHttpGitServer.start(rig.served(), Optional.empty())) {
      server.sendByteByByte(Duration.ofMillis(50));
      CheckoutRig hurried = rig.hurried(LONG, SHORT);
      Failure failure = hurried.failure(server.url("shop"));
      assertEquals(FailureCode.REPOSITORY_UNREACHABLE, failure.code(), failure.toString());
      assertTrue(failure.message().contains("within 1 s"), failure.message());

      server.sendByteByByte(Duration.ZERO);

      assertTrue(Files.exists(hurried.checkedOut(server.url("shop")).folder().resolve("dbt_project.yml")));
    }
  }

  @Test
  @Tag("fault-25")
  void aTransferIsEndedWhileItComesWhenItIsTooLarge() throws Exception {
    Random random = new Random(25);
    Path seeds = Files.createDirectories(rig.served().resolve("shop/seeds"));
    for (int number = 0; number < 24; number++) {
      byte[] incompressible = new byte[MEGABYTE];
      random.nextBytes(incompressible);
      Files.write(seeds.resolve(number + ".bin"), incompressible);
    }
    shop.commit("models/orders.sql", "select 1");
    // Looking for what is alike in noise would cost the server its time.
    Files.writeString(rig.served().resolve("shop/.git/config"), "[pack]\n\tdeltaCompression = false\n\tcompression = 0\n", StandardOpenOption.APPEND);
    try (SmartHttpGitServer server = SmartHttpGitServer.start(rig.served(), Optional.empty())) {
      Failure failure = rig.failure(server.url("shop"));

      assertEquals(FailureCode.REPOSITORY_TOO_LARGE, failure.code(), failure.toString());
      assertTrue(failure.message().contains("not listened to any longer"), failure.message());
      assertTrue(server.sent() < 16 * MEGABYTE, "the server could send " + server.sent() + " bytes");
      assertEquals(List.of(), rig.mirrorFiles(".*pack.*\\.(pack|idx|tmp)"));
    }
  }

  @Test
  @Tag("fault-25")
  void aFileLargerThanACheckoutIsRefusedByItsSize() throws Exception {
    shop.commit("seeds/zeros.csv", "0".repeat(17 * MEGABYTE));

    Failure failure = rig.failure(shop.fileUrl());

    assertEquals(FailureCode.REPOSITORY_TOO_LARGE, failure.code(), failure.toString());
  }

  @Test
  @Tag("fault-25")
  void anAnswerThatUnpacksToMuchIsCountedUnpacked() throws Exception {
    try (ScriptedHttpServer server = ScriptedHttpServer.answering(200,
        Map.of("Content-Type", "application/x-git-upload-pack-advertisement", "Content-Encoding", "gzip"), manyBranches(700_000))) {
      Failure failure = rig.failure(server.url("shop.git"));

      assertEquals(FailureCode.REPOSITORY_TOO_LARGE, failure.code(), failure.toString());
    }
  }

  /** JGit would make room for all of them before it reads the first. */
  @Test
  @Tag("fault-25")
  void aPackThatClaimsTwoBillionObjectsIsRefusedByItsHeader() throws Exception {
    byte[] header = ByteBuffer.allocate(12).put("PACK".getBytes(StandardCharsets.US_ASCII)).putInt(2).putInt(Integer.MAX_VALUE).array();
    try (BoundedRepository repository = new BoundedRepository(folder.resolve("mirror.git"), new GitLimits(10_000, 100))) {
      repository.create(true);
      try (ObjectInserter objects = repository.newObjectInserter()) {
        TransferRefused refused = assertThrows(TransferRefused.class, () -> objects.newPackParser(new ByteArrayInputStream(header)));
        assertEquals(FailureCode.REPOSITORY_TOO_LARGE, refused.code());
      }
    }
  }

  /** JGit would make room for all of a commit before it reads the first byte. */
  @Test
  @Tag("fault-25")
  void anObjectThatClaimsAGigabyteIsRefusedByItsSize() throws Exception {
    byte[] commitOfAGigabyte = {(byte) 0x90, (byte) 0x80, (byte) 0x80, (byte) 0x80, 0x20};
    byte[] pack = ByteBuffer.allocate(12 + commitOfAGigabyte.length).put("PACK".getBytes(StandardCharsets.US_ASCII)).putInt(2).putInt(1)
        .put(commitOfAGigabyte).array();
    try (BoundedRepository repository = new BoundedRepository(folder.resolve("mirror.git"), new GitLimits(1L << 30, 100))) {
      repository.create(true);
      try (ObjectInserter objects = repository.newObjectInserter()) {
        PackParser parser = objects.newPackParser(new ByteArrayInputStream(pack));
        assertThrows(TooLargeObjectInPackException.class, () -> parser.parse(NullProgressMonitor.INSTANCE));
      }
    }
  }

  private static byte[] manyBranches(int number) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(packet("# service=git-upload-pack\n"));
      out.write("0000".getBytes(StandardCharsets.US_ASCII));
      out.write(packet("0123456789abcdef0123456789abcdef01234567 HEAD\0agent=test\n"));
      for (int branch = 0; branch < number; branch++) {
        out.write(packet("0123456789abcdef0123456789abcdef01234567 refs/heads/b" + branch + "\n"));
      }
      out.write("0000".getBytes(StandardCharsets.US_ASCII));
    }
    return packed.toByteArray();
  }

  private static byte[] packet(String text) {
    return "%04x%s".formatted(text.length() + 4, text).getBytes(StandardCharsets.US_ASCII);
  }
}
