package io.datachannel.dbt.bootstrap.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachannel.dbt.bootstrap.chaos.History.Note;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Two schedules of one project fall due at the same instant, and two copies see it. */
@Chaos
class SchedulesTogetherTest {
  private static final String ONLY_B = "{\"kind\": \"MODELS\", \"models\": [\"b\"]}";

  @Test
  void noRelationIsWrittenByTwo() {
    try (Cluster cluster = new Cluster(ChaosDatabase.get(), "together").prepared().withCopies(2)) {
      thoseThatWantTheSameDoneAreOneInvocation(cluster, new Schedules(cluster));
      thoseThatDoNotAreTwoThatShareTheModels(cluster, new Schedules(cluster));
      oneThatGovernsAModelNowWaitsForTheRunThatStillWritesIt(cluster, new Schedules(cluster));

      cluster.assertSound();
    }
  }

  private static void thoseThatWantTheSameDoneAreOneInvocation(Cluster cluster, Schedules schedules) {
    int project = refreshed(cluster);
    int all = schedules.set(project, Schedules.ALL_MODELS, "\"vars\": {\"seconds\": 0.5}");
    int onlyB = schedules.set(project, ONLY_B, "\"vars\": {\"seconds\": 0.5}");

    schedules.due(24, all, onlyB);

    int run = schedules.run(all);
    assertEquals(run, schedules.run(onlyB));
    cluster.awaitOver(run);
    assertEquals("SUCCESSFUL", cluster.ending(run), cluster::said);
    assertEquals("a b", written(cluster, run));
  }

  private static void thoseThatDoNotAreTwoThatShareTheModels(Cluster cluster, Schedules schedules) {
    int project = refreshed(cluster);
    int plain = schedules.set(project, Schedules.ALL_MODELS, "\"fullRefresh\": false");
    int anew = schedules.set(project, ONLY_B, "\"fullRefresh\": true");

    schedules.due(24, plain, anew);

    for (int schedule : List.of(plain, anew)) {
      cluster.awaitOver(schedules.run(schedule));
      assertEquals("SUCCESSFUL", cluster.ending(schedules.run(schedule)), cluster::said);
    }
    assertEquals("a, b", written(cluster, schedules.run(plain)) + ", " + written(cluster, schedules.run(anew)));
  }

  private static void oneThatGovernsAModelNowWaitsForTheRunThatStillWritesIt(Cluster cluster, Schedules schedules) {
    int project = refreshed(cluster);
    int plain = schedules.set(project, Schedules.ALL_MODELS, "\"vars\": {\"until\": \"told\"}");
    schedules.due(24, plain);
    int first = schedules.run(plain);
    cluster.awaitBegun(first);
    int anew = schedules.set(project, ONLY_B, "\"fullRefresh\": true");

    schedules.due(24, anew);

    int second = schedules.run(anew);
    cluster.awaitWaiting(second, first);
    cluster.stub().release("told");
    cluster.awaitOver(second);
    assertEquals("SUCCESSFUL SUCCESSFUL", cluster.ending(first) + " " + cluster.ending(second), cluster::said);
    assertEquals("a b, b", written(cluster, first) + ", " + written(cluster, second));
  }

  /** The models of the run's only invocation of dbt. */
  private static String written(Cluster cluster, int run) {
    List<Note> starts = cluster.stub().journal().stream().filter(note -> note.run() == run && note.kind() == Note.Kind.START).toList();
    assertEquals(1, starts.size(), starts::toString);
    return starts.getFirst().relations().stream().map(name -> name.substring(name.lastIndexOf('.') + 1)).collect(Collectors.joining(" "));
  }

  private static int refreshed(Cluster cluster) {
    int project = cluster.project();
    JsonObject job = cluster.api().refreshed(project);
    assertEquals("SUCCESSFUL", job.getString("state"), () -> job + cluster.said());
    return project;
  }
}
