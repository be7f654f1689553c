package io.datachannel.dbt.adapters.storage.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.storage.ObjectStorage;
import io.datachannel.dbt.application.storage.ObjectStorageContract;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

class S3ObjectStorageTest extends ObjectStorageContract {
  private static final String KEY = "accounts/1/runs/7/run.log";
  private static S3Server server;
  private S3ObjectStorage storage;

  @BeforeAll
  static void startServer() {
    server = new S3Server();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @BeforeEach
  void empty() {
    storage = new S3ObjectStorage(server.settings());
    storage.deleteBelow("accounts/");
  }

  @Override
  protected ObjectStorage storage() {
    return storage;
  }

  @Test
  void theAddressNamesBucketAndKey() throws IOException {
    assertEquals("s3://datachannel-logs/dbt/" + KEY, storage.put(KEY, file("x")));
  }

  @Test
  void aLinkGivesTheOneFileWithoutAnyKey() throws Exception {
    storage.put(KEY, file("for the browser"));
    URI link = storage.link(KEY, Duration.ofMinutes(5), "run-7.log").orElseThrow();

    HttpResponse<String> got = get(link);
    assertEquals("for the browser", got.body());
    assertEquals("attachment; filename=\"run-7.log\"", got.headers().firstValue("Content-Disposition").orElseThrow());
    assertEquals(403, get(URI.create(link.toString().replace("runs/7/", "runs/8/"))).statusCode());
    assertFalse(link.toString().contains(S3Server.SECRET_KEY));
    assertTrue(link.getQuery().contains("X-Amz-Expires=300"), link.getQuery());
  }

  @Test
  void aLinkIsValidForFiveMinutesAtMost() {
    assertThrows(IllegalArgumentException.class, () -> storage.link(KEY, Duration.ofMinutes(6), "run.log"));
  }

  @Test
  void ofAnUploadThatBreaksNothingIsLeft() throws IOException {
    Path file = Files.write(folder.resolve("large"), new byte[MultipartUpload.PART_BYTES + 1]);
    Path gone = folder.resolve("gone");
    try (S3Client client = S3Clients.client(server.settings())) {
      MultipartUpload upload = new MultipartUpload(client, S3Server.BUCKET);
      assertThrows(IOException.class, () -> upload.put("dbt/" + KEY, gone, MultipartUpload.PART_BYTES + 1));
      assertEquals(0, client.listMultipartUploads(request -> request.bucket(S3Server.BUCKET)).uploads().size());

      client.createMultipartUpload(request -> request.bucket(S3Server.BUCKET).key("dbt/" + KEY));
      storage.put(KEY, file);
      assertEquals(0, client.listMultipartUploads(request -> request.bucket(S3Server.BUCKET)).uploads().size());
    }
  }

  @Test
  void aWrongSecretIsRefusedAndNotShown() throws IOException {
    Path file = file("x");
    try (S3ObjectStorage wrong = new S3ObjectStorage(server.settings(S3Server.BUCKET, "another/secret"))) {
      assertTold("refuses the access key", assertThrows(PortFailure.class, () -> wrong.put(KEY, file)));
      assertTold("does not permit this", assertThrows(PortFailure.class, () -> wrong.size(KEY)));
      assertTold("refuses the access key", assertThrows(PortFailure.class, () -> wrong.open(KEY, 0)));
      assertTold("refuses the access key", assertThrows(PortFailure.class, () -> wrong.deleteBelow("accounts/")));
    }
  }

  @Test
  void aBucketThatIsNotThereIsNamed() throws IOException {
    Path file = file("x");
    try (S3ObjectStorage elsewhere = new S3ObjectStorage(server.settings("no-such-bucket", S3Server.SECRET_KEY))) {
      assertTold("(bucket no-such-bucket) does not exist", assertThrows(PortFailure.class, () -> elsewhere.put(KEY, file)));
      assertTold("does not exist", assertThrows(PortFailure.class, () -> elsewhere.open(KEY, 0)));
    }
  }

  @Test
  void aServerThatIsGoneIsAFailureUntilItIsBack() throws IOException {
    Path file = file("x");
    storage.put(KEY, file("kept"));
    Runnable restart = server.stop();
    try {
      assertTold("does not answer", assertThrows(PortFailure.class, () -> storage.put(KEY, file)));
      assertTold("does not answer", assertThrows(PortFailure.class, () -> storage.size(KEY)));
    } finally {
      restart.run();
    }
    assertEquals("kept", text(KEY, 0));
  }

  /** Connections from before the restart are of no use, and none is taken. */
  @Test
  void theFirstRequestsAfterARestartAreAnswered() throws IOException {
    for (int time = 0; time < 8; time++) {
      storage.put(KEY, file("before " + time));
      server.stop().run();
      storage.put(KEY, file("after " + time));
      assertEquals("after " + time, text(KEY, 0));
    }
  }

  private static void assertTold(String part, PortFailure failure) {
    assertEquals(FailureCode.STORAGE_UNAVAILABLE, failure.code());
    assertTrue(failure.getMessage().contains(part), failure.getMessage());
    assertFalse(failure.getMessage().contains(S3Server.SECRET_KEY) || failure.getMessage().contains("another/secret"), failure.getMessage());
  }

  private static HttpResponse<String> get(URI address) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }
  }
}
