package io.datachannel.dbt.bootstrap.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.bootstrap.chaos.History.Firing;
import io.datachannel.dbt.bootstrap.chaos.History.RunRow;
import io.datachannel.dbt.bootstrap.system.Api;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Users edit, pause and delete schedules at the moment at which they fire: it counts as it was before, or as it is now. */
@Tag("fault-45")
@Chaos
class ChangedWhileDueTest {
  private static final int OF_EACH = 4;
  private static final String QUICK = "\"vars\": {\"seconds\": 0.1}";

  /** What a user does to a schedule again and again, and how often it must have fired then. */
  private enum Change {
    WORK(Set.of(1)) {
      @Override
      void once(Api api, String schedule, int round) {
        api.send("PATCH", schedule, "*", "{\"fullRefresh\": %b}".formatted(round % 2 == 0));
      }
    },
    TIME(Set.of(0, 1)) {
      @Override
      void once(Api api, String schedule, int round) {
        api.send("PATCH", schedule, "*", "{\"clockChange\": {\"gap\": \"%s\"}}".formatted(round % 2 == 0 ? "SKIP" : "NEXT_MOMENT"));
      }
    },
    PAUSE(Set.of(0, 1)) {
      @Override
      void once(Api api, String schedule, int round) {
        api.post(schedule + (round % 2 == 0 ? "/pause" : "/resume"), "");
      }
    },
    DELETE(Set.of(0, 1)) {
      @Override
      void once(Api api, String schedule, int round) {
        api.send("DELETE", schedule, "*", "");
      }
    };

    private final Set<Integer> firings;

    Change(Set<Integer> firings) {
      this.firings = firings;
    }

    abstract void once(Api api, String schedule, int round);
  }

  private record Changed(Change change, int project, int schedule) {}

  @Test
  void aFiringSeesTheScheduleBeforeOrAfterTheChange() {
    try (Cluster cluster = new Cluster(ChaosDatabase.get(), "changed").prepared().withCopies(2)) {
      Schedules schedules = new Schedules(cluster);
      List<Changed> all = new ArrayList<>();
      for (Change change : Change.values()) {
        for (int i = 0; i < OF_EACH; i++) {
          int project = cluster.project();
          all.add(new Changed(change, project, schedules.set(project, Schedules.ALL_MODELS, QUICK)));
        }
      }

      // The next one becomes due while the one before is still being changed, by both copies.
      List<CompletableFuture<Void>> changes = new ArrayList<>();
      for (Changed one : all) {
        schedules.due(24, one.schedule());
        cluster.copies().forEach(copy -> changes.add(CompletableFuture.runAsync(() -> again(copy.api(), one))));
      }
      changes.forEach(CompletableFuture::join);
      cluster.assertSound();

      History history = ReadHistory.of(cluster);
      all.forEach(one -> check(cluster, history, one));
    }
  }

  private static void again(Api api, Changed one) {
    String path = "projects/" + one.project() + "/schedules/" + one.schedule();
    for (int round = 0; round < (one.change() == Change.DELETE ? 1 : 10); round++) {
      one.change().once(api, path, round);
    }
  }

  private static void check(Cluster cluster, History history, Changed one) {
    List<Firing> firings = history.firingsOf(one.schedule()).toList();
    assertTrue(one.change().firings.contains(firings.size()), () -> one + " fired: " + firings);
    List<RunRow> runs = history.runs().stream().filter(run -> cluster.api().get("runs/" + run.id()).json().getInt("projectId")
        == one.project()).toList();
    assertEquals(firings.stream().map(Firing::run).toList(), runs.stream().map(run -> Optional.of(run.id())).toList(), one::toString);
    for (RunRow run : runs) {
      Set<String> fine = one.change() == Change.DELETE ? Set.of("SUCCESSFUL", "CANCELLED") : Set.of("SUCCESSFUL");
      assertTrue(fine.contains(run.status()), () -> one + " " + run + cluster.said());
      String asked = cluster.api().items("runs/" + run.id() + "/firings").getFirst().getJsonObject("schedule").getString("fullRefresh");
      assertEquals(asked, Boolean.toString(cluster.api().get("runs/" + run.id()).json().getBoolean("fullRefresh")), one::toString);
    }
  }
}
