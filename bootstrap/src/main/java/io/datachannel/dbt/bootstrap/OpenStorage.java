package io.datachannel.dbt.bootstrap;

import io.datachannel.dbt.adapters.storage.FolderObjectStorage;
import io.datachannel.dbt.adapters.storage.PatientStorage;
import io.datachannel.dbt.adapters.storage.s3.S3ObjectStorage;
import io.datachannel.dbt.adapters.storage.s3.S3Settings;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.bootstrap.settings.ServiceSettings.BucketChoice;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/** The configured bucket, or a folder of the service's own. */
record OpenStorage(PatientStorage storage, Optional<S3ObjectStorage> bucket) implements AutoCloseable {
  private static final Logger LOG = System.getLogger(OpenStorage.class.getName());

  /** @param steady a clock that never jumps */
  static OpenStorage of(Optional<BucketChoice> choice, Path folder, InstantSource steady) {
    return choice.map(OpenStorage::settings).map(S3ObjectStorage::new).map(bucket -> {
      PatientStorage patient = new PatientStorage(bucket, steady);
      tryOut(patient);
      return new OpenStorage(patient, Optional.of(bucket));
    }).orElseGet(() -> new OpenStorage(new PatientStorage(new FolderObjectStorage(folder), steady), Optional.empty()));
  }

  /** A bucket that is away does not keep the service from starting: files wait for it. A wrong setting shall be seen at once. */
  private static void tryOut(PatientStorage bucket) {
    try {
      bucket.look();
    } catch (PortFailure unavailable) {
      LOG.log(Level.WARNING, "logs and artifacts are kept on this disk until the storage can be used: {0}", unavailable.getMessage());
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
