package io.datachannel.dbt.bootstrap.chaos;

import io.datachannel.dbt.bootstrap.chaos.History.Firing;
import io.datachannel.dbt.bootstrap.system.Api;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Schedules of a cluster's projects. By themselves they fire only half a day from now: a test says when. Benchmarks use them, too, and have
 * no JUnit.
 */
record Schedules(Cluster cluster) {
  static final String ALL_MODELS = "{\"kind\": \"ALL_MODELS\"}";

  /** Daily, with a firing half a day ago that is still made good. @param work more members of the schedule, as JSON */
  int set(int project, String target, String work) {
    return set(project, target, "{\"kind\": \"DAILY\", \"time\": \"%s\"}".formatted(time("%H:%i", 12 * 60)), work);
  }

  int set(int project, String target, String cadence, String work) {
    Api.Answer set = cluster.api().post("projects/" + project + "/schedules",
        "{\"target\": %s, \"cadence\": %s, \"graceSeconds\": 86400, %s}".formatted(target, cadence, work));
    if (set.status() != 201) {
      throw new AssertionError(set.toString());
    }
    return set.id();
  }

  /** A local time of the database's clock, in UTC. @param format as MariaDB has it */
  String time(String format, int minutesFromNow) {
    return cluster.database().rows("select date_format(utc_timestamp() + interval %d minute, '%s') as at".formatted(minutesFromNow, format),
        row -> row.text("at").orElseThrow()).getFirst();
  }

  /** All at once, so that one tick sees them; whatever they planned in these hours was not dealt with. */
  void due(int hours, int... schedules) {
    cluster.database().change("update " + cluster.admin() + ".dbt_project_schedules "
        + "set handled_until = utc_timestamp(6) - interval " + hours + " hour, next_fire_at = utc_timestamp(6) where id in ("
        + Arrays.stream(schedules).mapToObj(Integer::toString).collect(Collectors.joining(", ")) + ")");
  }

  List<Firing> firings(int schedule) {
    return ReadHistory.firings(cluster).stream().filter(firing -> firing.schedule() == schedule).toList();
  }

  /** The run that was made for its only firing, as soon as there is one. */
  int run(int schedule) {
    cluster.await("schedule " + schedule + " to fire", () -> !firings(schedule).isEmpty());
    List<Firing> all = firings(schedule);
    if (all.size() != 1) {
      throw new AssertionError("more than one firing: " + all);
    }
    return all.getFirst().run().orElseThrow();
  }
}
