package io.datachannel.dbt.application.git;

import io.datachannel.dbt.application.git.ProviderAnswer.Answered;
import io.datachannel.dbt.application.git.ProviderAnswer.Missing;
import io.datachannel.dbt.application.git.ProviderAnswer.Refusal;
import io.datachannel.dbt.application.git.ProviderAnswer.Refused;
import io.datachannel.dbt.application.git.ProviderAnswer.Unsupported;
import io.datachannel.dbt.domain.credential.GitAccess;
import io.datachannel.dbt.domain.credential.GitProvider;
import io.datachannel.dbt.domain.secret.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** A provider in lists; any token is good until a refusal is set for it. */
public final class FakeGitProviders implements GitProviders {
  private final Map<Secret, Refusal> refusals = new ConcurrentHashMap<>();
  private final Map<String, List<String>> branches = new ConcurrentHashMap<>();
  private final List<ProviderRepository> repositories;
  private final String holder;

  public FakeGitProviders(String holder, List<String> names) {
    this.holder = holder;
    this.repositories = names.stream().map(name ->
        new ProviderRepository(name, "https://git.example/" + name + ".git", Optional.of("main"), true)).toList();
  }

  public FakeGitProviders with(String repository, List<String> names) {
    branches.put(repository, names);
    return this;
  }

  public FakeGitProviders refusing(Secret token, Refusal refusal) {
    refusals.put(token, refusal);
    return this;
  }

  @Override
  public ProviderAnswer<Listing<ProviderRepository>> repositories(GitAccess access, ListingQuery query) {
    return ask(access, () -> new Answered<>(part(repositories, query, ProviderRepository::fullName)));
  }

  @Override
  public ProviderAnswer<Listing<String>> branches(GitAccess access, String repository, ListingQuery query) {
    return ask(access, () -> branches.containsKey(repository)
        ? new Answered<>(part(branches.get(repository), query, Function.identity())) : new Refused<>(new Missing()));
  }

  @Override
  public ProviderAnswer<TokenHolder> check(GitAccess access) {
    return ask(access, () -> new Answered<>(new TokenHolder(holder, Optional.of(List.of("repo")))));
  }

  private <T> ProviderAnswer<T> ask(GitAccess access, Supplier<ProviderAnswer<T>> answer) {
    if (access.provider() == GitProvider.OTHER) {
      return new Refused<>(new Unsupported());
    }
    Optional<Refusal> refusal = access.secret().map(refusals::get);
    return refusal.isPresent() ? new Refused<>(refusal.get()) : answer.get();
  }

  private static <T> Listing<T> part(List<T> all, ListingQuery query, Function<T, String> name) {
    if (!query.after().matches("(at-[0-9]{1,6})?")) {
      throw ListingQuery.badAfter();
    }
    int from = query.after().isEmpty() ? 0 : Integer.parseInt(query.after().substring("at-".length()));
    List<T> left = all.stream().filter(item -> query.matches(name.apply(item))).skip(from).toList();
    Optional<String> next = left.size() > query.limit() ? Optional.of("at-" + (from + query.limit())) : Optional.empty();
    return new Listing<>(left.stream().limit(query.limit()).toList(), next, Optional.empty());
  }
}
