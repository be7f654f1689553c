package io.datachannel.dbt.adapters.storage.s3;

import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** The SDK's clients, so that a storage that is away is known within seconds. */
final class S3Clients {
  static final Duration SILENCE = Duration.ofSeconds(10);
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final int ATTEMPTS = 2;

  private S3Clients() {}

  static S3Client client(S3Settings settings) {
    return client(settings, SILENCE);
  }

  /** @param silence after which a call is given up */
  static S3Client client(S3Settings settings, Duration silence) {
    S3ClientBuilder builder = S3Client.builder()
        .region(Region.of(settings.region()))
        .credentialsProvider(credentials(settings))
        .forcePathStyle(settings.pathStyle())
        // By http the SDK cuts bodies into signed chunks, with one behind an empty one, which a store need not wait for before it answers and hangs up.
        .serviceConfiguration(S3Configuration.builder().chunkedEncodingEnabled(false).build())
        // Stores other than AWS refuse the checksums that the SDK adds by itself.
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
        .httpClientBuilder(defaults -> new FreshConnections(
            UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(silence).buildWithDefaults(defaults)))
        .overrideConfiguration(calls -> calls.retryStrategy(StandardRetryStrategy.builder().maxAttempts(ATTEMPTS).build()));
    settings.endpoint().ifPresent(builder::endpointOverride);
    return builder.build();
  }

  static S3Presigner presigner(S3Settings settings) {
    S3Presigner.Builder builder = S3Presigner.builder()
        .region(Region.of(settings.region()))
        .credentialsProvider(credentials(settings))
        .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(settings.pathStyle()).build());
    settings.endpoint().ifPresent(builder::endpointOverride);
    return builder.build();
  }

  private static AwsCredentialsProvider credentials(S3Settings settings) {
    return settings.login()
        .<AwsCredentialsProvider>map(login -> StaticCredentialsProvider.create(
            AwsBasicCredentials.create(login.accessKey(), login.secretKey().reveal())))
        .orElseGet(() -> DefaultCredentialsProvider.builder().build());
  }
}
