package io.datachannel.dbt.adapters.rest.versions;

import io.datachannel.dbt.domain.project.DbtLine;
import io.datachannel.dbt.domain.warehouse.WarehouseType;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;

/** Which versions of dbt a project may be on, for forms that ask for one. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class DbtVersionsResource {
  @GET
  @Path("dbt-versions")
  public DbtVersionsView list() {
    return new DbtVersionsView(
        DbtLine.offered().stream().map(DbtVersionsView.LineView::of).toList(),
        DbtLine.notOffered().stream().map(one -> new DbtVersionsView.NotOfferedView(one.versions(), one.reason())).toList());
  }

  /**
   * What there is, and why there is no more.
   *
   * @param items newest first
   */
  public record DbtVersionsView(List<LineView> items, List<NotOfferedView> notOffered) {

    /**
     * A line as the API shows it.
     *
     * @param version  what the line stands for; any other patch of it may be asked for, too
     * @param standard whether a project that asks for none is on it
     * @param python   which Python it runs on
     * @param adapters one for each type of warehouse that goes with it
     */
    public record LineView(
        String line, String version, @JsonbProperty("default") boolean standard, PythonView python, List<AdapterView> adapters) {
      static LineView of(DbtLine line) {
        return new LineView(line.toString(), line.newest().toString(), line.equals(DbtLine.standard()),
            new PythonView("3." + line.lowestPython(), "3." + line.highestPython()),
            Arrays.stream(WarehouseType.values()).filter(type -> type.lines().has(line.minor()))
                .map(type -> new AdapterView(type.wireName(), type.adapterPackage(), line.adapterVersions())).toList());
      }
    }

    /** Both inclusive. */
    public record PythonView(String lowest, String highest) {}

    /** @param versions a version specifier (PEP 440): the newest of these that goes with the core is installed */
    public record AdapterView(String warehouseType, @JsonbProperty("package") String packageName, String versions) {}

    /** Versions that cannot be had here. */
    public record NotOfferedView(String versions, String reason) {}
  }
}
