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
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Set;

/** The master key, which seals the keys that are in the database: in a file that only the service's user can read. */
final class MasterKeyFile {
  /** What Tink offers for AEAD; nothing is registered for the whole process. */
  static final Configuration TINK = AeadConfig2026.get();
  private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
  private static final FileAttribute<?> FOLDER_OF_OWNER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final Path file;

  MasterKeyFile(Path file) {
    this.file = file;
  }

  KeysetHandle readOrCreate() {
    try {
      if (!Files.exists(file)) {
        create();
      }
      return read();
    } catch (GeneralSecurityException | IOException failed) {
      throw new PortFailure(FailureCode.SECRET_UNREADABLE, "The master key " + file
          + " cannot be read; put the right one back, or every stored secret has to be entered again.", failed);
    }
  }

  /** Without making or mending anything. */
  KeysetHandle parse() throws GeneralSecurityException, IOException {
    return TinkJsonProtoKeysetFormat.parseKeyset(Files.readString(file), TINK, InsecureSecretKeyAccess.get());
  }

  /** A file that was restored from a backup may be readable for others; that is mended, not punished. */
  private KeysetHandle read() throws GeneralSecurityException, IOException {
    Files.setPosixFilePermissions(file, OWNER_ONLY);
    return parse();
  }

  /**
   * Written beside and linked: a crash leaves no half key, and of two processes that start at once one makes the key and the
   * other finds it. A rename would replace the first one's, and with it all that was sealed meanwhile.
   */
  private void create() throws GeneralSecurityException, IOException {
    Files.createDirectories(file.getParent(), FOLDER_OF_OWNER);
    Path fresh = Files.createTempFile(
        file.getParent(), "keyset", ".new", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    try {
      writeToDisk(fresh);
      Files.createLink(file, fresh);
    } catch (FileAlreadyExistsException _) {
      // Another process was faster; its key is the one.
    } finally {
      Files.delete(fresh);
    }
  }

  /** On the disk before it is seen: a key lost to a power cut would take the secrets sealed by it along. */
  private static void writeToDisk(Path fresh) throws GeneralSecurityException, IOException {
    KeysetHandle keys = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, TINK);
    String json = TinkJsonProtoKeysetFormat.serializeKeyset(keys, TINK, InsecureSecretKeyAccess.get());
    ByteBuffer bytes = ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8));
    try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }
}
