package io.datachannel.dbt.adapters.observability.traces;

import io.datachannel.dbt.domain.secret.Secret;
import java.net.URI;
import java.util.Map;

/**
 * Where traces are sent, by OTLP over HTTP.
 *
 * @param endpoint the whole address, for example http://localhost:4318/v1/traces
 * @param headers  of each request, such as a token
 */
public record Collector(URI endpoint, Map<String, Secret> headers) {}
