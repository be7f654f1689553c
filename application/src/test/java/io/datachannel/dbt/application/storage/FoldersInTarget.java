package io.datachannel.dbt.application.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/**
 * A {@code @TempDir} lies in target/tmp unless it says otherwise, so that {@code .ci/tests} finds processes that a test left behind by
 * their command lines, and on the file system of target/tools, so that files are shared by hard links.
 */
public final class FoldersInTarget implements TempDirFactory {
  @Override
  public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext test) throws IOException {
    return Files.createTempDirectory(Files.createDirectories(Path.of("target", "tmp")).toAbsolutePath(), "junit-");
  }
}
