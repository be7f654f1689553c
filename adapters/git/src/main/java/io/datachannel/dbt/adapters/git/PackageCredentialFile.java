package io.datachannel.dbt.adapters.git;

import io.datachannel.dbt.application.workspace.PackageAccess;
import io.datachannel.dbt.domain.credential.GitAccess;
import io.datachannel.dbt.domain.credential.GitAccess.GitLogin;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.project.RepositoryUrl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A credential helper for the git program that dbt calls. The secret is in a file, and git asks for it only when the server that it talks to is the
 * repository's own: scheme, host and port. Variables are read by whoever can print them in a template of the project, so there it is not.
 */
public final class PackageCredentialFile implements PackageAccess {
  private static final String COUNT = "GIT_CONFIG_COUNT";
  private static final String NAME = "package-credential";
  /** Nothing that a repository brings is run, and no more ways to other places are known than are named to users. */
  private static final Map<String, String> CAUTION = new TreeMap<>(Map.of("safe.bareRepository", "explicit", "core.hooksPath", "/dev/null",
      "core.fsmonitor", "false", "http.followRedirects", "false", "protocol.allow", "never", "protocol.https.allow", "always",
      "protocol.http.allow", "always", "protocol.ssh.allow", "always"));

  private final PackageSources sources;

  /** @param addresses which servers packages may be fetched from */
  public PackageCredentialFile(RepositoryAddressPolicy addresses) {
    this.sources = new PackageSources(addresses);
  }

  @Override
  public Optional<Failure> refusal(String address) {
    return sources.refusal(address);
  }

  @Override
  public Opened open(RepositoryUrl repository, GitAccess access, Path folder) {
    Map<String, String> variables = new LinkedHashMap<>();
    // Nobody is there to answer; and what the machine itself knows is not for projects.
    variables.put("GIT_TERMINAL_PROMPT", "0");
    put(variables, "credential.helper", "");
    Path file = folder.toAbsolutePath().resolve(NAME);
    Optional<GitLogin> login = access.gitLogin().filter(_ -> isRemote(repository.uri())).filter(PackageCredentialFile::isOneLineEach);
    login.ifPresent(known -> {
      write(file, known);
      put(variables, "credential." + server(repository.uri()) + ".helper",
          "!f() { test \"$1\" = get && cat '" + file.toString().replace("'", "'\\''") + "'; }; f");
    });
    CAUTION.forEach((key, value) -> put(variables, key, value));
    put(variables, "protocol.file.allow", sources.areFoldersToo() ? "always" : "never");
    return new OpenedFile(Map.copyOf(variables), file);
  }

  private static boolean isRemote(URI repository) {
    return repository.getHost() != null;
  }

  /** Another line would be another word to git. */
  private static boolean isOneLineEach(GitLogin login) {
    return (login.userName() + login.password().reveal()).chars().noneMatch(character -> character == '\n' || character == 0);
  }

  private static String server(URI repository) {
    return (repository.getScheme() + "://" + repository.getRawAuthority()).toLowerCase(Locale.ROOT);
  }

  private static void put(Map<String, String> variables, String key, String value) {
    int number = Integer.parseInt(variables.getOrDefault(COUNT, "0"));
    variables.put("GIT_CONFIG_KEY_" + number, key);
    variables.put("GIT_CONFIG_VALUE_" + number, value);
    variables.put(COUNT, Integer.toString(number + 1));
  }

  private static void write(Path file, GitLogin login) {
    ByteBuffer bytes = ByteBuffer.wrap(
        ("username=" + login.userName() + "\npassword=" + login.password().reveal() + "\n").getBytes(StandardCharsets.UTF_8));
    try {
      Files.deleteIfExists(file);
      // By one opening: another run of the account may put a link in its place.
      try (SeekableByteChannel channel = Files.newByteChannel(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
      }
    } catch (IOException disk) {
      throw new UncheckedIOException(disk);
    }
  }

  private record OpenedFile(Map<String, String> variables, Path file) implements Opened {
    @Override
    public void close() {
      try {
        Files.deleteIfExists(file);
      } catch (IOException disk) {
        throw new UncheckedIOException(disk);
      }
    }
  }
}
