package io.datachannel.dbt.adapters.process;

import java.nio.file.Path;
import java.util.List;

/** Where processes that run users' code are put. */
public interface Sandbox {
  /** There is none: such processes run like any other. */
  Sandbox NONE = new Sandbox() {
    @Override
    public boolean confines() {
      return false;
    }

    @Override
    public List<String> around(List<String> argv, Path folder, Confines confines) {
      return argv;
    }
  };

  /** Whether processes are confined at all. */
  boolean confines();

  /**
   * The command line that starts another one inside.
   *
   * @param argv   the first word is the path of a program
   * @param folder the working directory inside
   */
  List<String> around(List<String> argv, Path folder, Confines confines);
}
