package io.datachannel.dbt.adapters.dbt;

import io.datachannel.dbt.adapters.process.Exit;
import java.time.Duration;

/** A process in which dbt is at work. Closing it leaves nothing of it alive. */
interface RunningDbt extends AutoCloseable {

  /**
   * Waits for the end and for the last of the output.
   *
   * @return StillRunning when the time is over; the process goes on
   * @throws IllegalStateException when the listener of the lines failed; the process is killed then
   */
  Exit await(Duration timeout);

  /** What is to be written for a request. @param request as the runner takes it */
  default String asking(String request) {
    return request;
  }

  /** Waits for the end only; a thread beside the one that awaits may ask. */
  boolean endsWithin(Duration patience);

  /** Writes a line to the runner's control stream, and waits until it is read; one that has ended reads no more, which is no error. */
  void writeLine(String line);

  /** SIGKILL for all of it. */
  void kill();

  @Override
  void close();
}
