package io.datachannel.dbt.adapters.process;

/** What became of a command that was run to its end. */
public sealed interface Finish {

  /** The last lines it wrote, standard output and error as they came. */
  String output();

  /** It ended in time. */
  record Finished(Exit exit, String output) implements Finish {

    public boolean succeeded() {
      return exit instanceof Exit.Exited(int code) && code == 0;
    }
  }

  /** It took too long and was killed, with all it had started. */
  record TimedOut(String output) implements Finish {}
}
