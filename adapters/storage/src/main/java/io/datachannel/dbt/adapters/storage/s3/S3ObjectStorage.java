package io.datachannel.dbt.adapters.storage.s3;

import io.datachannel.dbt.application.storage.ObjectStorage;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** A storage in a bucket of AWS S3 or of another store that speaks its protocol. */
public final class S3ObjectStorage implements ObjectStorage, AutoCloseable {
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int BEHIND_THE_END = 416;
  private static final Duration LONGEST_LINK = Duration.ofMinutes(5);

  private final S3Settings settings;
  private final S3Client client;
  private final S3Presigner presigner;
  private final MultipartUpload multipart;

  public S3ObjectStorage(S3Settings settings) {
    this(settings, S3Clients.SILENCE);
  }

  S3ObjectStorage(S3Settings settings, Duration silence) {
    this.settings = settings;
    this.client = S3Clients.client(settings, silence);
    this.presigner = S3Clients.presigner(settings);
    this.multipart = new MultipartUpload(client, settings.bucket());
  }

  @Override
  public String put(String key, Path file) {
    try {
      long bytes = Files.size(file);
      if (bytes > MultipartUpload.PART_BYTES) {
        multipart.put(full(key), file, bytes);
      } else {
        client.putObject(request -> request.bucket(settings.bucket()).key(full(key)),
            // The JDK's client writes no body whose length is 0.
            bytes == 0 ? RequestBody.empty() : RequestBody.fromFile(file));
      }
      return "s3://" + settings.bucket() + "/" + full(key);
    } catch (S3Exception refused) {
      throw S3Failures.of(settings, refused);
    } catch (SdkException broken) {
      throw S3Failures.of(settings, reason(key, broken));
    } catch (IOException failed) {
      throw S3Failures.ofFile(failed);
    }
  }

  /** A store that refuses may hang up while the body is still sent, and its answer is lost: one without a body is heard. */
  private SdkException reason(String key, SdkException broken) {
    try {
      client.getObject(request -> request.bucket(settings.bucket()).key(full(key)).range("bytes=0-0")).abort();
      return broken;
    } catch (S3Exception refused) {
      return refused.statusCode() == FORBIDDEN || S3Failures.isBucketMissing(refused) ? refused : broken;
    } catch (SdkException _) {
      return broken;
    }
  }

  @Override
  public Optional<InputStream> open(String key, long offset) {
    try {
      return Optional.of(client.getObject(request -> {
        request.bucket(settings.bucket()).key(full(key));
        if (offset > 0) {
          request.range("bytes=" + offset + "-");
        }
      }));
    } catch (S3Exception refused) {
      if (refused.statusCode() == NOT_FOUND && !S3Failures.isBucketMissing(refused)) {
        return Optional.empty();
      }
      if (refused.statusCode() == BEHIND_THE_END) {
        return Optional.of(InputStream.nullInputStream());
      }
      throw S3Failures.of(settings, refused);
    } catch (SdkException failed) {
      throw S3Failures.of(settings, failed);
    }
  }

  @Override
  public Optional<Long> size(String key) {
    try {
      return Optional.of(client.headObject(request -> request.bucket(settings.bucket()).key(full(key))).contentLength());
    } catch (S3Exception refused) {
      if (refused.statusCode() == NOT_FOUND) {
        return Optional.empty();
      }
      throw S3Failures.of(settings, refused);
    } catch (SdkException failed) {
      throw S3Failures.of(settings, failed);
    }
  }

  @Override
  public Optional<URI> link(String key, Duration validity, String fileName) {
    if (validity.compareTo(LONGEST_LINK) > 0) {
      throw new IllegalArgumentException("a link is valid for five minutes at most");
    }
    GetObjectRequest get = GetObjectRequest.builder().bucket(settings.bucket()).key(full(key))
        .responseContentDisposition("attachment; filename=\"" + fileName + "\"").build();
    try {
      return Optional.of(URI.create(
          presigner.presignGetObject(request -> request.signatureDuration(validity).getObjectRequest(get)).url().toString()));
    } catch (SdkException failed) {
      throw S3Failures.of(settings, failed);
    }
  }

  @Override
  public List<String> list(String prefix) {
    try {
      return client.listObjectsV2Paginator(request -> request.bucket(settings.bucket()).prefix(full(prefix))).contents().stream()
          .map(found -> found.key().substring(settings.prefix().length())).sorted().toList();
    } catch (SdkException failed) {
      throw S3Failures.of(settings, failed);
    }
  }

  /** One by one: the call that deletes many needs a checksum that not every store takes, and a run has few files. */
  @Override
  public void deleteBelow(String prefix) {
    try {
      multipart.abortBelow(full(prefix));
      client.listObjectsV2Paginator(request -> request.bucket(settings.bucket()).prefix(full(prefix))).contents()
          .forEach(found -> client.deleteObject(request -> request.bucket(settings.bucket()).key(found.key())));
    } catch (SdkException failed) {
      throw S3Failures.of(settings, failed);
    }
  }

  @Override
  public void close() {
    presigner.close();
    client.close();
  }

  private String full(String key) {
    return settings.prefix() + key;
  }
}
