package io.datachannel.dbt.adapters.providers;

import io.datachannel.dbt.domain.secret.Secret;
import java.net.URI;
import java.util.Optional;

/**
 * This service as it is registered at GitHub.
 *
 * @param web      for example https://github.com, without a slash at its end
 * @param api      for example https://api.github.com, likewise
 * @param callback where GitHub sends browsers back to; empty for the one that was registered
 */
public record OAuthClient(URI web, URI api, String id, Secret secret, Optional<URI> callback) {}
