package io.datachannel.dbt.adapters.providers;

import io.datachannel.dbt.application.git.ProviderAnswer;
import io.datachannel.dbt.application.git.ProviderAnswer.Answered;
import io.datachannel.dbt.application.git.ProviderAnswer.Denied;
import io.datachannel.dbt.application.git.ProviderAnswer.Reason;
import io.datachannel.dbt.application.git.ProviderAnswer.Refusal;
import io.datachannel.dbt.application.git.ProviderAnswer.Refused;
import io.datachannel.dbt.application.git.ProviderAnswer.Unavailable;
import java.util.function.Supplier;

/** Ends a conversation with a provider; caught once, where the port is left. */
final class Refusing extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Refusal refusal;

  Refusing(Refusal refusal) {
    super("refused by the provider", null, false, false);
    this.refusal = refusal;
  }

  /** @param how the end of a sentence that begins with the provider's name */
  static Refusing unavailable(String how) {
    return new Refusing(new Unavailable(how));
  }

  static Refusing denied(Reason reason, String hint) {
    return new Refusing(new Denied(reason, hint));
  }

  static <T> ProviderAnswer<T> answerOf(Supplier<T> conversation) {
    try {
      return new Answered<>(conversation.get());
    } catch (Refusing refused) {
      return new Refused<>(refused.refusal);
    }
  }
}
