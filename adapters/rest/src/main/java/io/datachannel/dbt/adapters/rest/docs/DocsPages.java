package io.datachannel.dbt.adapters.rest.docs;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/** Swagger UI at /docs, which shows the document of {@link DocumentPage}. Every file is of this service. */
@ApplicationPath(DocsPages.PATH)
public final class DocsPages extends Application {
  public static final String PATH = "/docs";

  /** No code and no style but that of the files; Swagger UI draws its arrows as data URLs. */
  private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
      + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  /** Deprecated in favour of injected classes; as in the APIs, the wiring hands over objects. */
  @Override
  @SuppressWarnings("deprecation")
  public Set<Object> getSingletons() {
    return Set.of(new Resource());
  }

  /** The page and its files. */
  @Path("/")
  public static final class Resource {
    private static final String WEBJAR = "/META-INF/resources/webjars/swagger-ui/" + version() + "/";
    private static final Map<String, String> TYPES = Map.of("swagger-ui.css", "text/css; charset=utf-8",
        "swagger-ui-bundle.js", "text/javascript; charset=utf-8", "favicon-32x32.png", "image/png",
        "docs.js", "text/javascript; charset=utf-8");

    /** The page. */
    @GET
    public Response page() {
      return answer(DocsPages.class.getResourceAsStream("docs.html"), "text/html; charset=utf-8");
    }

    /** @throws NotFoundException for what the page does not need */
    @GET
    @Path("{file}")
    public Response file(@PathParam("file") String file) {
      if (!TYPES.containsKey(file)) {
        throw new NotFoundException();
      }
      return answer(DocsPages.class.getResourceAsStream(file.equals("docs.js") ? file : WEBJAR + file), TYPES.get(file));
    }

    private static Response answer(InputStream body, String type) {
      return Response.ok(body, type).header("Content-Security-Policy", POLICY).header("X-Content-Type-Options", "nosniff")
          .header("Referrer-Policy", "no-referrer").build();
    }

    /** The jar's folder is named for its version, which its own properties say. */
    private static String version() {
      try (InputStream in = DocsPages.class.getResourceAsStream("/META-INF/maven/org.webjars/swagger-ui/pom.properties")) {
        Properties properties = new Properties();
        properties.load(in);
        return properties.getProperty("version");
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }
  }
}
