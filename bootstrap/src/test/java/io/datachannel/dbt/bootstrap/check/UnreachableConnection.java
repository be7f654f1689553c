package io.datachannel.dbt.bootstrap.check;

import io.datachannel.dbt.application.warehouses.SampleConnections;
import io.datachannel.dbt.domain.warehouse.FieldKind;
import io.datachannel.dbt.domain.warehouse.WarehouseConnection;
import io.datachannel.dbt.domain.warehouse.WarehouseField;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A connection to a port of this machine where no one answers. */
final class UnreachableConnection {
  private static final String NO_ONE = "1";

  private UnreachableConnection() {}

  /** Empty where a profile names no host and port, or a login asks a provider first. */
  static Optional<WarehouseConnection> of(WarehouseConnection sample) {
    List<WarehouseField> fields = sample.method().fields();
    boolean asksElsewhere = fields.stream().anyMatch(field -> List.of("tenant_id", "region", "client_secret").contains(field.name()));
    if (asksElsewhere || fields.stream().noneMatch(field -> field.kind() == FieldKind.PORT)) {
      return Optional.empty();
    }
    Map<String, String> given = SampleConnections.fields(sample.type(), sample.method());
    fields.forEach(field -> {
      switch (field.kind()) {
        case HOST -> given.put(field.name(), "127.0.0.1");
        case PORT -> given.put(field.name(), NO_ONE);
        case TEXT, PLACE, SECRET, NUMBER, FLAG, FILE, CERTIFICATE, KEY, KEY_FILE, SERVICE_ACCOUNT -> { }
      }
    });
    return Optional.of(WarehouseConnection.of(sample.type(), given));
  }
}
