package io.datachannel.dbt.adapters.git;

import io.datachannel.dbt.domain.credential.GitAccess;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.project.BranchName;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.errors.PackProtocolException;
import org.eclipse.jgit.lib.Ref;

/** What JGit says, in words for a user. JGit's messages name the URL, which carries no secret; tokens travel in a header. */
final class GitFailures {
  /** JGit's words for 401 and 403, which it throws without a type of their own (JGitText). */
  private static final Pattern DENIED = Pattern.compile(
      "not authorized|authentication (is required|failed|not supported)|not permitted", Pattern.CASE_INSENSITIVE);
  /** What JGit says of an answer that is a web page. */
  private static final Pattern NO_GIT = Pattern.compile("invalid advertisement|not a git repository", Pattern.CASE_INSENSITIVE);
  private static final int MOST_BRANCHES = 10;

  private GitFailures() {}

  /** @param failed what a transport threw */
  static Failure of(Exception failed, GitRemote remote) {
    String words = causes(failed).map(Throwable::getMessage).filter(Objects::nonNull).distinct().collect(Collectors.joining("\n"));
    // A port or a repository's name may read like an answer.
    String answer = words.replace(remote.address(), "");
    if (has(failed, BoundedHttp.TooManyBytes.class)) {
      return new Failure(FailureCode.REPOSITORY_TOO_LARGE,
          "The branch is larger than this service takes; take large files out of it, or use a branch with the dbt project alone.", words);
    }
    if (has(failed, BoundedHttp.AddressRefused.class)) {
      return new Failure(FailureCode.REPOSITORY_URL_REFUSED,
          "The server leads to an address that is not followed; give the repository's own https:// address, as 'git clone' takes it.",
          words);
    }
    if (has(failed, CorruptObjectException.class)) {
      return new Failure(FailureCode.REPOSITORY_CONTENT_REFUSED,
          "The repository holds an object that git calls invalid or dangerous; 'git fsck --strict' names it.", words);
    }
    if (isOfTheNetwork(failed)) {
      return new Failure(FailureCode.REPOSITORY_UNREACHABLE, unreachable(failed), words);
    }
    if (DENIED.matcher(answer).find()) {
      return new Failure(FailureCode.REPOSITORY_ACCESS_DENIED, denied(remote.access()), words);
    }
    if (has(failed, NoRemoteRepositoryException.class) || has(failed, PackProtocolException.class) || NO_GIT.matcher(answer).find()) {
      return new Failure(FailureCode.REPOSITORY_NOT_FOUND,
          "There is no git repository at this address, or the credential may not see it; check the address and the token's access.", words);
    }
    return new Failure(FailureCode.REPOSITORY_UNREACHABLE,
        "The repository's server did not answer as a git server does; check the address, and try again.", words);
  }

  static Failure branchMissing(BranchName branch, Collection<Ref> heads) {
    List<String> known = heads.stream().map(ref -> ref.getName().replaceFirst("^refs/heads/", "")).sorted().toList();
    String hint = known.isEmpty()
        ? "The repository has no branch yet; push a first commit."
        : "It has " + known.stream().limit(MOST_BRANCHES).collect(Collectors.joining(", "))
            + (known.size() > MOST_BRANCHES ? " and " + (known.size() - MOST_BRANCHES) + " more." : ".");
    return Failure.of(FailureCode.BRANCH_NOT_FOUND, "The repository has no branch '" + branch.value() + "'. " + hint);
  }

  static Failure tooLarge(GitLimits limits) {
    return Failure.of(FailureCode.REPOSITORY_TOO_LARGE,
        "The branch holds more than " + limits.files() + " files and folders or " + limits.bytes() / 1024 / 1024
            + " MiB; take large files out of it, or use a branch with the dbt project alone.");
  }

  /** The server was not reached, or fell silent. */
  static boolean isOfTheNetwork(Exception failed) {
    return Stream.of(UnknownHostException.class, SocketException.class, SocketTimeoutException.class, SSLException.class)
        .anyMatch(kind -> has(failed, kind));
  }

  private static String unreachable(Exception failed) {
    if (has(failed, UnknownHostException.class)) {
      return "The repository's server is not known by this name; check the address.";
    }
    if (has(failed, SSLException.class)) {
      return "The repository's server has no valid certificate for this address; check the address, or renew the certificate.";
    }
    return "The repository's server could not be reached or did not answer in time; check the address, and try again.";
  }

  private static String denied(GitAccess access) {
    return switch (access) {
      case GitAccess.Public _ -> "The repository is private or does not exist: add a credential with a personal access token.";
      case GitAccess.HttpsToken _ ->
          "The repository refused the token: it is wrong, has expired, or may not read this repository. Make a new one with read "
              + "access to its content (GitHub: scope 'repo'), and put it into the credential.";
    };
  }

  private static boolean has(Throwable failed, Class<? extends Throwable> kind) {
    return causes(failed).anyMatch(kind::isInstance);
  }

  private static Stream<Throwable> causes(Throwable failed) {
    return Stream.iterate(failed, Objects::nonNull, Throwable::getCause).limit(20);
  }
}
