package io.datachannel.dbt.bootstrap.doctor;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Makes all checks, beside each other, each bounded in time; what breaks one of them is found, and keeps no other from being made. */
public final class Checkup {
  private Checkup() {}

  /** @return the findings in the order of the checks */
  public static List<Finding> of(List<Check> checks) {
    List<Task> tasks = checks.stream().map(Checkup::begun).toList();
    return tasks.stream().flatMap(task -> findings(task).stream()).toList();
  }

  private record Task(Check check, FutureTask<List<Finding>> work) {}

  private static Task begun(Check check) {
    FutureTask<List<Finding>> work = new FutureTask<>(check.look()::look);
    Thread.ofVirtual().name("check " + check.about()).start(work);
    return new Task(check, work);
  }

  private static List<Finding> findings(Task task) {
    Check check = task.check();
    try {
      return task.work().get(check.longest().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      return List.of(Finding.problem(check.about(), "The check itself failed: " + failed.getCause() + ".",
          "Mend what it names; tell the makers of the service when it names nothing of yours."));
    } catch (TimeoutException _) {
      return List.of(Finding.problem(check.about(), "There is no answer within " + check.longest().toSeconds() + " s.",
          "Look whether what it asks is up, and whether a firewall lies between."));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return List.of(Finding.problem(check.about(), "The check was interrupted.", "Run it again."));
    } finally {
      task.work().cancel(true);
    }
  }
}
