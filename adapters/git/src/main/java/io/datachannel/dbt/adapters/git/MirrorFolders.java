package io.datachannel.dbt.adapters.git;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.RepositoryUrl;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/** One folder for each repository of each account: accounts never share what a token of one of them has fetched. */
final class MirrorFolders {
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

  private static String hash(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every JDK has SHA-256", missing);
    }
  }
}
