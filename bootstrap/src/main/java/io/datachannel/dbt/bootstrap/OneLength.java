package io.datachannel.dbt.bootstrap;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.List;

/**
 * Refuses a request that tells its length twice, or in a way that the server does not know (RFC 9112, 6.1 and 6.3). A proxy before the service may see its end
 * elsewhere, and what follows would be taken for the request of someone else.
 */
final class OneLength implements Filter {
  private static final String PROBLEM = """
      {"type":"about:blank","title":"Bad Request","status":400,"code":"FIELD_INVALID",\
      "detail":"The request tells its length twice, or in an unknown way; send one Content-Length, or 'Transfer-Encoding: chunked'."}""";

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    List<String> codings = all(request, HeaderNames.TRANSFER_ENCODING);
    List<String> lengths = all(request, HeaderNames.CONTENT_LENGTH);
    boolean isUnknown = codings.stream().anyMatch(coding -> !coding.equalsIgnoreCase("chunked"))
        || lengths.stream().anyMatch(length -> !length.matches("[0-9]{1,18}"));
    if (!isUnknown && codings.size() + lengths.size() <= 1) {
      chain.proceed();
      return;
    }
    response.status(Status.BAD_REQUEST_400).header(HeaderValues.CONNECTION_CLOSE).header(HeaderNames.CONTENT_TYPE, "application/problem+json")
        .send(PROBLEM);
    throw new CloseConnectionException("a request of two lengths");
  }

  private static List<String> all(RoutingRequest request, HeaderName name) {
    return request.headers().all(name, List::of);
  }
}
