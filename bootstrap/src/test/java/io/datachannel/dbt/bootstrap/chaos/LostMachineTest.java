package io.datachannel.dbt.bootstrap.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.bootstrap.system.Api;
import io.datachannel.dbt.bootstrap.system.LiveFolder;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The log of a run is read by a copy that does not carry it out, while it goes on; and when the machine that did is gone with its disk. */
@Chaos
class LostMachineTest {
  private static final String LAST_LINE = "chaos line 3 of 3 of a";

  @Test
  @Tag("fault-18")
  void whatItHadLoggedIsReadOnAnotherCopyLiveAndAfterwards() throws IOException {
    try (Cluster cluster = new Cluster(ChaosDatabase.get(), "machine").prepared().withCopies(2)) {
      int run = cluster.run(cluster.project(), "{\"until\": \"never\"}");
      cluster.awaitBegun(run);
      Copy owner = cluster.ownerOf(run);
      Api other = cluster.copies().stream().filter(copy -> copy != owner).findFirst().orElseThrow().api();
      CompletableFuture<List<String>> followed = CompletableFuture.supplyAsync(() -> other.events(run, 0));

      cluster.await("the other copy to show the log", () -> log(other, run).contains(LAST_LINE));
      String live = log(other, run);
      assertTrue(log(owner.api(), run).startsWith(live), live);

      owner.kill();
      delete(owner.folder());
      cluster.awaitOver(run);
      cluster.await("its log to be stored", () -> cluster.isLogStored(run));

      assertTrue(cluster.ending(run).startsWith("FAILED RUN_LOST"), cluster::said);
      String log = log(other, run);
      assertTrue(log.startsWith(live), log);
      assertTrue(log.contains("ends here: that copy of the service was lost") && log.endsWith("STATUS FAILED\n"), log);
      assertFalse(log.contains(Cluster.PASSWORD));
      List<String> events = followed.join();
      assertTrue(events.stream().anyMatch(line -> line.contains(LAST_LINE)), events::toString);
      assertEquals(numbers(other.events(run, 0)), Stream.iterate(1L, number -> number + 1).limit(numbers(other.events(run, 0)).size()).toList());
      JsonObject files = other.get("runs/" + run).json().getJsonObject("files");
      assertEquals("STORED LOST", files.getString("log") + " " + files.getString("artifacts"));
      assertEquals(List.of(), LiveFolder.below(cluster.folder().resolve("storage/chunks")).stream().filter(Files::isRegularFile).toList());
    }
  }

  private static String log(Api api, int run) {
    return api.get("runs/" + run + "/log").body();
  }

  private static List<Long> numbers(List<String> events) {
    return events.stream().filter(line -> line.startsWith("id:")).map(line -> Long.valueOf(line.substring(3).strip())).toList();
  }

  /** What is behind links, such as the storage, is on no disk of this machine. */
  private static void delete(Path folder) throws IOException {
    Files.walkFileTree(folder, new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes facts) throws IOException {
        Files.delete(file);
        return FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult postVisitDirectory(Path left, IOException failed) throws IOException {
        if (!left.equals(folder)) {
          Files.delete(left);
        }
        return FileVisitResult.CONTINUE;
      }
    });
  }
}
