package io.datachannel.dbt.adapters.rest.docs;

import io.datachannel.dbt.adapters.rest.RestApplication;
import io.datachannel.dbt.adapters.rest.openapi.OpenApiDocument;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The OpenAPI document at /openapi, open to everyone: it says nothing of any account. */
@ApplicationPath(DocumentPage.PATH)
public final class DocumentPage extends Application {
  public static final String PATH = "/openapi";

  private final Document document;

  /** @param applications what is documented */
  public DocumentPage(List<RestApplication> applications) {
    document = new Document(applications);
  }

  /** Deprecated in favour of injected classes; as in the APIs, the wiring hands over objects. */
  @Override
  @SuppressWarnings("deprecation")
  public Set<Object> getSingletons() {
    return Set.of(new Resource(document));
  }

  /** Made when it is asked for first: the start of the service does not wait for it. */
  private static final class Document {
    private final List<RestApplication> applications;
    private Optional<byte[]> made = Optional.empty();

    Document(List<RestApplication> applications) {
      this.applications = applications;
    }

    synchronized byte[] bytes() {
      made = Optional.of(made.orElseGet(() -> OpenApiDocument.of(applications).toString().getBytes(StandardCharsets.UTF_8)));
      return made.get();
    }
  }

  /** The one page. */
  @Path("/")
  public static final class Resource {
    private final Document document;

    Resource(Document document) {
      this.document = document;
    }

    /** JSON, whatever is asked for. */
    @GET
    public Response document() {
      return Response.ok(document.bytes(), MediaType.APPLICATION_JSON_TYPE).header("X-Content-Type-Options", "nosniff").build();
    }
  }
}
