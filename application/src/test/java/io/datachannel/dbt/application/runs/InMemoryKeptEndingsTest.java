package io.datachannel.dbt.application.runs;

class InMemoryKeptEndingsTest extends KeptEndingsContract {
  private final InMemoryKeptEndings endings = new InMemoryKeptEndings();

  @Override
  protected KeptEndings endings() {
    return endings;
  }
}
