package io.datachannel.dbt.adapters.security;

import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Set;

/** The service's keys in a file that only its user can read. */
final class KeysetFile {
  private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

  /** What Tink offers for AEAD; nothing is registered for the whole process. */
  static final Configuration TINK = AeadConfig2026.get();

  private final Path file;

  KeysetFile(Path file) {
    this.file = file;
  }

  KeysetHandle readOrCreate() {
    try {
      return Files.exists(file) ? read() : create();
    } catch (GeneralSecurityException | IOException failed) {
      throw new PortFailure(FailureCode.SECRET_UNREADABLE, "The keyset " + file
          + " cannot be read; put the right one back, or every stored secret has to be entered again.", failed);
    }
  }

  private KeysetHandle read() throws GeneralSecurityException, IOException {
    return TinkJsonProtoKeysetFormat.parseKeyset(Files.readString(file), TINK, InsecureSecretKeyAccess.get());
  }

  /** Written beside and renamed, so that a crash leaves no half keyset. */
  private KeysetHandle create() throws GeneralSecurityException, IOException {
    KeysetHandle keys = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, TINK);
    Files.createDirectories(file.getParent());
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    Files.createFile(fresh, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    Files.writeString(fresh, TinkJsonProtoKeysetFormat.serializeKeyset(keys, TINK, InsecureSecretKeyAccess.get()));
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    return keys;
  }
}
