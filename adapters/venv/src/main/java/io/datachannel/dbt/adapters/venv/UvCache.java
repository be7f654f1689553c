package io.datachannel.dbt.adapters.venv;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.LongSupplier;

/**
 * The cache that all uses of uv share. uv only ever adds to it, so it is deleted as a whole when it is larger than it may be; environments keep their files,
 * which are hard links.
 */
final class UvCache {
  private static final Logger LOG = System.getLogger(UvCache.class.getName());
  /** Looking at all its files takes at most a twentieth of the time. */
  private static final int PAUSE = 20;
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  private final Path folder;
  private final Path gone;
  private final long most;
  private final LongSupplier nanoTime;
  private final Executor background;
  private final ReentrantReadWriteLock uses = new ReentrantReadWriteLock();
  private final ReentrantLock looking = new ReentrantLock();
  private long nextLook;

  static UvCache in(EnvironmentPlaces places) {
    return new UvCache(places.cache(), places.mostBytesOfCache(), System::nanoTime, look -> Thread.ofVirtual().name("uv-cache").start(look));
  }

  /**
   * @param most       in bytes
   * @param nanoTime   as {@link System#nanoTime}
   * @param background looks at what it has grown to, and deletes it
   */
  UvCache(Path folder, long most, LongSupplier nanoTime, Executor background) {
    this.folder = folder;
    this.gone = folder.resolveSibling(folder.getFileName() + ".gone");
    this.most = most;
    this.nanoTime = nanoTime;
    this.background = background;
    this.nextLook = nanoTime.getAsLong();
  }

  Path folder() {
    return folder;
  }

  /** Uses of uv. */
  @FunctionalInterface
  interface Use<T> {
    T done() throws IOException;
  }

  /** It is there until the end of that. What it has grown to is looked at afterwards. */
  <T> T during(Use<T> use) throws IOException {
    uses.readLock().lock();
    try {
      return use.done();
    } finally {
      uses.readLock().unlock();
      background.execute(this::look);
    }
  }

  private void look() {
    if (!looking.tryLock()) {
      return;
    }
    try {
      long begun = nanoTime.getAsLong();
      if (begun - nextLook >= 0) {
        // What is left when the service ended meanwhile.
        Folders.delete(gone);
        long bytes = SizeWatch.sizeOf(folder);
        long looked = nanoTime.getAsLong();
        nextLook = looked + PAUSE * (looked - begun);
        deleteIfTooLarge(bytes);
      }
    } catch (IOException | UncheckedIOException disk) {
      LOG.log(Level.WARNING, "The cache of uv cannot be kept within its bounds: " + folder, disk);
    } finally {
      looking.unlock();
    }
  }

  private void deleteIfTooLarge(long bytes) throws IOException {
    if (bytes > most && takenFromUses(bytes > 2 * most)) {
      LOG.log(Level.INFO, "The cache of uv had {0} MB, more than it may have, and begins anew.", Long.toString(bytes / (1024 * 1024)));
      Folders.delete(gone);
    }
  }

  /** Quick; deleting takes a while. @param urgent where it is in use all the time, uses that begin wait a minute for those that are there to end */
  private boolean takenFromUses(boolean urgent) throws IOException {
    Lock alone = uses.writeLock();
    if (!(urgent ? takenWithin(alone, LONGEST_WAIT) : alone.tryLock())) {
      return false;
    }
    try {
      Files.move(folder, gone, StandardCopyOption.ATOMIC_MOVE);
      return true;
    } finally {
      alone.unlock();
    }
  }

  private static boolean takenWithin(Lock lock, Duration longest) {
    try {
      return lock.tryLock(longest.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
