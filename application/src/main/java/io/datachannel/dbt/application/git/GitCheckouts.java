package io.datachannel.dbt.application.git;

import io.datachannel.dbt.application.result.Result;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.credential.GitAccess;
import io.datachannel.dbt.domain.project.Project.Source;
import io.datachannel.dbt.domain.project.RepositoryUrl;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Keeps a mirror of each repository, and a checkout of each commit that is worked on. */
public interface GitCheckouts {

  /**
   * Asks the repository for the branch's newest commit and gives its files, from the checkout that is there already where there is
   * one. Nothing of the repository is executed; links are written as plain text files, submodules are left out.
   *
   * @return the checkout, to be closed when the work is over; or a failure of the error type GIT
   */
  Result<Checkout> checkout(Owner owner, Source source, GitAccess access);

  /** Deletes what is kept of a repository; the next checkout fetches it anew. */
  void forget(AccountId account, RepositoryUrl repository);

  /** Deletes the checkouts of a project; those that are still worked in, later. @param uuid of the project */
  void forgetProject(AccountId account, String uuid);

  /**
   * Whose checkout it is: nothing is shared among projects.
   *
   * @param project its UUID
   * @param variant with another one, the same commit is checked out apart; for what packages depend on besides the files
   */
  record Owner(AccountId account, String project, String variant) {}

  /** The files of a commit, shared by all work on it at the time. They are read-only, and stay where they are until this is closed. */
  interface Checkout extends AutoCloseable {

    /** The full hash. */
    String commit();

    /** The same one for the same owner and commit, for as long as it is kept. */
    Path folder();

    /** What was left out, in a sentence each. */
    List<String> warnings();

    /** The files that dbt would read and that are pointers of Git LFS alone, relative to the folder: their content is elsewhere. */
    List<String> pointers();

    /** The same files in another folder, with packages; empty until they were installed. */
    Optional<Path> withPackages();

    /**
     * Installs packages beside the files, once: who comes first does it, and others wait. They are taken from another commit's checkout
     * of the owner's project where the fingerprint is the same.
     *
     * @param installer is given a writable folder with the files, adds to it, and throws when it cannot; then nothing of it stays
     * @return the folder, read-only from now on
     */
    Path install(Packages packages, Consumer<Path> installer);

    /** The work in it is over. What it changed here costs the checkout, which is made anew for the next work. */
    @Override
    void close();
  }

  /**
   * Packages that a project names.
   *
   * @param fingerprint equal ones get equal packages whatever the commit; empty when only the installer can tell
   * @param folder      where the installer puts them, relative to the checkout
   * @param lockFile    where it notes their versions, likewise
   */
  record Packages(Optional<String> fingerprint, String folder, String lockFile) {}
}
