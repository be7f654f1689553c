package io.datachannel.dbt.adapters.rest.warehouses;

import io.datachannel.dbt.adapters.rest.listing.Items;
import io.datachannel.dbt.domain.project.AdapterLines;
import io.datachannel.dbt.domain.project.DbtLine;
import io.datachannel.dbt.domain.warehouse.LoginMethod;
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
   * @param fields  those of the first way to log in
   * @param methods the ways to log in, the first for who names none; where there are several, a connection's {@code method} names one
   * @param schema  JSON Schema of a warehouse's {@code connection}
   */
  public record WarehouseTypeView(String name, String title, List<FieldView> fields, List<MethodView> methods, JsonObject schema) {
    static WarehouseTypeView of(WarehouseType type) {
      List<MethodView> methods = type.methods().stream().map(method -> MethodView.of(type, method)).toList();
      return new WarehouseTypeView(type.wireName(), type.title(), methods.getFirst().fields(), methods, WarehouseSchema.of(type));
    }
  }

  /**
   * A way to log in as the API shows it.
   *
   * @param dbtVersions the lines of dbt-core that it goes with, newest first
   */
  public record MethodView(String name, String title, List<FieldView> fields, List<String> dbtVersions) {
    static MethodView of(WarehouseType type, LoginMethod method) {
      return new MethodView(method.name(), method.title(), method.fields().stream().map(FieldView::of).toList(),
          AdapterLines.of(type, method).stream().map(DbtLine::toString).toList());
    }
  }

  /** A field as the API shows it. */
  public record FieldView(String name, String title, String kind, boolean required, @JsonbProperty("default") Optional<String> standard,
      List<String> choices, String meaning) {
    static FieldView of(WarehouseField field) {
      return new FieldView(
          field.name(), field.title(), field.kind().name(), field.required(), field.standard(), field.choices(), field.meaning());
    }
  }
}
