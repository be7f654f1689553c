package io.datachannel.dbt.adapters.dbt;

import io.datachannel.dbt.adapters.process.UntrustedFiles;
import io.datachannel.dbt.application.dbt.DbtProcess.DbtRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Requests with one key have one parse: the same environment, project folder, profile, options of the parse and variables. Only a digest, since
 * secrets are among them.
 *
 * @param environment of the project
 */
record ParseKey(EnvironmentKey environment, String digest) {
  /** Each run may have its own home, and has its own place in a trace; a parse that asks for these is not kept. */
  private static final Set<String> OF_ONE_RUN = Set.of("HOME", "TRACEPARENT");
  /** A project folder is not changed once a run began in it, but for packages that are installed. */
  private static final List<String> STAMPED = List.of("dbt_project.yml", "dbt_packages", "package-lock.yml");
  /** The folder of the run, and the one of the profile. */
  private static final int UNTRUSTED_FOLDERS = 2;
  /** In bytes. */
  private static final int LARGEST_PROFILE = 1 << 20;

  /** @return empty when there is no profile that the service could have written */
  static Optional<ParseKey> of(EnvironmentKey environment, DbtRequest request, ParseWords words, Map<String, String> variables) {
    try {
      Digest digest = new Digest();
      digest.add(request.projectFolder().toAbsolutePath().toString());
      for (String name : STAMPED) {
        digest.add(stampOf(request.projectFolder().resolve(name)));
      }
      Path profile = request.projectFolder().resolve(words.profilesDir()).toAbsolutePath();
      // A profile may name files beside it, in a folder that is another one for each run.
      digest.add(textOf(profile.resolve("profiles.yml")).replace(profile + "/", ""));
      words.words().forEach(digest::add);
      Map<String, String> sorted = new TreeMap<>(variables);
      sorted.keySet().removeAll(OF_ONE_RUN);
      sorted.forEach((name, value) -> {
        digest.add(name);
        digest.add(value);
      });
      return Optional.of(new ParseKey(environment, digest.hex()));
    } catch (IOException noProfile) {
      return Optional.empty();
    }
  }

  /** An earlier call of dbt in the same run may have put a link or a pipe in its place, or in that of its folders. */
  private static String textOf(Path profile) throws IOException {
    try (InputStream content = UntrustedFiles.read(profile, UNTRUSTED_FOLDERS)) {
      byte[] bytes = content.readNBytes(LARGEST_PROFILE + 1);
      if (bytes.length > LARGEST_PROFILE) {
        throw new IOException("The service writes none that is as large.");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  /** Which file it is and when it was changed; empty when there is none. */
  static String stampOf(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return attributes.fileKey() + " " + attributes.lastModifiedTime() + " " + attributes.size();
    } catch (IOException missing) {
      return "";
    }
  }

  /** Each text with its length, so that no two lists of texts are the same bytes. */
  private record Digest(MessageDigest digest) {
    Digest() {
      this(sha256());
    }

    private static MessageDigest sha256() {
      try {
        return MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException impossible) {
        throw new IllegalStateException("Every JDK has SHA-256.", impossible);
      }
    }

    void add(String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
      digest.update(bytes);
    }

    String hex() {
      return HexFormat.of().formatHex(digest.digest());
    }
  }
}
