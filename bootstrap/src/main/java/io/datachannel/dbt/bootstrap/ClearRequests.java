package io.datachannel.dbt.bootstrap;

import io.datachannel.dbt.adapters.rest.body.JsonBodyReader;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import jakarta.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Refuses, before anything is read of their bodies, requests whose length is not clear or far too large, and those that ask for a tunnel. Of a request that tells its
 * length twice (RFC 9112, 6.1 and 6.3) a proxy before the service may see the end elsewhere, and what follows would be taken for the request of someone else. What is
 * a little too large is left to the resources: they read it to its end, so that their answer arrives.
 */
final class ClearRequests implements Filter {
  private static final Pattern LOGS = Pattern.compile("/meta/v1/runs/[^/]+/logs");
  private static final long SPARE = 16L * 1024 * 1024;

  /** Pipelines send a log while it is written, and a model may take its time without a line. */
  private static final WatchedBody.Patience FOR_A_LOG = new WatchedBody.Patience(Duration.ofHours(1), Duration.ofDays(1));
  private static final Duration FOR_OTHERS = Duration.ofMinutes(2);

  private final long longestLog;
  private final SilentClients clients;

  /** @param longestLog in bytes */
  ClearRequests(long longestLog, SilentClients clients) {
    this.longestLog = longestLog;
    this.clients = clients;
  }

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    List<String> codings = all(request, HeaderNames.TRANSFER_ENCODING);
    List<String> lengths = all(request, HeaderNames.CONTENT_LENGTH);
    boolean isUnknown = codings.stream().anyMatch(coding -> !coding.equalsIgnoreCase("chunked"))
        || lengths.stream().anyMatch(length -> !length.matches("[0-9]{1,18}"));
    if (request.prologue().method().equals(Method.CONNECT)) {
      refuse(response, Status.METHOD_NOT_ALLOWED_405, FailureCode.METHOD_NOT_ALLOWED, "This service is no proxy.");
    } else if (isUnknown || codings.size() + lengths.size() > 1) {
      refuse(response, Status.BAD_REQUEST_400, FailureCode.FIELD_INVALID,
          "The request tells its length twice, or in an unknown way; send one Content-Length, or 'Transfer-Encoding: chunked'.");
    } else if (lengths.stream().anyMatch(length -> Long.parseLong(length) > mostOf(request.prologue().uriPath().path()) + SPARE)) {
      refuse(response, Status.REQUEST_ENTITY_TOO_LARGE_413, FailureCode.BODY_TOO_LARGE, "The body is larger by far than the most that is taken here.");
    } else {
      WatchedBody.Patience patience = LOGS.matcher(request.prologue().uriPath().path()).matches() ? FOR_A_LOG
          : new WatchedBody.Patience(clients.longest(), FOR_OTHERS);
      request.streamFilter(body -> new WatchedBody(body, clients, patience));
      chain.proceed();
    }
  }

  private long mostOf(String path) {
    return LOGS.matcher(path).matches() ? longestLog : JsonBodyReader.LIMIT;
  }

  private static List<String> all(RoutingRequest request, HeaderName name) {
    return request.headers().all(name, List::of);
  }

  private static void refuse(RoutingResponse response, Status status, FailureCode code, String detail) {
    response.status(status).header(HeaderValues.CONNECTION_CLOSE).header(HeaderNames.CONTENT_TYPE, "application/problem+json")
        .send(Json.createObjectBuilder().add("type", "about:blank").add("title", status.reasonPhrase()).add("status", status.code())
            .add("code", code.name()).add("detail", detail).build().toString());
    throw new CloseConnectionException("refused: " + code);
  }
}
