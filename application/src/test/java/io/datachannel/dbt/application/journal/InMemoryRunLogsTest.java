package io.datachannel.dbt.application.journal;

class InMemoryRunLogsTest extends RunLogsContract {
  private final InMemoryRunLogs logs = new InMemoryRunLogs();

  @Override
  protected RunLogs logs() {
    return logs;
  }
}
