package io.datachannel.dbt.application.account;

class InMemoryApiTokensTest extends ApiTokensContract {
  private final ApiTokens tokens = new InMemoryApiTokens();

  @Override
  protected ApiTokens tokens() {
    return tokens;
  }
}
