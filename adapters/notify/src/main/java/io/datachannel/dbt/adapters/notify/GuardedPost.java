package io.datachannel.dbt.adapters.notify;

import io.datachannel.dbt.adapters.network.GuardedSockets;
import io.datachannel.dbt.application.notifications.Messenger.Outcome;
import io.datachannel.dbt.domain.secret.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.NoRouteToHostException;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;

/** Posts a message: no redirect is followed, no proxy of the machine used, and little of the answer read. */
final class GuardedPost {
  private static final int MOST_READ = 4096;
  private static final int MOST_KEPT = 300;
  /** In characters: a shorter value of a query ({@code v=1}) is no secret, and in many a word. */
  private static final int SHORTEST_HIDDEN = 4;

  private final GuardedSockets sockets;
  private final Attempt attempt;
  private final int longestMillis;

  GuardedPost(ReceiverAddresses addresses, Supplier<SSLSocketFactory> tls, Duration longest) {
    this.sockets = new GuardedSockets(addresses::check, tls);
    this.attempt = new Attempt(longest);
    this.longestMillis = Math.toIntExact(longest.toMillis());
  }

  /**
   * Path and query are not told, should the answer hold them: with Slack and others they are secrets.
   *
   * @param secret likewise
   */
  Outcome post(URI uri, Map<String, String> headers, byte[] body, Secret secret) {
    String host = uri.getHost();
    return attempt.of(host, () -> outcome(uri, headers, body, secret), failed -> told(host, failed));
  }

  private Outcome outcome(URI uri, Map<String, String> headers, byte[] body, Secret secret) throws IOException {
    HttpURLConnection request = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
    if (request instanceof HttpsURLConnection https) {
      https.setSSLSocketFactory(sockets);
    }
    request.setInstanceFollowRedirects(false);
    request.setUseCaches(false);
    request.setConnectTimeout(longestMillis);
    request.setReadTimeout(longestMillis);
    request.setRequestMethod("POST");
    headers.forEach(request::setRequestProperty);
    // A connection is for one message, and Java repeats no request by itself whose body it does not keep.
    request.setRequestProperty("Connection", "close");
    request.setDoOutput(true);
    request.setFixedLengthStreamingMode(body.length);
    try {
      try (OutputStream out = request.getOutputStream()) {
        out.write(body);
      }
      int status = request.getResponseCode();
      String answer = "HTTP " + status + text(request, status, answered -> hiding(answered, uri, secret));
      return status >= 200 && status < 300 ? new Outcome.Taken(answer) : new Outcome.NotTaken(answer);
    } finally {
      request.disconnect();
    }
  }

  private static String hiding(String answer, URI uri, Secret secret) {
    String hidden = answer.replace(secret.reveal(), "***");
    hidden = uri.getRawPath().length() > 1 ? hidden.replace(uri.getRawPath(), "/***") : hidden;
    for (String word : wordsOf(uri)) {
      hidden = hidden.replace(word, "***");
    }
    return hidden;
  }

  /** The query, its values, and these as their receiver reads them; the longest first, for one may be in another. */
  private static List<String> wordsOf(URI uri) {
    return Stream.ofNullable(uri.getRawQuery())
        .flatMap(query -> Stream.concat(Stream.of(query), Stream.of(query.split("&")).map(pair -> pair.substring(pair.indexOf('=') + 1))))
        .flatMap(word -> Stream.of(word, decoded(word)))
        .filter(word -> word.length() >= SHORTEST_HIDDEN).distinct().sorted(Comparator.comparingInt(String::length).reversed()).toList();
  }

  private static String decoded(String word) {
    try {
      return URLDecoder.decode(word, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return word;
    }
  }

  /** @param hiding comes before what is long is cut, so that no part of a secret is left */
  private static String text(HttpURLConnection request, int status, UnaryOperator<String> hiding) {
    if (status >= 300 && status < 400) {
      return ", which leads elsewhere; give the address that it leads to.";
    }
    String body = read(request, status).replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return body.isEmpty() ? "" : ": " + shortened(hiding.apply(body));
  }

  /** An answer that breaks off is an answer: its status came. */
  private static String read(HttpURLConnection request, int status) {
    try (InputStream in = status >= 400 ? request.getErrorStream() : request.getInputStream()) {
      return in == null ? "" : new String(in.readNBytes(MOST_READ), StandardCharsets.UTF_8);
    } catch (IOException _) {
      return "";
    }
  }

  private static String shortened(String text) {
    return text.codePointCount(0, text.length()) <= MOST_KEPT ? text : text.substring(0, text.offsetByCodePoints(0, MOST_KEPT)) + "…";
  }

  private static String told(String host, Throwable failed) {
    return switch (failed) {
      case AddressRefused refused -> refused.getMessage();
      case UnknownHostException _ -> "The host " + host + " is not known.";
      case SocketTimeoutException _ -> "The host " + host + " did not answer in time.";
      case ConnectException _ -> "The host " + host + " takes no connection.";
      case NoRouteToHostException _ -> "There is no way to the host " + host + ".";
      case SSLException _ -> "The host " + host + " has no certificate that is to be trusted for that name, or speaks no TLS.";
      case IOException _ -> "The connection to the host " + host + " broke off, or no HTTP was spoken.";
      default -> "The service failed at this: " + failed.getClass().getSimpleName() + ".";
    };
  }
}
