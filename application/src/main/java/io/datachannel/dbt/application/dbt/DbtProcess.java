package io.datachannel.dbt.application.dbt;

import io.datachannel.dbt.application.journal.JournalEvent.DbtEvent;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.secret.Redactor;
import io.datachannel.dbt.domain.secret.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Runs dbt, each time in a process of its own. */
public interface DbtProcess {

  /** Starts dbt; events come to the listener on a thread of the adapter, one after the other, as they happen. */
  Invocation start(DbtRequest request, Consumer<DbtEvent> listener);

  /**
   * Makes ready what lets runs like this one begin faster: their project parsed, in their environment. Only the options that a parse depends on
   * count. Blocks until that is ready, or it is clear that it cannot be had, which is no error: runs begin without it, too.
   */
  default void warm(DbtRequest request) {
    // Not every way to run dbt has something to make ready.
  }

  /**
   * @param account     whose code and data it is about; dbt sees no files of others
   * @param python      the interpreter of the environment
   * @param projectFolder the folder of dbt_project.yml, also the working directory
   * @param home        the home folder of the process; a folder of this work alone, so that nothing left there reaches another
   * @param arguments   dbt's command line without the word dbt, for example [build, --select, shop.orders]
   * @param environment variables for dbt; it sees these, the secrets and nothing else of the service's own
   * @param secrets     variables that must not be seen in any output
   * @param redactor    takes these and whatever else must not be seen out of it
   */
  record DbtRequest(
      AccountId account, Path python, Path projectFolder, Path home, List<String> arguments, Map<String, String> environment,
      Map<String, Secret> secrets, Redactor redactor) {

    /** For work that knows no other secrets. */
    public DbtRequest(
        AccountId account, Path python, Path projectFolder, Path home, List<String> arguments, Map<String, String> environment,
        Map<String, Secret> secrets) {
      this(account, python, projectFolder, home, arguments, environment, secrets, new Redactor(secrets.values()));
    }

    /** For work that has its project folder to itself, which is its home, too. */
    public DbtRequest(
        AccountId account, Path python, Path projectFolder, List<String> arguments, Map<String, String> environment,
        Map<String, Secret> secrets) {
      this(account, python, projectFolder, projectFolder, arguments, environment, secrets);
    }

    /** The same with other words for dbt. */
    public DbtRequest saying(List<String> otherArguments) {
      return new DbtRequest(account, python, projectFolder, home, otherArguments, environment, secrets, redactor);
    }
  }

  /** dbt at work. */
  interface Invocation {

    /** Waits for the end; at the timeout dbt is stopped like by {@link #interrupt()}, and the answer is TimedOut. */
    DbtEnd await(Duration timeout);

    /** Asks dbt to stop (SIGINT, so that it cancels its queries), and kills its process group after a grace. Returns at once. */
    void interrupt();

    /** Kills dbt's process group at once (SIGKILL); a query may go on in the warehouse. Waits for nothing that users' code could hold up. */
    void kill();

    /**
     * Says how long dbt may go on before this is called again: without it, its process interrupts and then kills itself, also when the
     * service is suspended. Returns at once, also when that process reads nothing.
     */
    void mayGoOn(Duration untilInterrupt, Duration untilKill);
  }

  /** How dbt ended. */
  sealed interface DbtEnd {

    /** It came to its end; what became of each node was told by events. */
    record Completed() implements DbtEnd {}

    /** It came to its end, and there was no node for its command and selection. */
    record NothingToDo() implements DbtEnd {}

    /** It could not begin its nodes, or crashed: a parse error, an unreachable warehouse, a signal. */
    record Failed(Failure failure) implements DbtEnd {}

    /** It was asked to stop, and stopped. */
    record Interrupted() implements DbtEnd {}

    /** It took too long, and was stopped. */
    record TimedOut() implements DbtEnd {}
  }
}
