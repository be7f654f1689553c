package io.datachannel.dbt.bootstrap.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachannel.dbt.bootstrap.chaos.History.Firing;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** All copies were down while schedules were to fire, and come up in the same second. */
@Tag("fault-11")
@Tag("fault-42")
@Chaos
class StartTogetherTest {
  private static final int SCHEDULES = 6;

  @Test
  void eachPlannedInstantIsDealtWithOnce() {
    try (Cluster cluster = new Cluster(ChaosDatabase.get(), "start").prepared().withCopies(1)) {
      Schedules schedules = new Schedules(cluster);
      int[] daily = IntStream.range(0, SCHEDULES)
          .map(_ -> schedules.set(cluster.project(), Schedules.ALL_MODELS, "\"vars\": {\"seconds\": 0.1}")).toArray();
      String halfPast = "{\"kind\": \"CRON\", \"cron\": \"%s * * * *\"}".formatted(schedules.time("%i", 30));
      int hourly = schedules.set(cluster.project(), Schedules.ALL_MODELS, halfPast, "\"vars\": {\"seconds\": 0.1}");
      cluster.add();
      cluster.copy(0).kill();

      schedules.due(24, daily);
      schedules.due(5, hourly);
      cluster.copies().forEach(Copy::start);
      cluster.copies().forEach(Copy::api);

      for (int schedule : daily) {
        cluster.awaitOver(schedules.run(schedule));
      }
      cluster.await("the hourly schedule to fire", () -> !schedules.firings(hourly).isEmpty());
      List<Firing> missed = schedules.firings(hourly);
      assertEquals("SKIPPED SKIPPED SKIPPED SKIPPED CAUGHT_UP",
          String.join(" ", missed.stream().map(Firing::outcome).sorted(Comparator.reverseOrder()).toList()), missed::toString);
      Firing newest = missed.stream().max(Comparator.comparing(Firing::planned)).orElseThrow();
      assertEquals("CAUGHT_UP", newest.outcome());
      cluster.assertSound();
      History history = ReadHistory.of(cluster);
      assertEquals(SCHEDULES + 1, history.runs().size());
      assertEquals(List.of("SUCCESSFUL"), history.runs().stream().map(History.RunRow::status).distinct().toList(), cluster::said);
    }
  }
}
