package io.datachannel.dbt.adapters.git;

import io.datachannel.dbt.domain.failure.FailureCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.PackParser;

/**
 * A bare repository that takes no pack with more objects, or larger ones, than a checkout could use. JGit believes a pack's header and the
 * sizes in it, and takes memory accordingly: a few bytes could ask for all there is.
 */
final class BoundedRepository extends FileRepository {
  /** Where a pack tells its number of objects (gitformat-pack: "PACK", version, number). */
  private static final int HEADER = 12;
  private static final int NUMBER_AT = 8;
  /** Folders and links have objects, too. */
  private static final long OBJECTS_PER_FILE = 4;
  private static final long FEW = 1000;
  /** In bytes; what lists files may be larger than they are. */
  private static final long LARGE_FOLDER = 16L * 1024 * 1024;
  /** In bytes: JGit makes room for what an object claims to have, once and again for what is told by its difference from another. GitHub takes no larger file. */
  private static final long LARGEST_OBJECT = 100L * 1024 * 1024;

  private final GitLimits limits;

  BoundedRepository(Path folder, GitLimits limits) throws IOException {
    super(new FileRepositoryBuilder().setGitDir(folder.toFile()).setBare().setup());
    this.limits = limits;
  }

  @Override
  public ObjectInserter newObjectInserter() {
    ObjectInserter unbounded = super.newObjectInserter();
    return new ObjectInserter.Filter() {
      @Override
      protected ObjectInserter delegate() {
        return unbounded;
      }

      @Override
      public PackParser newPackParser(InputStream pack) throws IOException {
        PackParser parser = unbounded.newPackParser(headed(pack));
        parser.setMaxObjectSizeLimit(Math.max(LARGE_FOLDER, Math.min(limits.bytes(), LARGEST_OBJECT)));
        return parser;
      }
    };
  }

  private InputStream headed(InputStream pack) throws IOException {
    byte[] header = pack.readNBytes(HEADER);
    if (header.length == HEADER) {
      long objects = Integer.toUnsignedLong(ByteBuffer.wrap(header).getInt(NUMBER_AT));
      if (objects > limits.files() * OBJECTS_PER_FILE + FEW) {
        throw new TransferRefused(FailureCode.REPOSITORY_TOO_LARGE, "The repository's server sends " + objects
            + " objects, more than a checkout of " + limits.files() + " files can have; take files out of the branch, or have the operator "
            + "raise git.max-files.");
      }
    }
    return new SequenceInputStream(new ByteArrayInputStream(header), pack);
  }
}
