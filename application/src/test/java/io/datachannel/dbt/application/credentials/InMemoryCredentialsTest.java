package io.datachannel.dbt.application.credentials;

class InMemoryCredentialsTest extends CredentialsContract {
  private final Credentials credentials = new InMemoryCredentials();

  @Override
  protected Credentials credentials() {
    return credentials;
  }
}
