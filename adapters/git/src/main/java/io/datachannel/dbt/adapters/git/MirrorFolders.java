package io.datachannel.dbt.adapters.git;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.RepositoryUrl;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.eclipse.jgit.util.FileUtils;

/** One folder for each repository of each account: accounts never share what a token of one of them has fetched. */
final class MirrorFolders {
  /** Each fetch adds a pack, and a mirror of many packs is slow; to fetch one commit anew is cheaper than to repack. */
  private static final int MOST_PACKS = 50;

  private final Map<Path, ReentrantLock> locks = new ConcurrentHashMap<>();
  private final Path root;

  MirrorFolders(Path root) {
    this.root = root;
  }

  /** Does the work while no one else in this process touches the mirror. */
  <T> T locked(AccountId account, RepositoryUrl url, Function<Path, T> work) {
    Path folder = root.resolve(Long.toString(account.value())).resolve(hash(url.value()) + ".git");
    ReentrantLock lock = locks.computeIfAbsent(folder, _ -> new ReentrantLock());
    lock.lock();
    try {
      return work.apply(folder);
    } finally {
      lock.unlock();
    }
  }

  /** Makes the folders above a mirror, for the service's user alone, and clears an overgrown mirror away. */
  static void tend(Path mirror) throws IOException {
    Files.createDirectories(mirror.getParent(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    if (packsIn(mirror.resolve("objects/pack")) > MOST_PACKS) {
      delete(mirror);
    }
  }

  static void delete(Path folder) throws IOException {
    FileUtils.delete(folder.toFile(), FileUtils.RECURSIVE | FileUtils.SKIP_MISSING);
  }

  static String hash(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every JDK has SHA-256", missing);
    }
  }

  private static int packsIn(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    int count = 0;
    try (DirectoryStream<Path> packs = Files.newDirectoryStream(folder, "*.pack")) {
      for (Path _ : packs) {
        count++;
      }
    }
    return count;
  }
}
