package io.datachannel.dbt.adapters.web;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.Response.Status;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The page for people, at every address that is not the APIs': which of its views an address means, the page decides. It knows no more than
 * any client of the FrontendAPI; it is sent to everyone, since it says nothing of any account.
 */
@ApplicationPath(WebPages.PATH)
public final class WebPages extends Application {
  public static final String PATH = "/";

  private final Supplier<Page> page;

  private WebPages(Supplier<Page> page) {
    this.page = page;
  }

  /** The page of this build. */
  public static WebPages ofJar() {
    return new WebPages(new Once());
  }

  /** The page as it lies in a folder now, for those who work on it. */
  public static WebPages of(java.nio.file.Path folder) {
    PageSource source = PageSource.of(folder);
    return new WebPages(() -> Page.from(source));
  }

  /** Deprecated in favour of injected classes; as in the APIs, the wiring hands over objects. */
  @Override
  @SuppressWarnings("deprecation")
  public Set<Object> getSingletons() {
    return Set.of(new Resource(page));
  }

  /** Else the buffer of Jersey holds a file back. */
  @Override
  public Map<String, Object> getProperties() {
    return Map.of("jersey.config.server.contentLength.buffer", 0);
  }

  /** Packed when it is asked for first: the start of the service does not wait for it. */
  private static final class Once implements Supplier<Page> {
    private Optional<Page> made = Optional.empty();

    @Override
    public synchronized Page get() {
      made = Optional.of(made.orElseGet(() -> Page.from(PageSource.ofJar())));
      return made.get();
    }
  }

  /** The page and its files. */
  @Path("/")
  public static final class Resource {
    private static final String FOR_GOOD = "public, max-age=31536000, immutable";

    private final Supplier<Page> page;

    Resource(Supplier<Page> page) {
      this.page = page;
    }

    /** A file of the page, by the address that the page itself gives. */
    @GET
    @Path("web/{version}/{name: .+}")
    public Response file(@PathParam("version") String version, @PathParam("name") String name,
        @HeaderParam(HttpHeaders.ACCEPT_ENCODING) String encodings) {
      return page.get().find(version, name).map(file -> answer(file, encodings).header("Cache-Control", FOR_GOOD).build())
          .orElseGet(Resource::nothing);
    }

    /** The page, for a browser that goes to an address. */
    @GET
    @Path("{any: .*}")
    public Response page(@HeaderParam(HttpHeaders.ACCEPT) String wanted, @HeaderParam(HttpHeaders.ACCEPT_ENCODING) String encodings) {
      if (wanted == null || !wanted.contains("text/html")) {
        return nothing();
      }
      Page now = page.get();
      return answer(now.index(), encodings).header("Cache-Control", "no-cache").header("Content-Security-Policy", now.policy())
          .header("X-Frame-Options", "DENY").build();
    }

    private static ResponseBuilder answer(PageFile file, String encodings) {
      boolean gzip = encodings != null && encodings.contains("gzip");
      ResponseBuilder answer = Response.ok(gzip ? file.packed() : file.plain(), file.type()).header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
          .header("X-Content-Type-Options", "nosniff").header("Referrer-Policy", "no-referrer").header("Cross-Origin-Opener-Policy", "same-origin");
      return gzip ? answer.header(HttpHeaders.CONTENT_ENCODING, "gzip") : answer;
    }

    private static Response nothing() {
      return Response.status(Status.NOT_FOUND).type("text/plain; charset=utf-8").header("X-Content-Type-Options", "nosniff")
          .entity("There is nothing at this address. The APIs are described at /docs.\n").build();
    }
  }
}
