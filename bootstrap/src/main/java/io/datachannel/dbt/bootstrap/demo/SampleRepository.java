package io.datachannel.dbt.bootstrap.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;

/** The sample dbt project as a real git repository: two commits on the branch main, one more on the branch develop. */
public final class SampleRepository {
  private static final String RESOURCES = "/sample/shop/";
  private static final PersonIdent AUTHOR = new PersonIdent("Sample", "sample@example.com");

  private SampleRepository() {}

  /** Makes the repository when it is not there. @return its folder */
  public static Path in(Path folder) {
    Path repository = folder.resolve("shop");
    if (!Files.isDirectory(repository.resolve(".git"))) {
      create(repository);
    }
    return repository;
  }

  private static void create(Path repository) {
    try (Git git = Git.init().setDirectory(repository.toFile()).setInitialBranch("main").call()) {
      List<String> files = files();
      List<String> marts = files.stream().filter(file -> file.startsWith("models/marts/") || file.startsWith("tests/")).toList();
      List<String> base = files.stream().filter(file -> !marts.contains(file)).toList();
      commit(git, repository, base, "Load the raw tables and stage them");
      commit(git, repository, marts, "Add customers, orders and revenue by month");
      git.checkout().setCreateBranch(true).setName("develop").call();
      Files.writeString(repository.resolve("README.md"), "\nWork in progress lives on this branch.\n", StandardOpenOption.APPEND);
      commit(git, repository, List.of(), "Say what the branch develop is for");
      git.checkout().setName("main").call();
    } catch (GitAPIException failed) {
      throw new IllegalStateException("the sample repository could not be made in " + repository, failed);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void commit(Git git, Path repository, List<String> files, String message) throws IOException, GitAPIException {
    for (String file : files) {
      Path target = repository.resolve(file);
      Files.createDirectories(target.getParent());
      try (InputStream content = SampleRepository.class.getResourceAsStream(RESOURCES + file)) {
        Files.write(target, content.readAllBytes());
      }
    }
    git.add().addFilepattern(".").call();
    git.commit().setMessage(message).setAuthor(AUTHOR).setCommitter(AUTHOR).setSign(false).call();
  }

  private static List<String> files() throws IOException {
    try (InputStream list = SampleRepository.class.getResourceAsStream("/sample/shop.files")) {
      return new String(list.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
