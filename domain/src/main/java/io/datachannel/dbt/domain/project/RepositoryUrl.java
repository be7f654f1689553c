package io.datachannel.dbt.domain.project;

import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.failure.Text;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/** The address of a git repository: https, http or file. Which hosts and folders may be reached is the service's configuration. */
public record RepositoryUrl(String value) {
  private static final Set<String> SCHEMES = Set.of("https", "http", "file");

  /** @throws InvalidInput when the address is of another kind, or carries a user, a password or a query */
  public static RepositoryUrl of(String text) {
    String url = Text.required("repositoryUrl", text, 2000);
    URI uri = parsed(url);
    if (uri.getScheme() == null || !SCHEMES.contains(uri.getScheme())) {
      throw refused("The repository address must start with https://, for example https://github.com/acme/shop.git.");
    }
    if (uri.getRawUserInfo() != null) {
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

  public URI uri() {
    return URI.create(value);
  }

  /** The last part of the path without {@code .git}: the repository's short name. */
  public String repositoryName() {
    String path = uri().getPath().replaceAll("/+$", "");
    return path.substring(path.lastIndexOf('/') + 1).replaceAll("\\.git$", "");
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
