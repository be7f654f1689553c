package io.datachannel.dbt.adapters.git;

import io.datachannel.dbt.domain.credential.GitAccess;
import io.datachannel.dbt.domain.credential.GitProvider;
import java.net.URI;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which hosts a login at a provider is meant for, by the provider, and a token that no project uses yet.
 *
 * @param own in lower case; none for {@link GitProvider#OTHER}, of which nothing is known
 */
public record TokenHosts(Map<GitProvider, Set<String>> own) {
  private static final String API = "api.";
  /** Those on the Internet. */
  public static final TokenHosts STANDARD = new TokenHosts(Stream.of(GitProvider.values()).filter(provider -> provider.publicHost().isPresent())
      .collect(Collectors.toUnmodifiableMap(provider -> provider, provider -> Set.of(provider.publicHost().orElseThrow()))));

  /** These, and where the provider is for the operator. @param address of its API or its pages; api.HOST is of HOST */
  public TokenHosts and(GitProvider provider, URI address) {
    if (address.getHost() == null) {
      // A name that is none to Java (with an underscore) is none of a repository either.
      return this;
    }
    String host = address.getHost().toLowerCase(Locale.ROOT);
    Map<GitProvider, Set<String>> more = new EnumMap<>(own);
    more.merge(provider, Set.of(host.startsWith(API) ? host.substring(API.length()) : host),
        (some, others) -> Stream.concat(some.stream(), others.stream()).collect(Collectors.toUnmodifiableSet()));
    return new TokenHosts(Map.copyOf(more));
  }

  /** Why it is not sent to a host that the operator did not name; empty when it may be, or nothing would be. A token that is bound has been looked at. */
  Optional<String> refusal(String host, GitAccess access) {
    GitProvider provider = access.provider();
    boolean isBound = access instanceof GitAccess.HttpsToken token && token.host().isPresent();
    boolean isMeant = isBound || access.gitLogin().isEmpty() || provider == GitProvider.OTHER
        || own.getOrDefault(provider, Set.of()).contains(host.toLowerCase(Locale.ROOT));
    return isMeant ? Optional.empty() : Optional.of("The credential is for " + provider.title() + " and is not sent to " + host + "; "
        + (access instanceof GitAccess.HttpsToken ? "if its token is of that host, add the project with it first" : "use one with a token of that host")
        + ", or have the operator add the host to git.private-hosts.");
  }
}
