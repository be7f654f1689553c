package io.datachannel.dbt.application.storage;

import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Files under keys such as {@code accounts/1/runs/7/run.log}, in a local folder or an S3-compatible store. A key is one or more names
 * of {@code A-Z a-z 0-9 . _ -} with slashes between them.
 *
 * <p>Every method throws a {@link io.datachannel.dbt.application.result.PortFailure} with STORAGE_UNAVAILABLE when the storage does not
 * answer or refuses; its message holds no secret.
 */
public interface ObjectStorage {

  /**
   * Keeps a file whole or not at all; one that is there already is replaced. The file is read as a stream, never held in memory.
   *
   * @return where it is, for people and for {@code log_file_path}: an {@code s3://} address, or the key below the storage's folder
   */
  String put(String key, Path file);

  /**
   * The bytes behind an offset; empty when there is no such file. The caller closes the stream.
   *
   * @param offset in bytes; at or behind the end there is nothing to read
   */
  Optional<InputStream> open(String key, long offset);

  /** In bytes; empty when there is no such file. */
  Optional<Long> size(String key);

  /**
   * An address from which anyone can download this one file until it expires; empty for storages that have none.
   *
   * @param validity at most five minutes
   * @param fileName what a browser is to call it
   */
  Optional<URI> link(String key, Duration validity, String fileName);

  /** The keys of all files below a prefix that ends with a slash, in their order. */
  List<String> list(String prefix);

  /** Deletes every file below a prefix that ends with a slash; nothing is no failure. */
  void deleteBelow(String prefix);
}
