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
        return Status.TOO_MANY_REQUESTS;
      }
      try {
        byte[] bytes = body.readNBytes(LIMIT + 1);
        return bytes.length > LIMIT ? Status.REQUEST_ENTITY_TOO_LARGE : take(of, webhook, headers, bytes);
      } finally {
        bodies.end(webhook.account());
      }
    }

    private Status take(Provider of, Webhook webhook, HttpHeaders headers, byte[] body) {
      if (!of.isSigned(headers, body, webhook.secret())) {
        return Status.UNAUTHORIZED;
      }
      try {
        Set<String> branches = of.isPush(headers) ? of.pushed(body) : Set.of();
        receive.receive(webhook, of.deliveryOf(headers, body), branches);
        return Status.ACCEPTED;
      } catch (InvalidInput _) {
        return Status.BAD_REQUEST;
      }
    }

    private static Response answer(Status status) {
      return Response.status(status).header("Cache-Control", "no-store").header("X-Content-Type-Options", "nosniff").build();
    }
  }
}
