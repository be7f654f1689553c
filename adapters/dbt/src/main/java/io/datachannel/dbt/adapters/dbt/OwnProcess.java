package io.datachannel.dbt.adapters.dbt;

import io.datachannel.dbt.adapters.process.Exit;
import io.datachannel.dbt.adapters.process.RunningProcess;
import java.time.Duration;

/** dbt in a process that was started for it. */
record OwnProcess(RunningProcess process) implements RunningDbt {

  @Override
  public Exit await(Duration timeout) {
    return process.await(timeout);
  }

  @Override
  public boolean endsWithin(Duration patience) {
    return process.endsWithin(patience);
  }

  @Override
  public void writeLine(String line) {
    process.writeLine(line);
  }

  @Override
  public void kill() {
    process.killTree();
  }

  @Override
  public void close() {
    process.close();
  }
}
