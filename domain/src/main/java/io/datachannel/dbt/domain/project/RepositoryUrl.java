package io.datachannel.dbt.domain.project;

import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.failure.Text;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a git repository: https, http, ssh or file, or user@host:path, which git reaches by ssh. Which hosts and folders may be
 * reached is the service's configuration.
 */
public record RepositoryUrl(String value) {
  private static final Set<String> SCHEMES = Set.of("https", "http", "ssh", "file");
  private static final String SSH = "ssh";
  private static final Pattern USER = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*");
  /** git-clone(1), "GIT URLS": the scp-like form. */
  private static final Pattern USER_HOST_PATH =
      Pattern.compile("([A-Za-z0-9_][A-Za-z0-9._-]*)@([A-Za-z0-9][A-Za-z0-9.-]*):([A-Za-z0-9._~/][A-Za-z0-9._~/+@-]*)");

  /** @throws InvalidInput when the address is of another kind, or carries a user, a password or a query */
  public static RepositoryUrl of(String text) {
    String url = Text.required("repositoryUrl", text, 2000);
    URI uri = USER_HOST_PATH.matcher(url).matches() ? new RepositoryUrl(url).uri() : parsed(url);
    if (uri.getScheme() == null || !SCHEMES.contains(uri.getScheme())) {
      throw refused("The repository address must start with https:// or ssh://, for example https://github.com/acme/shop.git, or have the "
          + "form git@github.com:acme/shop.git.");
    }
    if (uri.getScheme().equals(SSH)) {
      checkUser(uri.getRawUserInfo());
    } else if (uri.getRawUserInfo() != null) {
      throw refused("The repository address must not carry a user or a token; add the token as a credential.");
    }
    if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw refused("The repository address must not carry a query or a fragment.");
    }
    if (!uri.getScheme().equals("file") && uri.getHost() == null) {
      throw refused("The repository address has no host, for example https://github.com/acme/shop.git.");
    }
    return new RepositoryUrl(url);
  }

  /** Whether a text is meant as an address, and not as a repository's name at its provider. */
  public static boolean isMeant(String text) {
    return text.contains("://") || USER_HOST_PATH.matcher(text).matches();
  }

  /** Of user@host:path, the ssh:// address of the same host. */
  public URI uri() {
    Matcher found = USER_HOST_PATH.matcher(value);
    return URI.create(found.matches()
        ? "ssh://" + found.group(1) + "@" + found.group(2) + "/" + found.group(3).replaceFirst("^/+", "") : value);
  }

  /** The last part of the path without {@code .git}: the repository's short name. */
  public String repositoryName() {
    String path = uri().getPath().replaceAll("/+$", "");
    return path.substring(path.lastIndexOf('/') + 1).replaceAll("\\.git$", "");
  }

  private static void checkUser(String user) {
    if (user == null || !USER.matcher(user).matches()) {
      throw refused("An ssh:// address must carry the user, and no password: for example ssh://git@github.com/acme/shop.git.");
    }
  }

  private static URI parsed(String url) {
    try {
      return new URI(url);
    } catch (URISyntaxException malformed) {
      throw refused("The repository address is not a URL, for example https://github.com/acme/shop.git.");
    }
  }

  private static InvalidInput refused(String message) {
    return new InvalidInput(FailureCode.REPOSITORY_URL_REFUSED, "repositoryUrl", message);
  }
}
