package io.datachannel.dbt.adapters.git;

import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.project.RepositoryUrl;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which addresses dbt packages may be fetched from: those of repositories. The git program fetches them, in the sandbox, so this tells a user what is
 * wrong and keeps honest projects out of private networks; what keeps others out is the network's own filter.
 */
final class PackageSources {
  private static final Pattern LOGIN = Pattern.compile("^(https?://)[^/@]*@");
  private static final Pattern QUERY = Pattern.compile("[?#].*$");

  private final RepositoryAddressPolicy policy;

  PackageSources(RepositoryAddressPolicy policy) {
    this.policy = policy;
  }

  boolean areFoldersToo() {
    return !policy.localFolders().isEmpty();
  }

  /** What goes before the host and behind the path may be a secret, and is not told. */
  Optional<Failure> refusal(String address) {
    String plain = QUERY.matcher(LOGIN.matcher(address).replaceFirst("$1")).replaceFirst("");
    try {
      RepositoryUrl url = RepositoryUrl.of(plain);
      Optional<String> refusal = policy.refusal(url).map(Failure::message);
      return refusal.or(() -> ofHost(url.uri().getHost())).map(why -> refused(plain, why));
    } catch (InvalidInput malformed) {
      return Optional.of(refused(plain, malformed.getMessage()));
    }
  }

  /** A name that is not known is told by git. */
  private Optional<String> ofHost(String host) {
    if (host == null) {
      return Optional.empty();
    }
    try {
      return Stream.of(InetAddress.getAllByName(host)).flatMap(address -> policy.refusal(host, address).stream()).findFirst();
    } catch (UnknownHostException _) {
      return Optional.empty();
    }
  }

  private static Failure refused(String address, String why) {
    return Failure.of(FailureCode.PACKAGES_UNRESOLVABLE, "The package at '" + address + "' is not fetched. " + why);
  }
}
