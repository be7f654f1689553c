package io.datachannel.dbt.adapters.git;

import io.datachannel.dbt.adapters.git.CheckoutMarker.Seal;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One checkout on the disk: its {@code files}, the same with {@code packages} where the project names some, and the marker. After each
 * use it is looked at, beside the next work; where something was changed, nobody is given it any more.
 */
final class SharedCheckout {
  private static final Logger LOG = System.getLogger(SharedCheckout.class.getName());

  private final Path home;
  private final Runnable onChange;
  private final AtomicInteger users = new AtomicInteger();
  private volatile CheckoutMarker marker;
  private volatile Instant lastUse;
  /** How it looked when it was last looked at as a whole; nothing when this process has yet to do that. */
  private volatile List<Seen> seen = List.of();
  private volatile boolean spoilt;
  private volatile CompletableFuture<Void> look = CompletableFuture.completedFuture(null);

  private record Seen(Path folder, Census census) {}

  /** @param onChange is told when it was changed by what ran in it */
  SharedCheckout(Path home, CheckoutMarker marker, Instant lastUse, Runnable onChange) {
    this.home = home;
    this.marker = marker;
    this.lastUse = lastUse;
    this.onChange = onChange;
  }

  static Path filesIn(Path home) {
    return home.resolve("files");
  }

  Path home() {
    return home;
  }

  Path files() {
    return filesIn(home);
  }

  /** Where packages are, or are to be. */
  Path packagesFolder() {
    return home.resolve("packages");
  }

  Optional<Path> packages() {
    return marker.packages().map(_ -> packagesFolder());
  }

  LeftOut leftOut() {
    return marker.leftOut();
  }

  long bytes() {
    return marker.bytes();
  }

  Instant lastUse() {
    return lastUse;
  }

  boolean isSpoilt() {
    return spoilt;
  }

  /** Returns when it is not looked at any more. */
  void awaitLook() {
    look.join();
  }

  /** Nobody works in it or looks at it. */
  boolean isIdle() {
    return users.get() == 0 && look.isDone();
  }

  /** Only under the lock of its project. @return whether it may be used; then {@link #release} is called once */
  boolean take(Instant at) {
    if (!isSound()) {
      spoil();
      return false;
    }
    users.incrementAndGet();
    lastUse = at;
    return true;
  }

  /** Whether it may be used: it is whole, and as far as can be seen at once it is as it was written. */
  boolean isSound() {
    awaitLook();
    return !spoilt && CheckoutMarker.isIn(home)
        && (seen.isEmpty() ? isAsWritten() : seen.stream().allMatch(folder -> folder.census().hasSameEntries(folder.folder())));
  }

  boolean hasPackagesOf(String fingerprint) {
    return marker.packages().flatMap(Seal::fingerprint).filter(fingerprint::equals).isPresent();
  }

  /** From now on it has packages as well. */
  void sealPackages(Optional<String> fingerprint) throws IOException {
    FolderTree.seal(packagesFolder());
    CheckoutMarker complete = marker.with(Seal.of(Census.of(packagesFolder()), fingerprint));
    complete.write(home);
    marker = complete;
    seen = List.of();
  }

  /** A user less. Whether something was changed is looked at in a thread of its own; who wants the checkout next waits for that. */
  void release(Instant at) {
    lastUse = at;
    synchronized (this) {
      look = CompletableFuture.allOf(look, CompletableFuture.runAsync(this::lookAfterUse, work -> Thread.ofVirtual().start(work)));
    }
    users.decrementAndGet();
  }

  /** Nobody is given it any more. */
  void spoil() {
    spoilt = true;
    try {
      CheckoutMarker.remove(home);
    } catch (IOException failed) {
      LOG.log(Level.WARNING, "the marker of a checkout could not be deleted", failed);
    }
  }

  /** At its next use it is looked at as a whole. */
  void lookAgain() {
    seen = List.of();
  }

  private void lookAfterUse() {
    if (spoilt) {
      return;
    }
    List<Seen> before = seen;
    if (isAsWritten()) {
      markUsed();
      return;
    }
    String where = before.stream().flatMap(folder -> folder.census().changedFolders(folder.folder()))
        .map(folder -> folder.toString().isEmpty() ? "the top folder" : folder.toString()).limit(5).collect(Collectors.joining(", "));
    LOG.log(Level.WARNING, "what ran in the checkout {0} changed it ({1}); it is thrown away, and made anew for the next run", home,
        where.isEmpty() ? "a file" : where);
    spoil();
    onChange.run();
  }

  private void markUsed() {
    try {
      CheckoutMarker.used(home, lastUse);
    } catch (IOException gone) {
      // The next one to use it sees that.
    }
  }

  private boolean isAsWritten() {
    try {
      CheckoutMarker known = marker;
      Census files = Census.of(files());
      Optional<Census> packages = known.packages().isPresent() ? Optional.of(Census.of(packagesFolder())) : Optional.empty();
      boolean fits = known.files().fits(files) && packages.map(found -> known.packages().orElseThrow().fits(found)).orElse(true);
      seen = fits ? Stream.concat(Stream.of(new Seen(files(), files)),
          packages.stream().map(found -> new Seen(packagesFolder(), found))).toList() : List.of();
      return fits;
    } catch (IOException unreadable) {
      return false;
    }
  }
}
