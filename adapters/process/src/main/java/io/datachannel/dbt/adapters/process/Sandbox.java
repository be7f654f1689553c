package io.datachannel.dbt.adapters.process;

import java.nio.file.Path;
import java.util.List;

/** Where processes that run users' code are put. */
public interface Sandbox extends AutoCloseable {
  /** There is none: such processes run like any other. */
  Sandbox NONE = new Sandbox() {
    @Override
    public boolean confines() {
      return false;
    }

    @Override
    public Place around(List<String> argv, Path folder, Confines confines) {
      return new Place(argv, () -> { });
    }
  };

  /** Whether processes are confined at all. */
  boolean confines();

  /**
   * A place for one process and all that it starts.
   *
   * @param argv   the first word is the path of a program
   * @param folder the working directory inside
   */
  Place around(List<String> argv, Path folder, Confines confines);

  /** Ends what it keeps ready; the processes that it was around are ended before. */
  @Override
  default void close() {
    // Most keep nothing.
  }

  /**
   * @param argv     the command line that starts the other one inside
   * @param whenOver is to be called when its process has ended
   */
  record Place(List<String> argv, Runnable whenOver) {}
}
