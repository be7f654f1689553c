package io.datachannel.dbt.bootstrap.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Storage, git server and index that are away or slow, and programs of users that mean harm or have gone wrong. */
final class FaultsOfEdges {
  private static final String[] GIT = {"--git.insecure-hosts", "127.0.0.1", "--git.private-hosts", "127.0.0.1", "--git.fetch-seconds", "3"};

  private FaultsOfEdges() {}

  static List<Fault> all() {
    return List.of(
        new Fault(18, "the storage is away under a run", Fault.copies(2), FaultsOfEdges::storageAwayMeanwhile),
        new Fault(19, "the storage is away at the end", Fault.copies(2), FaultsOfEdges::storageAwayAtTheEnd),
        new Fault(22, "the git server says nothing", slowGit(0), FaultsOfEdges::slowGit),
        new Fault(23, "the git server says a byte a second", slowGit(1), FaultsOfEdges::slowGit),
        new Fault(24, "there is no such branch or repository", Fault.copies(1), FaultsOfEdges::noBranch),
        new Fault(29, "the index of packages is away", Fault.copies(1), FaultsOfEdges::indexAway),
        new Fault(30, "dbt goes on for ever", Fault.copies(1), trial -> timedOut(trial, "{\"until\": \"never\"}")),
        new Fault(31, "dbt hears no signal", Fault.copies(1), trial -> timedOut(trial, "{\"until\": \"never\", \"stubborn\": true}")),
        mischief(32, "daemons of dbt's that want to stay", "daemon", "SUCCESSFUL"),
        mischief(33, "dbt forks as often as it can", "forks", "SUCCESSFUL", "--sandbox.processes", "100"),
        mischief(34, "dbt takes all memory", "hog", "FAILED", "--sandbox.memory-megabytes", "400"),
        mischief(35, "long lines of dbt's, and bytes that are no text", "noise", "SUCCESSFUL"),
        new Fault(37, "torn or missing files of dbt", Fault.copies(1), trial -> {
          Cluster cluster = trial.cluster();
          trial.ends(cluster.run(cluster.project(), "{\"mischief\": \"" + trial.turn("torn", "missing") + "\"}"), "SUCCESSFUL");
        }),
        new Fault(38, "dbt fails, crashes, is killed", Fault.copies(1), trial -> {
          Cluster cluster = trial.cluster();
          trial.ends(cluster.run(cluster.project(), "{\"outcome\": " + trial.turn("\"crash\"", "\"error\"", "9", "15", "11") + "}"), "FAILED");
        }));
  }

  private static void storageAwayMeanwhile(Trial trial) throws InterruptedException, IOException {
    Cluster cluster = trial.cluster();
    int run = cluster.run(cluster.project(), "{\"until\": \"" + trial.name() + "\"}");
    cluster.awaitBegun(run);
    Path storage = cluster.folder().resolve("storage");
    Path away = Files.move(storage, cluster.folder().resolve("storage-that-is-away"));
    trial.pause(1000, 4000);
    Files.move(away, storage);
    cluster.stub().release(trial.name());
    trial.ends(run, "SUCCESSFUL");
    trial.begun(run, 1);
  }

  private static void storageAwayAtTheEnd(Trial trial) throws InterruptedException, IOException {
    Cluster cluster = trial.cluster();
    int run = cluster.run(cluster.project(), "{\"seconds\": %.1f}".formatted(trial.random().nextDouble()));
    Path storage = cluster.folder().resolve("storage");
    Path away = Files.move(storage, cluster.folder().resolve("storage-that-is-away"));
    trial.ends(run, "SUCCESSFUL");
    trial.pause(0, 3000);
    trial.expect(!cluster.isLogStored(run), Violation.lost("the log of run %d is said to be stored, where nothing is", run));
    Files.move(away, storage);
    trial.await("the log of run " + run + " to be stored", () -> cluster.isLogStored(run));
    trial.begun(run, 1);
  }

  private static Consumer<Cluster> slowGit(int bytesASecond) {
    return cluster -> {
      SlowServer server = new SlowServer(bytesASecond);
      cluster.alsoClose(server);
      Fault.copies(1, GIT).accept(cluster);
    };
  }

  /** Another run is not held up by it. */
  private static void slowGit(Trial trial) {
    Cluster cluster = trial.cluster();
    SlowServer server = cluster.beside(SlowServer.class);
    int run = cluster.run(cluster.project(server.url() + "shop.git", "main"), "{}");
    int other = cluster.run(cluster.project(), "{}");
    trial.ends(other, "SUCCESSFUL");
    trial.ends(run, "FAILED REPOSITORY_");
    trial.begun(run, 0);
  }

  private static void noBranch(Trial trial) {
    Cluster cluster = trial.cluster();
    String url = cluster.repositoryUrl();
    int project = trial.number() % 2 == 0 ? cluster.project(url, "no-such-branch") : cluster.project(url.replace("/git/chaos", "/git/none"), "main");
    int run = cluster.run(project, "{}");
    trial.ends(run, trial.turn("FAILED BRANCH_NOT_FOUND", "FAILED REPOSITORY_"));
    trial.begun(run, 0);
  }

  private static void indexAway(Trial trial) {
    Cluster cluster = trial.cluster();
    int project = cluster.project();
    trial.ends(cluster.run(project, "{}"), "SUCCESSFUL");
    // Environments are an account's own: this one has none yet.
    long other = cluster.account();
    int fresh = cluster.projectOf(other);
    cluster.stub().index(false);
    try {
      trial.ends(cluster.run(project, "{}"), "SUCCESSFUL");
      trial.ends(cluster.api(other).post("projects/" + fresh + "/runs", "{}").id(), "FAILED ENVIRONMENT_");
    } finally {
      cluster.stub().index(true);
    }
    trial.ends(cluster.api(other).post("projects/" + fresh + "/runs", "{}").id(), "SUCCESSFUL");
  }

  private static void timedOut(Trial trial, String orders) {
    Cluster cluster = trial.cluster();
    int project = cluster.project();
    cluster.api().send("PATCH", "projects/" + project, "*", "{\"timeoutSeconds\": 3}");
    int run = cluster.run(project, orders);
    trial.ends(run, "FAILED RUN_TIMED_OUT");
  }

  /** Beside a run that does as it should, and ends so. */
  private static Fault mischief(int number, String what, String word, String ending, String... flags) {
    return new Fault(number, what, Fault.copies(1, flags), trial -> {
      Cluster cluster = trial.cluster();
      int run = cluster.run(cluster.project(), "{\"mischief\": \"" + word + "\"}");
      int other = cluster.run(cluster.project(), "{\"seconds\": %.1f}".formatted(trial.random().nextDouble()));
      trial.ends(run, ending);
      trial.ends(other, "SUCCESSFUL");
      if (word.equals("forks")) {
        String log = cluster.api().get("runs/" + run + "/log").body();
        trial.expect(log.contains("mischief: the fork after"), Violation.stuck("nobody refused the forks of run %d", run));
      }
    });
  }
}
