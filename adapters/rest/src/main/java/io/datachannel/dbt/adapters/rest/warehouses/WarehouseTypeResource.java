package io.datachannel.dbt.adapters.rest.warehouses;

import io.datachannel.dbt.adapters.rest.body.Listing;
import io.datachannel.dbt.domain.warehouse.WarehouseField;
import io.datachannel.dbt.domain.warehouse.WarehouseType;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The kinds of warehouses, with the fields that each wants. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class WarehouseTypeResource {

  /** @param name the value of {@code type} */
  public record TypeView(String name, List<FieldView> fields) {
    static TypeView of(WarehouseType type) {
      return new TypeView(type.wireName(), type.fields().stream().map(FieldView::of).toList());
    }
  }

  /** @param kind text, secret, port or file */
  public record FieldView(
      String name, String kind, boolean required, Optional<String> standard, List<String> choices, String meaning) {
    static FieldView of(WarehouseField field) {
      return new FieldView(field.name(), field.kind().name().toLowerCase(Locale.ROOT), field.required(), field.standard(),
          field.choices(), field.meaning());
    }
  }

  @GET
  @Path("warehouse-types")
  public Listing<TypeView> list() {
    return Listing.whole(Arrays.stream(WarehouseType.values()).map(TypeView::of).toList());
  }
}
