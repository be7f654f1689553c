package io.datachannel.dbt.adapters.observability.metrics;

import io.datachannel.dbt.domain.secret.Secret;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;

/** The metrics, for who has the operator's token: they name accounts. Without a token of the settings there is no such page. */
@ApplicationPath(MetricsPages.PATH)
public final class MetricsPages extends Application {
  public static final String PATH = "/metrics";

  private final Resource resource;

  private MetricsPages(Resource resource) {
    this.resource = resource;
  }

  public static MetricsPages none() {
    return new MetricsPages(new Resource(Optional.empty()));
  }

  public static MetricsPages of(Secret token, ServiceMetrics metrics) {
    return new MetricsPages(new Resource(Optional.of(new Guarded(token, metrics))));
  }

  /** Deprecated in favour of injected classes; as in the APIs, the wiring hands over objects. */
  @Override
  @SuppressWarnings("deprecation")
  public Set<Object> getSingletons() {
    return Set.of(resource);
  }

  /** The page. */
  @Path("/")
  public static final class Resource {
    private final Optional<Guarded> guarded;

    Resource(Optional<Guarded> guarded) {
      this.guarded = guarded;
    }

    /** 404 when there is none, 401 without the token, else the text format of Prometheus, or OpenMetrics 1.0 for who asks for it. */
    @GET
    public Response metrics(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, @HeaderParam(HttpHeaders.ACCEPT) String accept) {
      return guarded.map(one -> one.lets(authorization) ? found(one.metrics().page(accept == null ? "" : accept)) : refused())
          .orElseGet(() -> bare(Status.NOT_FOUND).build());
    }

    private static Response found(ServiceMetrics.Page page) {
      return bare(Status.OK).header(HttpHeaders.CONTENT_TYPE, page.type()).entity(page.bytes()).build();
    }

    private static Response refused() {
      return bare(Status.UNAUTHORIZED).header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"metrics\"").build();
    }

    private static Response.ResponseBuilder bare(Status status) {
      return Response.status(status).header("Cache-Control", "no-store").header("X-Content-Type-Options", "nosniff");
    }
  }

  /** What is shown to who has the token. */
  private record Guarded(Secret token, ServiceMetrics metrics) {

    /** Takes as long for a token that is nearly right as for any other. */
    boolean lets(String authorization) {
      return authorization != null && MessageDigest.isEqual(
          authorization.strip().replaceFirst("^(?i:bearer) +", "Bearer ").getBytes(StandardCharsets.UTF_8),
          ("Bearer " + token.reveal()).getBytes(StandardCharsets.UTF_8));
    }
  }
}
