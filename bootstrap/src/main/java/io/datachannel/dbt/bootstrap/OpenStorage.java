package io.datachannel.dbt.bootstrap;

import io.datachannel.dbt.adapters.storage.FolderObjectStorage;
import io.datachannel.dbt.adapters.storage.s3.S3ObjectStorage;
import io.datachannel.dbt.adapters.storage.s3.S3Settings;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.storage.ObjectStorage;
import io.datachannel.dbt.bootstrap.settings.ServiceSettings.BucketChoice;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Optional;

/** The configured bucket, or a folder of the service's own. */
record OpenStorage(ObjectStorage storage, Optional<S3ObjectStorage> bucket) implements AutoCloseable {
  private static final Logger LOG = System.getLogger(OpenStorage.class.getName());

  static OpenStorage of(Optional<BucketChoice> choice, Path folder) {
    return choice.map(OpenStorage::settings).map(S3ObjectStorage::new).map(bucket -> {
      tryOut(bucket);
      return new OpenStorage(bucket, Optional.of(bucket));
    }).orElseGet(() -> new OpenStorage(new FolderObjectStorage(folder), Optional.empty()));
  }

  /** A bucket that is away does not keep the service from starting: files wait for it. A wrong setting shall be seen at once. */
  private static void tryOut(S3ObjectStorage bucket) {
    try {
      Optional<InputStream> nothing = bucket.open("accounts/none", 0);
      if (nothing.isPresent()) {
        nothing.get().close();
      }
    } catch (PortFailure unavailable) {
      LOG.log(Level.WARNING, "logs and artifacts are kept on this disk until the storage can be used: {0}", unavailable.getMessage());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  static S3Settings settings(BucketChoice choice) {
    return new S3Settings(choice.bucket(), choice.region(), choice.endpoint(), choice.prefix(), choice.pathStyle(),
        choice.key().map(key -> new S3Settings.Login(key.id(), key.secret())));
  }

  @Override
  public void close() {
    bucket.ifPresent(S3ObjectStorage::close);
  }
}
