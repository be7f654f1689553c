package io.datachannel.dbt.adapters.providers;

import io.datachannel.dbt.application.git.ProviderAnswer.Reason;
import io.datachannel.dbt.domain.secret.Secret;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** HTTP that a token can be trusted to: bounded in time and size, and never led to another host. */
final class ProviderHttp {
  /** A renamed repository answers with one redirect to its number. */
  private static final int MOST_REDIRECTS = 3;
  private static final Pattern HEADER_TEXT = Pattern.compile("[\\x21-\\x7e]+");
  private static final String AGENT = "datachannel-dbt";

  private final HttpClient client;
  private final HttpLimits limits;

  ProviderHttp(HttpLimits limits) {
    this.limits = limits;
    this.client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
        .followRedirects(Redirect.NEVER).connectTimeout(limits.connect()).build();
  }

  /** What of a token may stand in a header. @throws Refusing for text that no provider gives out; the client would repeat it in its error */
  static String headerText(Secret token) {
    if (!HEADER_TEXT.matcher(token.reveal()).matches()) {
      throw Refusing.denied(Reason.TOKEN_REFUSED, "");
    }
    return token.reveal();
  }

  /**
   * @param request without a user agent
   * @throws Refusing when there is no whole answer in time, or one that leads elsewhere
   */
  Reply send(HttpRequest.Builder request) {
    HttpRequest next = request.header("User-Agent", AGENT).build();
    for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      Reply reply = exchange(next);
      if (reply.status() < 300 || reply.status() >= 400) {
        return reply;
      }
      next = redirected(next, reply);
    }
    throw Refusing.unavailable("leads in a circle of redirects");
  }

  private static HttpRequest redirected(HttpRequest request, Reply reply) {
    URI from = request.uri();
    URI to = reply.header("Location").flatMap(ProviderHttp::uri).map(from::resolve)
        .orElseThrow(() -> Refusing.unavailable("answered with a redirect to nowhere"));
    boolean sameServer = from.getScheme().equals(to.getScheme()) && from.getRawAuthority().equals(to.getRawAuthority());
    if (!sameServer || !request.method().equals("GET")) {
      throw Refusing.unavailable("answered with a redirect to another server, which is not followed since the token would go along");
    }
    return HttpRequest.newBuilder(request, (_, _) -> true).uri(to).build();
  }

  private static Optional<URI> uri(String text) {
    try {
      return Optional.of(URI.create(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private Reply exchange(HttpRequest request) {
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), limits.bytes()));
    try {
      HttpResponse<byte[]> response = answer.get(limits.answer().toMillis(), TimeUnit.MILLISECONDS);
      return new Reply(response.statusCode(), response.headers(), response.body());
    } catch (TimeoutException _) {
      throw Refusing.unavailable("did not answer within " + limits.answer().toMillis() + " ms");
    } catch (ExecutionException failed) {
      throw Refusing.unavailable(how(failed.getCause()));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw Refusing.unavailable("was not asked to the end, since the service stops");
    } finally {
      // Closes the connection of an answer that is still coming.
      answer.cancel(true);
    }
  }

  private String how(Throwable failed) {
    return switch (failed) {
      case ConnectException _ -> "could not be reached";
      case HttpConnectTimeoutException _ -> "could not be reached in time";
      case SSLException _ -> "could not be reached safely, its certificate is not good";
      case IOException _ -> "broke off its answer, or sent more than " + limits.bytes() + " bytes";
      default -> throw new IllegalStateException("the HTTP client failed with " + failed.getClass().getName());
    };
  }
}
