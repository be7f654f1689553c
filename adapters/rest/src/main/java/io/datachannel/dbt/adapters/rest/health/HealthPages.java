package io.datachannel.dbt.adapters.rest.health;

import io.datachannel.dbt.application.readiness.Readiness;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.Set;

/**
 * For load balancers and orchestrators, in the form of MicroProfile Health 4.0. Open to everyone, so it names checks and says no reasons; those
 * are in the service's log.
 */
@ApplicationPath(HealthPages.PATH)
public final class HealthPages extends Application {
  public static final String PATH = "/health";

  private final Readiness readiness;

  public HealthPages(Readiness readiness) {
    this.readiness = readiness;
  }

  /** Deprecated in favour of injected classes; as in the APIs, the wiring hands over objects. */
  @Override
  @SuppressWarnings("deprecation")
  public Set<Object> getSingletons() {
    return Set.of(new Resource(readiness));
  }

  /** Both pages. */
  @Path("/")
  public static final class Resource {
    private final Readiness readiness;

    Resource(Readiness readiness) {
      this.readiness = readiness;
    }

    /** The process answers. Nothing else is looked at: a restart of this process mends no database. */
    @GET
    @Path("live")
    public Response live() {
      return answer(true, Json.createArrayBuilder());
    }

    /** 200 when this copy can do its work, and 503 when it cannot. */
    @GET
    @Path("ready")
    public Response ready() {
      Readiness.Report report = readiness.report();
      JsonArrayBuilder checks = Json.createArrayBuilder();
      report.checks().forEach(check -> checks.add(status(check.passed()).add("name", check.name())));
      report.spared().forEach(check -> checks.add(spared(check)));
      return answer(report.ready(), checks);
    }

    /** What the service can do without is no reason to send requests elsewhere: other copies do not have it either. */
    private static JsonObjectBuilder spared(Readiness.SparedCheck check) {
      JsonObjectBuilder data = Json.createObjectBuilder().add("needed", false);
      check.failure().ifPresent(code -> data.add("code", code.name()));
      return status(check.failure().isEmpty()).add("name", check.name()).add("data", data);
    }

    private static Response answer(boolean up, JsonArrayBuilder checks) {
      return Response.status(up ? Status.OK : Status.SERVICE_UNAVAILABLE).type(MediaType.APPLICATION_JSON_TYPE)
          .header("Cache-Control", "no-store").header("X-Content-Type-Options", "nosniff")
          .entity(status(up).add("checks", checks).build().toString()).build();
    }

    private static JsonObjectBuilder status(boolean up) {
      return Json.createObjectBuilder().add("status", up ? "UP" : "DOWN");
    }
  }
}
