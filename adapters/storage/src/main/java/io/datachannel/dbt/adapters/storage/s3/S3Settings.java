package io.datachannel.dbt.adapters.storage.s3;

import io.datachannel.dbt.domain.secret.Secret;
import java.net.URI;
import java.util.Optional;

/**
 * Where an S3-compatible store is.
 *
 * @param endpoint  absent for AWS itself
 * @param prefix    before every key; empty, or ends with a slash
 * @param pathStyle whether the bucket stands in the path of an address and not in its host
 * @param login     absent for the default chain of AWS: environment, container, instance
 */
public record S3Settings(String bucket, String region, Optional<URI> endpoint, String prefix, boolean pathStyle, Optional<Login> login) {

  /** An access key. */
  public record Login(String accessKey, Secret secretKey) {}
}
