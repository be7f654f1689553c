package io.datachannel.dbt.adapters.storage.s3;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** Puts a large file in parts, so that a broken connection costs one of them; all or nothing is there in the end. */
final class MultipartUpload {
  /** Parts have at least 5 MiB, and a file has at most 10,000 of them (S3 user guide, "multipart upload limits"). */
  static final int PART_BYTES = 8 * 1024 * 1024;

  private static final Logger LOG = System.getLogger(MultipartUpload.class.getName());
  private static final int MOST_PARTS = 10_000;

  private final S3Client client;
  private final String bucket;

  MultipartUpload(S3Client client, String bucket) {
    this.client = client;
    this.bucket = bucket;
  }

  void put(String key, Path file, long bytes) throws IOException {
    // What a crash left of an earlier try would be paid for until the bucket's own rules clear it away.
    abortBelow(key);
    String upload = client.createMultipartUpload(request -> request.bucket(bucket).key(key)).uploadId();
    try (InputStream content = Files.newInputStream(file)) {
      List<CompletedPart> parts = parts(key, upload, content, (int) Math.max(PART_BYTES, bytes / MOST_PARTS + 1));
      client.completeMultipartUpload(request -> request.bucket(bucket).key(key).uploadId(upload)
          .multipartUpload(whole -> whole.parts(parts)));
    } catch (SdkException | IOException failed) {
      abort(key, upload);
      throw failed;
    }
  }

  /** Ends every upload of a key with this beginning that is not complete. */
  void abortBelow(String prefix) {
    client.listMultipartUploads(request -> request.bucket(bucket).prefix(prefix)).uploads()
        .forEach(found -> abort(found.key(), found.uploadId()));
  }

  private List<CompletedPart> parts(String key, String upload, InputStream content, int partBytes) throws IOException {
    List<CompletedPart> parts = new ArrayList<>();
    for (byte[] block = content.readNBytes(partBytes); block.length > 0; block = content.readNBytes(partBytes)) {
      byte[] part = block;
      int number = parts.size() + 1;
      String tag = client.uploadPart(request -> request.bucket(bucket).key(key).uploadId(upload).partNumber(number),
          RequestBody.fromContentProvider(() -> new ByteArrayInputStream(part), part.length, "application/octet-stream")).eTag();
      parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
    }
    return parts;
  }

  /** A storage that is away cannot be told; the next try for this key tells it. */
  private void abort(String key, String upload) {
    try {
      client.abortMultipartUpload(request -> request.bucket(bucket).key(key).uploadId(upload));
    } catch (SdkException failed) {
      LOG.log(Level.DEBUG, "an upload could not be aborted", failed);
    }
  }
}
