package io.datachannel.dbt.application.journal;

class InMemoryLogUploadsTest extends LogUploadsContract {
  private final InMemoryRunLogs logs = new InMemoryRunLogs();

  @Override
  protected LogUploads uploads() {
    return logs.uploads();
  }

  @Override
  protected RunLogs logs() {
    return logs;
  }
}
