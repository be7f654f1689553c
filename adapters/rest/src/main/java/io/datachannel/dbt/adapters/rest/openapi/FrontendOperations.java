package io.datachannel.dbt.adapters.rest.openapi;

import java.util.List;

/** What is said of the calls of FrontendAPI. */
final class FrontendOperations {
  private FrontendOperations() {}

  static List<Group> groups() {
    return List.of(WarehouseOperations.group(), CredentialOperations.group(), ProjectOperations.group(), ModelOperations.group(),
        CollectionOperations.group(), ScheduleOperations.group(), RunOperations.group(), NotificationOperations.group(), TokenOperations.group());
  }
}
