package io.datachannel.dbt.adapters.storage.s3;

import io.datachannel.dbt.domain.secret.Secret;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import software.amazon.awssdk.services.s3.S3Client;

/** An S3 server with files in memory, that checks signatures as S3 does. */
public final class S3Server implements AutoCloseable {
  static final String BUCKET = "datachannel-logs";
  static final String ACCESS_KEY = "AKIAEXAMPLE";
  static final String SECRET_KEY = "a/secret+key=of-the-test";

  private final TransientNio2BlobStore store = new TransientNio2BlobStore();
  private S3Proxy server = started(0);

  public S3Server() {
    try (S3Client client = S3Clients.client(settings())) {
      client.createBucket(request -> request.bucket(BUCKET));
    }
  }

  /**
   * The server as a process. It prints its address, bucket, access key and secret key in one line; {@code stop} and {@code start} on its
   * input are answered by the same words when they are done, and the end of its input ends it.
   */
  public static void main(String... none) throws IOException {
    try (S3Server server = new S3Server();
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
      System.out.println(server.address() + " " + BUCKET + " " + ACCESS_KEY + " " + SECRET_KEY);
      Runnable start = () -> { };
      for (String word = input.readLine(); word != null; word = input.readLine()) {
        if (word.equals("stop")) {
          start = server.stop();
        } else {
          start.run();
        }
        System.out.println(word);
      }
    }
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getPort());
  }

  public S3Settings settings() {
    return settings(BUCKET, SECRET_KEY);
  }

  S3Settings settings(String bucket, String secretKey) {
    return new S3Settings(bucket, "us-east-1", Optional.of(address()), "dbt/", true,
        Optional.of(new S3Settings.Login(ACCESS_KEY, new Secret(secretKey))));
  }

  /** Nothing answers from now on. @return brings it back, at the same address and with the files it had */
  public Runnable stop() {
    int port = server.getPort();
    close();
    return () -> server = started(port);
  }

  private S3Proxy started(int port) {
    try {
      S3Proxy started = S3Proxy.builder()
          .endpoint(URI.create("http://127.0.0.1:" + port))
          .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, ACCESS_KEY, SECRET_KEY)
          .ignoreUnknownHeaders(true)
          .blobStore(store)
          .build();
      started.start();
      return started;
    } catch (Exception failed) {
      throw new IllegalStateException("the S3 server does not start", failed);
    }
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception failed) {
      throw new IllegalStateException("the S3 server does not stop", failed);
    }
  }
}
