package io.datachannel.dbt.adapters.rest.warehouses;

import io.datachannel.dbt.adapters.rest.listing.Items;
import io.datachannel.dbt.domain.warehouse.WarehouseField;
import io.datachannel.dbt.domain.warehouse.WarehouseType;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What warehouses there may be, for forms that ask for one. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class WarehouseTypesResource {
  @GET
  @Path("warehouse-types")
  public Items<WarehouseTypeView> list() {
    return Items.all(Arrays.asList(WarehouseType.values()), WarehouseTypeView::of);
  }

  /**
   * A type as the API shows it.
   *
   * @param schema JSON Schema of a warehouse's {@code connection}
   */
  public record WarehouseTypeView(String name, List<FieldView> fields, JsonObject schema) {
    static WarehouseTypeView of(WarehouseType type) {
      return new WarehouseTypeView(type.wireName(), type.fields().stream().map(FieldView::of).toList(),
          WarehouseSchema.of(type));
    }
  }

  /** A field as the API shows it. */
  public record FieldView(String name, String kind, boolean required, @JsonbProperty("default") Optional<String> standard,
      List<String> choices, String meaning) {
    static FieldView of(WarehouseField field) {
      return new FieldView(
          field.name(), field.kind().name(), field.required(), field.standard(), field.choices(), field.meaning());
    }
  }
}
