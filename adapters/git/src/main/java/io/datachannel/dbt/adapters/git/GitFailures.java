package io.datachannel.dbt.adapters.git;

import io.datachannel.dbt.domain.credential.GitAccess;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.project.BranchName;
import io.datachannel.dbt.domain.secret.Redactor;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.errors.TooLargeObjectInPackException;
import org.eclipse.jgit.lib.Ref;

/** What JGit says, in words for a user. JGit's messages name the URL, which carries no secret; tokens travel in a header. */
final class GitFailures {
  private static final Pattern DENIED =
      Pattern.compile("not authorized|authentication (is required|failed|not supported)|not permitted|access denied|permission denied",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern MISSING = Pattern.compile("not found|no such file", Pattern.CASE_INSENSITIVE);
  private static final Pattern REDIRECTED = Pattern.compile("cannot redirect|redirection blocked", Pattern.CASE_INSENSITIVE);
  private static final Pattern NO_GIT =
      Pattern.compile("invalid advertisement|expected content-type", Pattern.CASE_INSENSITIVE);
  /** An address may hold any words and numbers, so what is looked for is looked for beside it. Its parts are bounded, since servers choose the words. */
  private static final Pattern ADDRESS = Pattern.compile("(https?|file|ssh):\\S++|[^\\s@]{1,200}+@[^\\s:]{1,300}+:\\S++");
  /** In characters, of each exception; a server may say 64 KiB. */
  private static final int MOST_WORDS = 2000;
  private static final int MOST_BRANCHES = 10;

  private GitFailures() {}

  /** @param failed what a transport threw */
  static Failure of(Exception failed, GitAccess access) {
    String words = wordsOf(failed, redactorOf(access));
    String told = ADDRESS.matcher(words).replaceAll("");
    Optional<TransferRefused> refused = TransferRefused.in(failed);
    if (refused.isPresent()) {
      return new Failure(refused.get().code(), refused.get().getMessage(), words);
    }
    if (isTooLarge(failed)) {
      return new Failure(FailureCode.REPOSITORY_TOO_LARGE,
          "The branch holds a file that is larger than 100 MiB, or than a whole checkout may be; take it out of the branch.", words);
    }
    if (DENIED.matcher(told).find()) {
      return new Failure(FailureCode.REPOSITORY_ACCESS_DENIED, denied(access), words);
    }
    if (REDIRECTED.matcher(told).find()) {
      return new Failure(FailureCode.REPOSITORY_NOT_FOUND,
          "The server answers with a redirect, which is not followed since the token would go along; enter the repository's own "
              + "address, with https:// and usually ending in .git.", words);
    }
    if (NO_GIT.matcher(told).find()) {
      return new Failure(FailureCode.REPOSITORY_NOT_FOUND,
          "What answers at this address is no git repository; use the address that the provider shows for cloning by HTTPS.", words);
    }
    if (isMissing(failed) || MISSING.matcher(told).find()) {
      return new Failure(FailureCode.REPOSITORY_NOT_FOUND,
          "There is no repository at this address, or the credential may not see it; check the address and the token's access.", words);
    }
    return new Failure(FailureCode.REPOSITORY_UNREACHABLE,
        "The repository's server could not be reached or did not answer in time; check the address, and try again.", words);
  }

  static Failure branchMissing(BranchName branch, Collection<Ref> heads) {
    List<String> known = heads.stream().map(ref -> ref.getName().replaceFirst("^refs/heads/", "")).sorted().toList();
    String hint = known.isEmpty()
        ? "The repository has no branch yet; push a first commit."
        : "It has " + known.stream().limit(MOST_BRANCHES).collect(Collectors.joining(", "))
            + (known.size() > MOST_BRANCHES ? " and " + (known.size() - MOST_BRANCHES) + " more." : ".");
    return Failure.of(FailureCode.BRANCH_NOT_FOUND, "The repository has no branch '" + branch.value() + "'. " + hint);
  }

  private static String denied(GitAccess access) {
    return switch (access) {
      case GitAccess.Public _ -> "The repository is private or does not exist: add a credential with a personal access token.";
      case GitAccess.HttpsToken _ ->
          "The repository refused the token: it is wrong, has expired, or may not read this repository. Make a new one with read "
              + "access to its content (GitHub: scope 'repo'), and put it into the credential.";
      case GitAccess.GitHubOAuth _ ->
          "GitHub refused: the login was revoked, or its user or organisation does not let this service read the repository. Log in to "
              + "GitHub again, and have the organisation approve the OAuth app.";
      case GitAccess.SshKey _ ->
          "The repository's server does not take the key for this repository: add the credential's public key there as a deploy key with "
              + "read access, and check the address.";
    };
  }

  /** Whether the connection failed, or was ended, so that nothing is wrong with what is kept here. */
  static boolean isOfTheNetwork(Throwable failed) {
    return failed != null && (failed instanceof SocketException || failed instanceof TransferRefused || isTooLarge(failed)
        || failed instanceof UnknownHostException || failed instanceof InterruptedIOException || failed instanceof SSLException
        || isOfTheNetwork(failed.getCause()));
  }

  private static boolean isTooLarge(Throwable failed) {
    return failed != null && (failed instanceof TooLargeObjectInPackException || isTooLarge(failed.getCause()));
  }

  private static Redactor redactorOf(GitAccess access) {
    return new Redactor(access.secret().stream().toList());
  }

  private static boolean isMissing(Throwable failed) {
    return failed != null && (failed instanceof NoRemoteRepositoryException || isMissing(failed.getCause()));
  }

  /** Blanked before they are cut, so that no half of a secret stays. */
  private static String wordsOf(Throwable failed, Redactor redactor) {
    Set<String> words = new LinkedHashSet<>();
    for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
      String said = redactor.redact(String.valueOf(cause.getMessage()));
      words.add(said.substring(0, Math.min(said.length(), MOST_WORDS)));
    }
    return String.join("\n", words);
  }
}
