package io.datachannel.dbt.application.projects;

import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.account.UserId;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.project.PropertyChange;
import java.time.Instant;
import java.util.List;

/** Who changed what of a project; rows of {@code dbt_project_change_history}. */
public interface ProjectHistory {

  /** Written in the transaction of the change. */
  void add(Caller caller, List<ProjectId> projects, List<PropertyChange> changes);

  /** Newest first; {@code after} is the id of the last one seen. Empty for another account's project. */
  List<Entry> list(AccountId account, ProjectId project, Page page);

  /** The same of all projects of the account, deleted ones, too. */
  List<OfProject> ofAccount(AccountId account, Page page);

  /** An entry with the project that it is of, by its name of now. */
  record OfProject(ProjectId project, String name, Entry entry) {}

  /** @param at UTC, to the second */
  record Entry(long id, Instant at, UserId user, PropertyChange change) {}
}
