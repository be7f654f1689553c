package io.datachannel.dbt.adapters.git;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;

/** A tree object made byte by byte, since JGit refuses to make the ones that an attacker would. */
final class RawTree {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final ObjectInserter objects;

  RawTree(ObjectInserter objects) {
    this.objects = objects;
  }

  /** @param content of a file; for a folder, the name of the one empty file in it, or nothing for an empty folder */
  RawTree append(String name, FileMode mode, String content) {
    try {
      mode.copyTo(bytes);
      bytes.write(' ');
      bytes.write(name.getBytes(StandardCharsets.UTF_8));
      bytes.write(0);
      object(mode, content).copyRawTo(bytes);
      return this;
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    }
  }

  ObjectId insert() throws IOException {
    return objects.insert(Constants.OBJ_TREE, bytes.toByteArray());
  }

  private ObjectId object(FileMode mode, String content) throws IOException {
    if (mode == FileMode.GITLINK) {
      return ObjectId.fromString("0123456789abcdef0123456789abcdef01234567");
    }
    if (mode == FileMode.TREE) {
      RawTree inner = new RawTree(objects);
      return content.isEmpty() ? inner.insert() : inner.append(content, FileMode.REGULAR_FILE, "").insert();
    }
    return objects.insert(Constants.OBJ_BLOB, content.getBytes(StandardCharsets.UTF_8));
  }
}
