package io.datachannel.dbt.application.git;

class InMemoryLoginAttemptsTest extends LoginAttemptsContract {
  private final LoginAttempts attempts = new InMemoryLoginAttempts();

  @Override
  protected LoginAttempts attempts() {
    return attempts;
  }
}
