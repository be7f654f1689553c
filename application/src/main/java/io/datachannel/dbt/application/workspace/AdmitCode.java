package io.datachannel.dbt.application.workspace;

import io.datachannel.dbt.application.result.StepFailure;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.Failure;
import io.datachannel.dbt.domain.failure.FailureCode;
import java.util.Optional;

/**
 * Whose code may run. A repository and its packages are programs, and one that is not confined reaches whatever the service reaches.
 *
 * @param only the one account that is trusted; empty where each account's code is confined, or the operator trusts all
 */
public record AdmitCode(Optional<AccountId> only) {
  /** That of every account. */
  public static final AdmitCode OF_ALL = new AdmitCode(Optional.empty());

  /** @throws StepFailure when the account's code may not run */
  void check(AccountId account) {
    if (only.isPresent() && !only.get().equals(account)) {
      throw new StepFailure(Failure.of(FailureCode.SANDBOX_MISSING,
          "The service has no sandbox, and without one it runs the code of its own account alone. Its operator can install bubblewrap, "
              + "or allow it with --sandbox off."));
    }
  }
}
