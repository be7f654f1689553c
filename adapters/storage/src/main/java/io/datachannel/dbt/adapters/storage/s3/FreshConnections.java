package io.datachannel.dbt.adapters.storage.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * A connection for each request. The JDK's client keeps up to five for later and sends a body into one without a look whether the store has
 * closed it meanwhile: after a restart of a store, as many requests failed. It also wraps what it cannot connect to, so that the SDK would neither try it again nor
 * tell of it in its own form.
 */
final class FreshConnections implements SdkHttpClient {
  private final SdkHttpClient client;

  FreshConnections(SdkHttpClient client) {
    this.client = client;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    ExecutableHttpRequest prepared = client.prepareRequest(HttpExecuteRequest.builder()
        .request(request.httpRequest().toBuilder().putHeader("Connection", "close").build())
        .contentStreamProvider(request.contentStreamProvider().orElse(null))
        .metricCollector(request.metricCollector().orElse(null)).build());
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        try {
          return prepared.call();
        } catch (UncheckedIOException wrapped) {
          throw wrapped.getCause();
        }
      }

      @Override
      public void abort() {
        prepared.abort();
      }
    };
  }

  @Override
  public String clientName() {
    return client.clientName();
  }

  @Override
  public void close() {
    client.close();
  }
}
