package io.datachannel.dbt.adapters.profiles;

import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** A file for the service's user alone. */
record ProfileFile(Path path) {
  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  /** The mode is there before the content is, and a file or link that is there already is never written through. */
  void write(String content) {
    ByteBuffer bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
    try (SeekableByteChannel channel = Files.newByteChannel(
        path, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OWNER_ONLY)) {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException failed) {
      throw unavailable("written", failed);
    }
  }

  /** May be called again. */
  void delete() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException failed) {
      throw unavailable("deleted", failed);
    }
  }

  private PortFailure unavailable(String what, IOException failed) {
    return new PortFailure(
        FailureCode.STORAGE_UNAVAILABLE, path.getFileName() + " cannot be " + what + ": " + failed.getMessage(), failed);
  }
}
