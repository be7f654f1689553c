package io.datachannel.dbt.adapters.dbt;

import io.datachannel.dbt.adapters.process.UntrustedFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Where servers have their sockets and parsed projects; for the service's user alone (0700). Users' code writes in the folders of its server.
 *
 * @param sockets a short path, since that of a socket has 107 bytes at most
 */
record ServerFolder(Path sockets, Path parsed) {
  private static final Logger LOG = System.getLogger(ServerFolder.class.getName());
  private static final int LONGEST = 107 - "/abcdefghijk/999999".length();
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Empty ones: whatever an earlier service left is deleted. What cannot be is left, and no server gets it. */
  static ServerFolder in(Path folder) {
    Path near = folder.toAbsolutePath().resolve("sockets");
    Path parsed = folder.toAbsolutePath().resolve("parsed");
    delete(near);
    delete(parsed);
    try {
      Path sockets = near.toString().length() <= LONGEST ? made(near) : Files.createTempDirectory("dbt");
      return new ServerFolder(sockets, made(parsed));
    } catch (IOException disk) {
      throw new UncheckedIOException("The folders of dbt's servers could not be made in " + folder + ".", disk);
    }
  }

  private static Path made(Path folder) throws IOException {
    return Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  /**
   * For the server of an environment and those below it, which see no other. Nor can they guess its name: a link in the place of a socket of theirs, to
   * that of another account's server, would have the service send their requests there.
   */
  Home next() {
    byte[] random = new byte[Long.BYTES];
    RANDOM.nextBytes(random);
    String name = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    try {
      return new Home(made(sockets.resolve(name)), made(parsed.resolve(name)), new AtomicLong());
    } catch (IOException disk) {
      throw new UncheckedIOException("The folders of a server of dbt could not be made.", disk);
    }
  }

  /** Where the servers of one environment have their files. */
  record Home(Path sockets, Path parsed, AtomicLong last) {

    /** A place that no other server has. */
    Place next() {
      String name = Long.toString(last.incrementAndGet());
      return new Place(sockets.resolve(name), parsed.resolve(name));
    }

    void delete() {
      ServerFolder.delete(sockets);
      ServerFolder.delete(parsed);
    }
  }

  /** Where one server has its socket, and the files of its parse. */
  record Place(Path socket, Path parsed) {

    void delete() {
      ServerFolder.delete(socket);
      ServerFolder.delete(parsed);
    }
  }

  void close() {
    delete(sockets);
    delete(parsed);
  }

  /** The next start of the service tries again what cannot be deleted. */
  private static void delete(Path tree) {
    if (!Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try {
      UntrustedFiles.delete(tree);
    } catch (IOException left) {
      LOG.log(Level.INFO, "Something of dbt''s servers is left in {0}: {1}", tree, left.toString());
    }
  }
}
