package io.datachannel.dbt.adapters.rest.webhooks;

import io.datachannel.dbt.adapters.rest.problem.HttpStatus;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.webhooks.ReceivePush;
import io.datachannel.dbt.application.webhooks.Webhook;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.secret.Secret;
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
    /** For an address that is none: it is refused like a wrong signature. */
    private static final Secret OF_NOBODY = new Secret("no one has signed this");

    private final ReceivePush receive;

    Resource(ReceivePush receive) {
      this.receive = receive;
    }

    /** 202 once what is to be done is queued. */
    @POST
    @Path("{provider}/{key}")
    public Response take(@PathParam("provider") String provider, @PathParam("key") String key, @Context HttpHeaders headers, InputStream body)
        throws IOException {
      byte[] bytes = body.readNBytes(LIMIT + 1);
      if (bytes.length > LIMIT) {
        return answer(Status.REQUEST_ENTITY_TOO_LARGE);
      }
      try {
        return answer(take(provider, key, headers, bytes));
      } catch (PortFailure failed) {
        LOG.log(Level.WARNING, "a delivery of a webhook could not be taken: {0} {1}", failed.code(), failed.getMessage());
        return answer(HttpStatus.of(failed.code()));
      }
    }

    private Status take(String provider, String key, HttpHeaders headers, byte[] body) {
      Optional<Provider> of = Provider.named(provider);
      Optional<Webhook> webhook = receive.webhook(key);
      boolean signed = of.orElse(Provider.GITHUB).isSigned(headers, body, webhook.map(Webhook::secret).orElse(OF_NOBODY));
      if (of.isEmpty() || webhook.isEmpty() || !signed) {
        return Status.UNAUTHORIZED;
      }
      try {
        Set<String> branches = of.get().isPush(headers) ? of.get().pushed(body) : Set.of();
        receive.receive(webhook.get(), of.get().deliveryOf(headers, body), branches);
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
