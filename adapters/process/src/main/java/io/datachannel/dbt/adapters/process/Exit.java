package io.datachannel.dbt.adapters.process;

/** How a process ended, or that it has not. */
public sealed interface Exit {

  /** It ended by itself. @param code 0 to 255 */
  record Exited(int code) implements Exit {}

  /** A signal ended it. @param number for example 9, SIGKILL */
  record Signalled(int number) implements Exit {

    /** For example SIGKILL. */
    public String signal() {
      return Signal.nameOf(number);
    }
  }

  /** The time given for waiting is over, and the process is still at work. */
  record StillRunning() implements Exit {}

  /** The JDK tells death by signal n as the code 128 + n, like a shell. */
  static Exit ofCode(int code) {
    return code > 128 && code <= 128 + 64 ? new Signalled(code - 128) : new Exited(code);
  }
}
