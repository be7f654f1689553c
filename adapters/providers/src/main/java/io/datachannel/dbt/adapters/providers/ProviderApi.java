package io.datachannel.dbt.adapters.providers;

import io.datachannel.dbt.application.git.GitProviders.ProviderRepository;
import io.datachannel.dbt.application.git.GitProviders.TokenHolder;
import io.datachannel.dbt.application.git.Listing;
import io.datachannel.dbt.application.git.ListingQuery;
import io.datachannel.dbt.domain.credential.GitAccess.GitLogin;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The API of one provider. Every method throws {@link Refusing} when it does not do what is asked. */
interface ProviderApi {
  int ROWS = 100;

  Listing<ProviderRepository> repositories(GitLogin login, ListingQuery query);

  Listing<String> branches(GitLogin login, String repository, ListingQuery query);

  TokenHolder check(GitLogin login);

  /** For a part of a path or a value of a query. */
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Each part of acme/shop for itself. */
  static String encodedPath(String name) {
    return encoded(name).replace("%2F", "/");
  }
}
