package io.datachannel.dbt.bootstrap.bench;

import io.datachannel.dbt.domain.secret.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;

/** Sends the same request over and over, one after the other on a kept connection, and takes the time until the whole answer is there. */
final class Stopwatch {
  static final int REQUESTS = 200;

  private static final int WARM_UP = 50;
  private static final double NANOS_IN_MILLI = 1e6;

  private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI base;
  private final Secret token;

  Stopwatch(URI base, Secret token) {
    this.base = base;
    this.token = token;
  }

  /** @param rows how many items the answer holds */
  record Times(int rows, int bytes, double median, double p95) {}

  Times get(String path) {
    HttpRequest request = request(path);
    String body = "";
    for (int round = 0; round < WARM_UP; round++) {
      body = send(request);
    }
    long[] nanos = new long[REQUESTS];
    for (int round = 0; round < REQUESTS; round++) {
      long begin = System.nanoTime();
      send(request);
      nanos[round] = System.nanoTime() - begin;
    }
    Arrays.sort(nanos);
    return new Times(body.split("\"queuedAt\"", -1).length - 1, body.length(), nanos[REQUESTS / 2] / NANOS_IN_MILLI,
        nanos[REQUESTS * 95 / 100] / NANOS_IN_MILLI);
  }

  /** Without looking at the time. */
  void once(String path) {
    send(request(path));
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(base.resolve(path)).header("Authorization", "Bearer " + token.reveal()).build();
  }

  private String send(HttpRequest request) {
    try {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(request.uri() + " answered " + answer.statusCode() + " " + answer.body());
      }
      return answer.body();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }
}
