package io.datachannel.dbt.adapters.rest.warehouses;

import static io.datachannel.dbt.adapters.rest.caller.CallerFilter.callerOf;

import io.datachannel.dbt.adapters.rest.body.JsonBody;
import io.datachannel.dbt.adapters.rest.once.Made;
import io.datachannel.dbt.adapters.rest.once.PostOnce;
import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.application.warehouses.RequestWarehouseCheck;
import io.datachannel.dbt.application.warehouses.WarehouseCheck;
import io.datachannel.dbt.application.warehouses.WarehouseChecks;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.warehouse.WarehouseCheckId;
import io.datachannel.dbt.domain.warehouse.WarehouseId;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Optional;

/** The tests of warehouses: jobs, since the first of a type builds a Python environment. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class WarehouseChecksResource {
  private final RequestWarehouseCheck requestCheck;
  private final WarehouseChecks checks;
  private final PostOnce once;

  public WarehouseChecksResource(RequestWarehouseCheck requestCheck, WarehouseChecks checks, PostOnce once) {
    this.requestCheck = requestCheck;
    this.checks = checks;
    this.once = once;
  }

  @POST
  @Path("warehouses/{id}/test")
  public Response request(@Context ContainerRequestContext request, @PathParam("id") long id) {
    return once.answer(request, JsonBody.EMPTY, () -> {
      WarehouseCheck queued = requestCheck.request(callerOf(request), new WarehouseId(id));
      return Made.accepted("warehouses/" + id + "/tests/" + queued.id().value(), WarehouseTestView.of(queued));
    });
  }

  @GET
  @Path("warehouses/{id}/tests/{job}")
  public WarehouseTestView one(@Context ContainerRequestContext request, @PathParam("id") long id, @PathParam("job") int job) {
    return checks.find(callerOf(request).account(), new WarehouseId(id), new WarehouseCheckId(job)).map(WarehouseTestView::of)
        .orElseThrow(() -> NotFound.of("test", job));
  }

  /**
   * A test as the API shows it.
   *
   * @param state       QUEUED, RUNNING, SUCCESSFUL or FAILED
   * @param step        what it does now or did last, empty before the first
   * @param requestedAt UTC
   * @param finishedAt  UTC
   */
  public record WarehouseTestView(
      int id, long warehouseId, String state, String step, Optional<FailureView> failure, Instant requestedAt,
      Optional<Instant> finishedAt) {
    static WarehouseTestView of(WarehouseCheck check) {
      return new WarehouseTestView(check.id().value(), check.warehouse().value(), check.state().name(), check.step(),
          check.failure().map(FailureView::of), check.requestedAt(), check.finishedAt());
    }

    /**
     * Why dbt could not connect.
     *
     * @param detail dbt's own words, empty when there are none
     */
    public record FailureView(String code, String message, String detail) {
      static FailureView of(Failure failure) {
        return new FailureView(failure.code().name(), failure.message(), failure.detail());
      }
    }
  }
}
