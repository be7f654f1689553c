package io.datachannel.dbt.adapters.dbt;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.adapters.process.Processes;
import io.datachannel.dbt.adapters.process.Programs;
import io.datachannel.dbt.domain.account.AccountId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users' code left in the folders of its server. */
class ServerFolderTest {
  @TempDir
  Path folder;

  @Test
  void foldersThatCannotBeDeletedKeepNoServiceFromStartingAndAreNeverUsedAgain() throws IOException {
    ServerFolder before = ServerFolder.in(folder);
    Path harmless = before.next().parsed();
    Path hostile = before.next().parsed();
    Path deep = Files.createDirectories(hostile.resolve("d/".repeat(300)));

    ServerFolder after = ServerFolder.in(folder);

    assertTrue(Files.exists(deep), "It is too deep for the service.");
    assertFalse(Files.exists(harmless));
    assertNotEquals(hostile, after.next().parsed());
  }

  /** Who knows the name of one account's folder could have the service follow a link to its sockets. */
  @Test
  void noNameTellsThatOfAnother() {
    Path first = ServerFolder.in(folder).next().sockets();
    Path second = ServerFolder.in(folder).next().sockets();

    assertTrue(Stream.of(first, second).allMatch(home -> home.getFileName().toString().matches("[\\w-]{11}")), first + " " + second);
    assertNotEquals(first, second);
  }

  @Test
  void closedFoldersAreDeletedAndLinksAreNotFollowed() throws IOException {
    Path others = Files.createDirectories(folder.resolve("others"));
    Path file = Files.createFile(others.resolve("file"));
    ServerFolder.Home home = ServerFolder.in(folder).next();
    Files.createSymbolicLink(home.sockets().resolve("link"), others);
    Files.createFile(Files.createDirectories(home.parsed().resolve("1/target")).resolve("manifest.json"));
    Files.setPosixFilePermissions(home.parsed().resolve("1/target"), PosixFilePermissions.fromString("---------"));
    ServerFolder.Place linked = new ServerFolder.Place(home.sockets().resolve("link"), home.parsed().resolve("2"));
    Files.createSymbolicLink(linked.parsed(), others);

    linked.delete();
    assertFalse(Files.isSymbolicLink(linked.parsed()));
    home.delete();

    assertTrue(isEmpty(folder.resolve("sockets")) && isEmpty(folder.resolve("parsed")));
    assertTrue(Files.exists(file));
  }

  @Test
  void aServerThatCannotBeStartedLeavesNoFolders() throws IOException {
    Path script = Files.createFile(folder.resolve("dbt_server.py"));
    ServerFolder files = ServerFolder.in(folder);
    try (Processes processes = new Processes(Programs.ofService())) {
      StartServers start = new StartServers(script, processes, Programs.ofService(), files, new DbtConfines(new TestFolders(folder)),
          InstantSource.fixed(Instant.parse("2026-01-02T03:04:05Z")));
      EnvironmentKey gone = new EnvironmentKey(new AccountId(2), folder.resolve("env/bin/python"), "stamp");

      assertThrows(Kept.NoServer.class, () -> start.base(gone));
    }
    assertTrue(isEmpty(files.sockets()) && isEmpty(files.parsed()));
  }

  private static boolean isEmpty(Path some) throws IOException {
    try (Stream<Path> inside = Files.list(some)) {
      return inside.findAny().isEmpty();
    }
  }
}
