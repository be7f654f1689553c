package io.datachannel.dbt.application.git;

import java.time.Instant;

/** What a provider's API answered. */
public sealed interface ProviderAnswer<T> {

  /** It did what was asked. */
  record Answered<T>(T value) implements ProviderAnswer<T> {}

  /** It did not. */
  record Refused<T>(Refusal refusal) implements ProviderAnswer<T> {}

  /** Why it did not. */
  sealed interface Refusal {}

  /**
   * The token does not open this.
   *
   * @param hint what the provider says to it: the scopes that are wanted, or the page where the token can be approved; may be empty
   */
  record Denied(Reason reason, String hint) implements Refusal {}

  /** Too much was asked of it. @param resetAt UTC, when it answers again */
  record RateLimited(Instant resetAt) implements Refusal {}

  /** It could not be reached, or its answer made no sense. @param how the end of a sentence that begins with its name */
  record Unavailable(String how) implements Refusal {}

  /** It has no such repository, or the token may not know of it. */
  record Missing() implements Refusal {}

  /** There is no API to ask: a plain git server, or a credential without a token. */
  record Unsupported() implements Refusal {}

  /** Why a token is not good enough. */
  enum Reason { TOKEN_REFUSED, TOKEN_EXPIRED, SCOPE_MISSING, SSO_REQUIRED, FORBIDDEN }
}
