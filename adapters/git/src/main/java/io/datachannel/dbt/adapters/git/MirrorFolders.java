package io.datachannel.dbt.adapters.git;

import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.RepositoryUrl;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** One folder for each repository of each account: accounts never share what a token of one of them has fetched. */
final class MirrorFolders {
  private final Map<Path, ReentrantLock> locks = new ConcurrentHashMap<>();
  private final Path root;

  MirrorFolders(Path root) {
    this.root = root;
  }

  /** Does the work while no one else in this process touches the mirror. */
  <T> T locked(AccountId account, RepositoryUrl url, Work<T> work) throws IOException {
    return locked(root.resolve(Long.toString(account.value())).resolve(Hashes.of(url.value()) + ".git"), work);
  }

  /** The same with an empty mirror, which remotes are asked from: its lock is never held for long. */
  <T> T lockedForAsking(Work<T> work) throws IOException {
    return locked(root.resolve("asking.git"), work);
  }

  /** What is done with a mirror. */
  interface Work<T> {
    T with(Path folder) throws IOException;
  }

  private <T> T locked(Path folder, Work<T> work) throws IOException {
    ReentrantLock lock = locks.computeIfAbsent(folder, _ -> new ReentrantLock());
    lock.lock();
    try {
      return work.with(folder);
    } finally {
      lock.unlock();
    }
  }
}
