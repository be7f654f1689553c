package io.datachannel.dbt.adapters.security.jwt;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Where public keys are read from again and again: a file, or an https address such as an issuer's JWK set. */
final class KeyLocation {
  private static final Duration LONGEST = Duration.ofSeconds(5);
  private static final int MOST_BYTES = 1024 * 1024;

  private final URI address;
  /** Redirects are not followed: the keys decide who gets in, so they come from where they were said to be. */
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(LONGEST).followRedirects(HttpClient.Redirect.NEVER).build();

  /** @throws IllegalArgumentException when it is neither */
  KeyLocation(String location) {
    this.address = location.matches("[a-z]+:.*") ? URI.create(location) : Path.of(location).toUri();
    if (!address.getScheme().equals("file") && !address.getScheme().equals("https")) {
      throw new IllegalArgumentException("the location of the public key must be a file or an https address");
    }
  }

  String read() throws IOException {
    if (address.getScheme().equals("file")) {
      return Files.readString(Path.of(address));
    }
    try {
      HttpResponse<InputStream> answer = http.send(
          HttpRequest.newBuilder(address).timeout(LONGEST).header("Accept", "application/json").build(),
          HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = answer.body()) {
        byte[] bytes = body.readNBytes(MOST_BYTES);
        if (answer.statusCode() != 200) {
          throw new IOException("status " + answer.statusCode());
        }
        return new String(bytes, StandardCharsets.UTF_8);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    }
  }

  @Override
  public String toString() {
    return address.toString();
  }
}
