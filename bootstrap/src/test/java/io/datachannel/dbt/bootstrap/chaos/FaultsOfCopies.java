package io.datachannel.dbt.bootstrap.chaos;

import io.datachannel.dbt.application.execution.FaultPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.jgit.util.FileUtils;

/** Copies that die, stand still or are stopped. */
final class FaultsOfCopies {
  private FaultsOfCopies() {}

  static List<Fault> all() {
    return List.of(
        killed(1, "a copy is killed while a run waits", FaultPoint.BEFORE_CLAIM_COMMIT),
        killed(2, "a copy is killed between claim and start, or with a lost run in its hands", FaultPoint.AFTER_CLAIM_COMMIT, FaultPoint.BEFORE_CHILD_START,
            FaultPoint.BEFORE_REAP_COMMIT, FaultPoint.AFTER_REAP_COMMIT),
        killed(3, "a copy is killed during checkout", FaultPoint.DURING_CHECKOUT),
        killed(4, "a copy is killed while an environment is built", FaultPoint.DURING_ENVIRONMENT),
        killed(5, "a copy is killed while dbt runs", FaultPoint.DURING_DBT, FaultPoint.AFTER_CHILD_START),
        killed(6, "a copy is killed while files are stored", FaultPoint.DURING_UPLOAD, FaultPoint.AFTER_END_COMMIT),
        killed(7, "a copy is killed before an end is committed", FaultPoint.BEFORE_END_COMMIT, FaultPoint.RESULT_KNOWN),
        killed(8, "a copy is killed while a run is cancelled", FaultPoint.WHILE_CANCELLING),
        new Fault(9, "a copy stands still for longer than its lease", Fault.copies(2), FaultsOfCopies::frozen),
        new Fault(10, "a copy is stopped with runs", Fault.copies(2), FaultsOfCopies::drained),
        new Fault(11, "all copies start in the same second", Fault.copies(2), FaultsOfCopies::startedTogether));
  }

  private static Fault killed(int number, String what, FaultPoint... points) {
    return new Fault(number, what, KilledAt::in, trial -> {
      FaultPoint point = trial.turn(points);
      KilledAt killed = new KilledAt(trial.cluster(), trial.cluster().copy(0), trial.cluster().copy(1));
      if (point == FaultPoint.DURING_ENVIRONMENT) {
        // Else the one of the last try would be used again, and none be built.
        delete(killed.victim().folder().resolve("environments"));
      }
      KilledAt.Runs runs = killed.once(point, trial.name());
      trial.ends(runs.run(), KilledAt.ending(point));
      trial.ends(runs.busy(), "SUCCESSFUL");
    });
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      FileUtils.delete(folder.toFile(), FileUtils.RECURSIVE);
    }
  }

  private static void frozen(Trial trial) throws InterruptedException {
    Cluster cluster = trial.cluster();
    int run = cluster.runThatGoesOn(cluster.project(), "{\"until\": \"" + trial.name() + "\"}");
    cluster.awaitBegun(run);
    Copy owner = cluster.ownerOf(run);
    owner.freeze();
    try {
      trial.await("another copy to begin run " + run, () -> cluster.ownerOf(run) != owner);
      trial.pause(0, 2000);
    } finally {
      owner.thaw();
    }
    cluster.stub().release(trial.name());
    trial.ends(run, "SUCCESSFUL");
    trial.begun(run, 2);
  }

  private static void drained(Trial trial) throws InterruptedException {
    Cluster cluster = trial.cluster();
    int run = cluster.run(cluster.project(), "{\"until\": \"" + trial.name() + "\"}");
    int project = cluster.project();
    cluster.awaitBegun(run);
    Copy owner = cluster.ownerOf(run);
    Copy other = cluster.copies().stream().filter(copy -> copy != owner).findFirst().orElseThrow();
    owner.terminate();
    int later = other.api().post("projects/" + project + "/runs", "{}").id();
    trial.pause(0, 2 * (int) Cluster.LEASE.toMillis());
    cluster.stub().release(trial.name());
    trial.ends(run, "SUCCESSFUL");
    trial.begun(run, 1);
    trial.ends(later, "SUCCESSFUL");
    owner.awaitEnd();
    cluster.startAgain();
  }

  private static void startedTogether(Trial trial) {
    Cluster cluster = trial.cluster();
    Schedules schedules = new Schedules(cluster);
    int[] daily = IntStream.range(0, 4)
        .map(_ -> schedules.set(cluster.project(), Schedules.ALL_MODELS, "\"vars\": {\"seconds\": 0.1}")).toArray();
    cluster.copies().forEach(Copy::kill);
    schedules.due(24, daily);
    cluster.startAgain();
    for (int schedule : daily) {
      trial.ends(schedules.run(schedule), "SUCCESSFUL");
    }
  }
}
