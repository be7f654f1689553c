package io.datachannel.dbt.adapters.storage;

import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.application.storage.Artifacts;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.run.RunId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.regex.Pattern;

/** The artifacts of runs in a local folder. */
public final class LocalArtifacts implements Artifacts {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}");

  private final Path root;

  /** @param root the folder of the storage */
  public LocalArtifacts(Path root) {
    this.root = root;
  }

  @Override
  public String store(AccountId account, RunId run, String name, Path file) {
    String key = key(account, run, name);
    Path target = root.resolve(key);
    Path half = target.resolveSibling(name + ".part");
    try {
      Files.createDirectories(target.getParent());
      Files.copy(file, half, StandardCopyOption.REPLACE_EXISTING);
      Files.move(half, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return key;
    } catch (IOException failed) {
      throw unavailable(name, "stored", failed);
    }
  }

  @Override
  public Optional<InputStream> open(AccountId account, RunId run, String name) {
    if (!NAME.matcher(name).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.newInputStream(root.resolve(key(account, run, name))));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException failed) {
      throw unavailable(name, "read", failed);
    }
  }

  private static String key(AccountId account, RunId run, String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not a plain file name: " + name);
    }
    return RunFiles.key(account, run, name);
  }

  private static PortFailure unavailable(String name, String what, IOException failed) {
    return new PortFailure(FailureCode.STORAGE_UNAVAILABLE, name + " cannot be " + what + ": " + failed.getMessage(), failed);
  }
}
