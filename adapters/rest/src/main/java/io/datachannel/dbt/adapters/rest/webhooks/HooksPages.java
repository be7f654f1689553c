package io.datachannel.dbt.adapters.rest.webhooks;

import io.datachannel.dbt.adapters.rest.problem.HttpStatus;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.webhooks.ReceivePush;
import io.datachannel.dbt.application.webhooks.Webhook;
import io.datachannel.dbt.domain.failure.InvalidInput;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.Set;

/**
 * Where the providers of repositories tell of pushes. It takes no token: a delivery is signed by the secret of its webhook. Answers have no
 * body, and one that is refused is not told why.
 */
@ApplicationPath(HooksPages.PATH)
public final class HooksPages extends Application {
  public static final String PATH = "/hooks";
  /** In bytes; a push of two thousand commits has about three million. */
  static final int LIMIT = 5 * 1024 * 1024;

  private final ReceivePush receive;

  public HooksPages(ReceivePush receive) {
    this.receive = receive;
  }

  /** Deprecated in favour of injected classes; as in the APIs, the wiring hands over objects. */
  @Override
  @SuppressWarnings("deprecation")
  public Set<Object> getSingletons() {
    return Set.of(new Resource(receive));
  }

  /** All of them. */
  @Path("/")
  public static final class Resource {
    private static final Logger LOG = System.getLogger(HooksPages.class.getName());

    private final ReceivePush receive;
    private final BodiesAtOnce bodies = new BodiesAtOnce();

    Resource(ReceivePush receive) {
      this.receive = receive;
    }

    /** 202 once what is to be done is queued. An address that is none is refused like a wrong signature, and its body is not read. */
    @POST
    @Path("{provider}/{key}")
    public Response take(@PathParam("provider") String provider, @PathParam("key") String key, @Context HttpHeaders headers, InputStream body)
        throws IOException {
      try {
        Optional<Provider> of = Provider.named(provider);
        Optional<Webhook> webhook = receive.webhook(key);
        return answer(of.isEmpty() || webhook.isEmpty() ? Status.UNAUTHORIZED : read(of.get(), webhook.get(), headers, body));
      } catch (PortFailure failed) {
        LOG.log(Level.WARNING, "a delivery of a webhook could not be taken: {0} {1}", failed.code(), failed.getMessage());
        return answer(HttpStatus.of(failed.code()));
      }
    }

    private Status read(Provider of, Webhook webhook, HttpHeaders headers, InputStream body) throws IOException {
      if (!bodies.begin(webhook.account())) {
        // A provider takes it for ours, and tries again or goes on; some leave an address alone for good that answers otherwise.
        return Status.SERVICE_UNAVAILABLE;
      }
      Told told;
      try {
        byte[] bytes = body.readNBytes(LIMIT + 1);
        told = bytes.length > LIMIT ? Told.refused(Status.REQUEST_ENTITY_TOO_LARGE) : told(of, webhook, headers, bytes);
      } finally {
        bodies.end(webhook.account());
      }
      if (told.answer() == Status.ACCEPTED) {
        receive.receive(webhook, told.delivery(), told.branches());
      }
      return told.answer();
    }

    private static Told told(Provider of, Webhook webhook, HttpHeaders headers, byte[] body) {
      if (!of.isSigned(headers, body, webhook.secret())) {
        return Told.refused(Status.UNAUTHORIZED);
      }
      try {
        return new Told(Status.ACCEPTED, of.deliveryOf(headers, body), of.isPush(headers) ? of.pushed(body) : Set.of());
      } catch (InvalidInput _) {
        return Told.refused(Status.BAD_REQUEST);
      }
    }

    /** What is left of a body. */
    private record Told(Status answer, String delivery, Set<String> branches) {

      static Told refused(Status why) {
        return new Told(why, "", Set.of());
      }
    }

    private static Response answer(Status status) {
      return Response.status(status).header("Cache-Control", "no-store").header("X-Content-Type-Options", "nosniff").build();
    }
  }
}
