package io.datachannel.dbt.application.notifications;

class InMemoryProjectTroublesTest extends ProjectTroublesContract {
  private final ProjectTroubles troubles = new InMemoryProjectTroubles();

  @Override
  protected ProjectTroubles troubles() {
    return troubles;
  }
}
