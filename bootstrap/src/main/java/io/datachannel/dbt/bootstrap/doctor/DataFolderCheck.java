package io.datachannel.dbt.bootstrap.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Whether the service can keep its files: the folder, whose it is, who sees it, and the disk. */
public final class DataFolderCheck {
  private static final String ABOUT = "data";
  private static final String DISK = "disk";
  private static final long MEGABYTE = 1024 * 1024;
  /** Below this the service is not ready. */
  private static final long LEAST = 64 * MEGABYTE;
  /** An environment may have 4 GB, the embedded database begins with half of one. */
  private static final long LITTLE = 5 * 1024 * MEGABYTE;
  private static final Set<PosixFilePermission> OF_OWNER = PosixFilePermissions.fromString("rwx------");

  private final Path folder;

  public DataFolderCheck(Path folder) {
    this.folder = folder;
  }

  /** @param isServed whether a service runs on it */
  public List<Finding> look(boolean isServed) throws IOException {
    Path there = folder;
    while (!Files.exists(there)) {
      there = there.getParent();
    }
    if (!Files.isDirectory(there)) {
      return List.of(Finding.problem(ABOUT, there + " is no folder, so that " + folder + " cannot be used.", "Name another by --data-folder."));
    }
    if (!canBeWritten(there)) {
      return List.of(Finding.problem(ABOUT, folder + " cannot be written: nothing can be made in " + there + ".",
          "Give it to the user of the service, 'install -d -m 700 -o " + System.getProperty("user.name") + " " + folder
              + "', make its disk writable, or name another by --data-folder."));
    }
    if (there.toRealPath().startsWith("/usr")) {
      return List.of(Finding.problem(ABOUT, folder + " lies in /usr, which every sandbox sees: the service would do without one.", "Name another by --data-folder."));
    }
    List<Finding> findings = new ArrayList<>();
    findings.add(there.equals(folder) ? ofFolder(isServed)
        : Finding.ok(ABOUT, folder + " is made at the first start."));
    findings.add(ofDisk(Files.getFileStore(there).getUsableSpace(), there));
    return findings;
  }

  /** By an empty folder, which is gone again: rights alone do not tell, since root has all, and a disk may be read-only. */
  private static boolean canBeWritten(Path there) {
    try {
      Files.delete(Files.createTempDirectory(there, ".doctor-"));
      return true;
    } catch (IOException refused) {
      return false;
    }
  }

  private Finding ofFolder(boolean isServed) throws IOException {
    String owner = Files.getOwner(folder).getName();
    String user = System.getProperty("user.name");
    if (!owner.equals(user)) {
      return Finding.warning(ABOUT, folder + " belongs to " + owner + ", and you are " + user + ".", "Run this as the service's user; else: chown -R USER " + folder);
    }
    if (!OF_OWNER.containsAll(Files.getPosixFilePermissions(folder))) {
      return Finding.warning(ABOUT, folder + " can be entered by other users of the machine.", "chmod 700 " + folder);
    }
    return Finding.ok(ABOUT, folder + " can be written" + (isServed ? ", and a service runs on it." : ", and no service runs on it."));
  }

  private static Finding ofDisk(long left, Path there) {
    String found = left / MEGABYTE + " MB are left on the disk of " + there + ".";
    if (left < LEAST) {
      return Finding.problem(DISK, found, "Make room: below " + LEAST / MEGABYTE + " MB the service carries out nothing.");
    }
    return left < LITTLE ? Finding.warning(DISK, found, "Make room: an environment of Python packages may take 4 GB, and each project has logs and checkouts.")
        : Finding.ok(DISK, found);
  }
}
