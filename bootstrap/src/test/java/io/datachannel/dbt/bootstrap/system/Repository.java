package io.datachannel.dbt.bootstrap.system;

import io.datachannel.dbt.bootstrap.demo.SampleRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;

/** A real git repository with the sample shop, and commits that a test adds. */
public final class Repository {
  private static final PersonIdent AUTHOR = new PersonIdent("Test", "test@example.com");

  private final Path folder;

  private Repository(Path folder) {
    this.folder = folder;
  }

  /** A repository of its own below the folder that the service may read. */
  public static Repository shop(Path samples, String name) {
    return new Repository(SampleRepository.in(samples.resolve(name)));
  }

  /** One that holds a single small project with these files, path and content by turns. */
  public static Repository of(Path samples, String name, String... files) {
    Repository repository = new Repository(samples.resolve(name));
    try {
      Git.init().setDirectory(repository.folder.toFile()).setInitialBranch("main").call().close();
    } catch (GitAPIException failed) {
      throw new IllegalStateException(failed);
    }
    return repository.commit(files);
  }

  public String url() {
    return folder.toUri().toString();
  }

  Path folder() {
    return folder;
  }

  /** Writes the files, path and content by turns, and commits them. */
  public Repository commit(String... files) {
    try (Git git = Git.open(folder.toFile())) {
      for (int i = 0; i < files.length; i += 2) {
        Path file = folder.resolve(files[i]);
        Files.createDirectories(file.getParent());
        Files.writeString(file, files[i + 1]);
      }
      git.add().addFilepattern(".").call();
      git.commit().setMessage("Change").setAuthor(AUTHOR).setCommitter(AUTHOR).setSign(false).call();
      return this;
    } catch (GitAPIException failed) {
      throw new IllegalStateException(failed);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
