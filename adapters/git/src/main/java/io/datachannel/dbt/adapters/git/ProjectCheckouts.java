package io.datachannel.dbt.adapters.git;

import io.datachannel.dbt.adapters.git.CheckoutMarker.Seal;
import io.datachannel.dbt.application.execution.FaultPoint;
import io.datachannel.dbt.application.git.GitCheckouts.Packages;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The checkouts of one project, in folders {@code <key>.<number>}: a number is never used again while the process lives, so that a folder
 * which was thrown away and one that took its place are not mixed up.
 */
final class ProjectCheckouts {
  private static final Logger LOG = System.getLogger(ProjectCheckouts.class.getName());
  private static final Pattern NAME = Pattern.compile("(.+)\\.([0-9]{1,9})(\\.part)?");

  private final Path root;
  private final ReentrantLock lock = new ReentrantLock();
  /** Changed under the lock alone. */
  private final List<SharedCheckout> all = new CopyOnWriteArrayList<>();
  private boolean loaded;
  private int lastNumber;

  ProjectCheckouts(Path root) {
    this.root = root;
  }

  /** Writes the files of a checkout. */
  interface Writer {
    LeftOut write(Path empty) throws IOException;
  }

  /** Waits for whoever makes a checkout of this project, or installs packages in one. */
  void lock() {
    lock.lock();
  }

  void unlock() {
    lock.unlock();
  }

  /** The sound one of this key, with a user more; only under the lock. */
  Optional<SharedCheckout> take(String key, Instant now) throws IOException {
    load();
    return all.stream().filter(checkout -> !checkout.isSpoilt() && keyOf(checkout).equals(key)).filter(one -> one.take(now)).findFirst();
  }

  /** A new one, with a user; only under the lock. Written beside its place and renamed, so that one with a marker is whole. */
  SharedCheckout make(String key, Writer writer, Instant now) throws IOException {
    load();
    lastNumber++;
    Path home = root.resolve(key + "." + lastNumber);
    Path half = root.resolve(home.getFileName() + ".part");
    try {
      FolderTree.delete(half);
      Path files = FolderTree.made(SharedCheckout.filesIn(half));
      LeftOut leftOut = writer.write(files);
      FolderTree.seal(files);
      CheckoutMarker marker = new CheckoutMarker(leftOut, Seal.of(Census.of(files), Optional.empty()), Optional.empty());
      marker.write(half);
      FaultPoint.DURING_CHECKOUT.pass();
      Files.move(half, home, StandardCopyOption.ATOMIC_MOVE);
      SharedCheckout made = new SharedCheckout(home, marker, now, this::lookAgain);
      all.add(made);
      if (!made.take(now)) {
        throw new IOException("A checkout changed while it was made.");
      }
      return made;
    } finally {
      FolderTree.delete(half);
    }
  }

  /** Only under the lock. @throws RuntimeException what the installer throws */
  void install(SharedCheckout checkout, Packages packages, Consumer<Path> installer) throws IOException {
    if (checkout.packages().isPresent()) {
      return;
    }
    Path folder = checkout.packagesFolder();
    boolean installed = false;
    try {
      FolderTree.delete(folder);
      FolderTree.link(checkout.files(), folder, List.of(packages.folder(), packages.lockFile()));
      if (!takenFromAnother(packages, folder)) {
        installer.accept(folder);
      }
      checkout.sealPackages(packages.fingerprint());
      installed = true;
    } finally {
      if (!installed) {
        FolderTree.delete(folder);
      }
    }
  }

  /** Packages in links are left alone: they lead into another checkout. So are those that the repository brings itself. */
  private boolean takenFromAnother(Packages packages, Path folder) throws IOException {
    Path target = folder.resolve(packages.folder());
    if (packages.fingerprint().isEmpty() || Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    for (SharedCheckout other : all) {
      Path source = other.packagesFolder().resolve(packages.folder());
      if (other.hasPackagesOf(packages.fingerprint().get()) && other.isSound()
          && Files.isDirectory(source, LinkOption.NOFOLLOW_LINKS) && !FolderTree.hasLinks(source)) {
        FolderTree.link(source, target, List.of());
        Path lockFile = folder.resolve(packages.lockFile());
        Path otherLockFile = other.packagesFolder().resolve(packages.lockFile());
        if (Files.isRegularFile(otherLockFile, LinkOption.NOFOLLOW_LINKS) && !Files.exists(lockFile, LinkOption.NOFOLLOW_LINKS)) {
          Files.createLink(lockFile, otherLockFile);
        }
        return true;
      }
    }
    return false;
  }

  /** Removes what the bounds do not keep. A project in which something is being made is left for the next time. */
  void removeUnused(CheckoutBounds bounds, Instant now) throws IOException {
    if (!lock.tryLock()) {
      return;
    }
    try {
      load();
    } finally {
      lock.unlock();
    }
    List<SharedCheckout> sound = newestFirst().stream().filter(checkout -> !checkout.isSpoilt()).toList();
    Set<SharedCheckout> kept = sound.stream().limit(bounds.perProject())
        .filter(checkout -> checkout == sound.getFirst() || !checkout.lastUse().plus(bounds.unused()).isBefore(now))
        .collect(Collectors.toSet());
    remove(checkout -> !kept.contains(checkout));
  }

  /** The one used last comes first. */
  List<SharedCheckout> newestFirst() {
    return all.stream().sorted(Comparator.comparing(SharedCheckout::lastUse).reversed()).toList();
  }

  /** Removes those that fit and that nothing works in; the others stay. */
  void remove(Predicate<SharedCheckout> unwanted) throws IOException {
    List<Path> gone = new ArrayList<>();
    if (!lock.tryLock()) {
      return;
    }
    try {
      load();
      for (SharedCheckout checkout : all) {
        if (unwanted.test(checkout) && checkout.isIdle()) {
          checkout.spoil();
          all.remove(checkout);
          gone.add(checkout.home());
        }
      }
    } finally {
      lock.unlock();
    }
    // Behind the lock: without their marker they are nobody's any more.
    gone.forEach(ProjectCheckouts::delete);
  }

  /** Takes all away that is not in use; the rest goes when it is not used any more. */
  void forget() throws IOException {
    lock();
    try {
      load();
      all.forEach(SharedCheckout::spoil);
    } finally {
      unlock();
    }
    all.forEach(SharedCheckout::awaitLook);
    remove(SharedCheckout::isSpoilt);
    if (all.isEmpty()) {
      Files.deleteIfExists(root);
    }
  }

  private void lookAgain() {
    // Packages are hard links between checkouts, so that a change in one may be one in another.
    all.forEach(SharedCheckout::lookAgain);
  }

  /** What an earlier process left: whole ones are used again, others were broken off and are deleted. Once, and only under the lock. */
  void load() throws IOException {
    if (loaded) {
      return;
    }
    FolderTree.made(root);
    try (Stream<Path> children = Files.list(root)) {
      for (Path home : children.toList()) {
        Matcher name = NAME.matcher(home.getFileName().toString());
        boolean numbered = name.matches();
        // Also of what cannot be deleted: nothing is to come to the same place.
        lastNumber = numbered ? Math.max(lastNumber, Integer.parseInt(name.group(2))) : lastNumber;
        Optional<CheckoutMarker> marker = numbered && name.group(3) == null ? CheckoutMarker.in(home) : Optional.empty();
        Optional<Instant> lastUse = marker.isPresent() ? CheckoutMarker.lastUse(home) : Optional.empty();
        if (lastUse.isPresent()) {
          all.add(new SharedCheckout(home, marker.get(), lastUse.get(), this::lookAgain));
        } else {
          LOG.log(Level.INFO, "the checkout {0} was broken off, and is deleted", home);
          delete(home);
        }
      }
    }
    loaded = true;
  }

  /** What cannot be deleted, such as what code that ran in it has put there, is left to the next start, and holds up nothing else. */
  private static void delete(Path home) {
    try {
      FolderTree.delete(home);
    } catch (IOException left) {
      LOG.log(Level.WARNING, "the checkout {0} cannot be deleted: {1}", home, left.toString());
    }
  }

  private static String keyOf(SharedCheckout checkout) {
    String name = checkout.home().getFileName().toString();
    return name.substring(0, name.lastIndexOf('.'));
  }
}
