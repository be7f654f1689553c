package io.datachannel.dbt.adapters.security;

import com.google.crypto.tink.KeysetHandle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.Set;

/** Looks whether the master key opens what is in the database, without making or changing one. */
public final class ExamineKeys {
  private static final Set<PosixFilePermission> OF_OWNER = Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private ExamineKeys() {}

  /** What came of it. */
  public enum Examined {
    /** Neither there is: the first start makes both. */
    NONE_YET,
    /** The database has keys, and this copy has no master key to open them. */
    MASTER_MISSING,
    /** The file is no key, or cannot be read. */
    MASTER_UNREADABLE,
    /** The master key is another one than that which sealed the keys of the database. */
    MASTER_WRONG,
    /** It opens; others than the service's user can read the file, which the next start mends. */
    OPENS_SEEN_BY_OTHERS,
    OPENS
  }

  /**
   * @param folder as {@link TinkSecretSealing#with} takes it
   * @param sealed the keys as they are in the database; empty when there are none
   */
  public static Examined examine(Path folder, Optional<String> sealed) {
    Path file = folder.resolve(TinkSecretSealing.MASTER);
    if (!Files.exists(file)) {
      return sealed.isPresent() ? Examined.MASTER_MISSING : Examined.NONE_YET;
    }
    Optional<KeysetHandle> master = parsed(file);
    if (master.isEmpty()) {
      return Examined.MASTER_UNREADABLE;
    }
    if (sealed.isPresent() && !opens(master.get(), sealed.get())) {
      return Examined.MASTER_WRONG;
    }
    return seenByOthers(file) ? Examined.OPENS_SEEN_BY_OTHERS : Examined.OPENS;
  }

  private static Optional<KeysetHandle> parsed(Path file) {
    try {
      return Optional.of(new MasterKeyFile(file).parse());
    } catch (GeneralSecurityException | IOException unreadable) {
      return Optional.empty();
    }
  }

  private static boolean opens(KeysetHandle master, String sealed) {
    try {
      SharedKeyset.opened(sealed, SharedKeyset.aead(master));
      return true;
    } catch (GeneralSecurityException other) {
      return false;
    }
  }

  private static boolean seenByOthers(Path file) {
    try {
      return !OF_OWNER.containsAll(Files.getPosixFilePermissions(file));
    } catch (IOException gone) {
      return false;
    }
  }
}
