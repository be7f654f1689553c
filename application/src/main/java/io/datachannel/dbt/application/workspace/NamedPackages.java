package io.datachannel.dbt.application.workspace;

import io.datachannel.dbt.application.git.GitCheckouts.Packages;
import io.datachannel.dbt.application.result.StepFailure;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.project.DbtVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The packages that a dbt project names: packages.yml, dependencies.yml and what package-lock.yml makes of them. */
record NamedPackages(Path projectFolder) {
  private static final List<String> NAMING = List.of("packages.yml", "dependencies.yml");
  private static final String LOCK = "package-lock.yml";
  /** dbt's own; where a project sets another one, packages are installed for each commit. */
  private static final String FOLDER = "dbt_packages";
  /** Files of the commit itself, or words that are known only when dbt reads them. */
  private static final Pattern OF_THE_COMMIT = Pattern.compile("\\blocal[\"']?\\s*:|\\{\\{");
  private static final Pattern ENTRY = Pattern.compile("\\b(?:package|git|tarball)[\"']?\\s*:");
  private static final Pattern ADDRESS = Pattern.compile("\\b(?:git|tarball)[\"']?\\s*:\\s+[\"']?([^\\s\"',}]+)");
  /** A template, or YAML that is no plain text. */
  private static final Pattern TOLD_LATER = Pattern.compile("x(?:$|[/:.].*)|[{>|&*].*");
  private static final Pattern EXACT =
      Pattern.compile("\\b(?:version|revision)[\"']?\\s*:\\s*[\"']?(?:v?\\d+\\.\\d+\\.\\d+|[0-9a-f]{40})[\"']?\\s*(?=[,}#]|$)",
          Pattern.MULTILINE);
  private static final Pattern COMMENT = Pattern.compile("^[ \\t]*+#.*$", Pattern.MULTILINE);
  /** In bytes, of each file: people write them, but a repository may hold anything. */
  private static final int LARGEST = 1024 * 1024;

  /** Where packages are fetched from by git or as an archive, as far as the words tell; {@code x} stands in them for what a template makes. */
  List<String> addresses() {
    String told = named().lines().map(NamedPackages::withoutTemplates).collect(Collectors.joining("\n"));
    return ADDRESS.matcher(told).results().map(found -> found.group(1)).filter(address -> !TOLD_LATER.matcher(address).matches()).toList();
  }

  /** By hand, since a pattern would look through the rest of the line for each of many beginnings that have no end. */
  private static String withoutTemplates(String line) {
    StringBuilder told = new StringBuilder();
    int from = 0;
    for (int begin = line.indexOf("{{"); begin >= 0; begin = line.indexOf("{{", from)) {
      int end = line.indexOf("}}", begin + 2);
      if (end < 0) {
        break;
      }
      told.append(line, from, begin).append('x');
      from = end + 2;
    }
    return told.append(line, from, line.length()).toString();
  }

  private String named() {
    return COMMENT.matcher(NAMING.stream().map(this::content).reduce("", String::concat)).replaceAll("");
  }

  boolean areNone() {
    return NAMING.stream().noneMatch(this::isThere);
  }

  /** Old lines of dbt make it when there is none, and a checkout is read-only. */
  void makeFolder(Path project) {
    try {
      Files.createDirectories(project.resolve(FOLDER));
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  /** @param project the project's folder, relative to the checkout */
  Packages in(Path project, DbtVersion version) {
    return new Packages(fingerprint(version), project.resolve(FOLDER).toString(), project.resolve(LOCK).toString());
  }

  /**
   * Empty where the same words may give something else the next time. Without a lock file all versions must be exact: numbers of three
   * parts, also as tags of git, or commits.
   */
  private Optional<String> fingerprint(DbtVersion version) {
    String named = named();
    boolean floats = OF_THE_COMMIT.matcher(named).find()
        || !isThere(LOCK) && ENTRY.matcher(named).results().count() != EXACT.matcher(named).results().count();
    return floats ? Optional.empty()
        : Optional.of(hash(String.join("\n--\n", version.toString(), named, content(LOCK), content("dbt_project.yml"))));
  }

  private boolean isThere(String name) {
    return Files.isRegularFile(projectFolder.resolve(name), LinkOption.NOFOLLOW_LINKS);
  }

  /** @throws StepFailure when it is larger than such a file can be */
  private String content(String name) {
    if (!isThere(name)) {
      return "";
    }
    try (InputStream file = Files.newInputStream(projectFolder.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
      byte[] content = file.readNBytes(LARGEST + 1);
      if (content.length > LARGEST) {
        throw new StepFailure(Failure.of(FailureCode.PACKAGES_UNRESOLVABLE,
            name + " is larger than 1 MiB, which is the most that the service reads of it; make it shorter."));
      }
      return new String(content, StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String hash(String text) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every JDK has SHA-256", missing);
    }
  }
}
