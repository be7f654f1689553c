package io.datachannel.dbt.application.reporting;

import io.datachannel.dbt.application.journal.LogUploads;
import io.datachannel.dbt.application.runs.Runs;
import io.datachannel.dbt.application.storage.RedactedInput;
import io.datachannel.dbt.application.workspace.KnownSecrets;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.run.RunId;
import io.datachannel.dbt.domain.secret.Redactor;
import java.io.InputStream;

/** Uploaded logs without the secrets of their project, as far as the service knows them. */
public final class ConcealingUploads implements LogUploads {
  private final LogUploads uploads;
  private final Runs runs;
  private final KnownSecrets secrets;

  public ConcealingUploads(LogUploads uploads, Runs runs, KnownSecrets secrets) {
    this.uploads = uploads;
    this.runs = runs;
    this.secrets = secrets;
  }

  @Override
  public Received receive(AccountId account, RunId run, InputStream log, long mostBytes) {
    Redactor redactor = runs.find(account, run).map(row -> secrets.of(account, row.run().project())).orElseGet(Redactor::none);
    return uploads.receive(account, run, redactor.isEmpty() ? log : new RedactedInput(log, redactor.bytesOfText()), mostBytes);
  }

  @Override
  public void forget(AccountId account, RunId run) {
    uploads.forget(account, run);
  }
}
