package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.application.projects.ProjectHistory;
import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.account.Caller;
import io.datachannel.dbt.domain.account.UserId;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.project.PropertyChange;
import java.util.List;

/** The rows of {@code dbt_project_change_history}. */
public final class MySqlProjectHistory implements ProjectHistory {
  private final Session session;

  public MySqlProjectHistory(Database database) {
    this.session = database.session();
  }

  @Override
  public void add(Caller caller, List<ProjectId> projects, List<PropertyChange> changes) {
    session.addAll(ProjectHistoryStatements.ADD, projects.stream().flatMap(project -> changes.stream()
        .map(change -> Values.of("project", project.value())
            .with("property", ColumnText.varchar(change.property(), 255))
            .with("before", change.before().map(ColumnText::text))
            .with("after", change.after().map(ColumnText::text))
            .with("user", caller.user().value()))).toList());
  }

  @Override
  public List<Entry> list(AccountId account, ProjectId project, Page page) {
    return session.all(ProjectHistoryStatements.LIST, of(account, page).with("project", project.value()), MySqlProjectHistory::read);
  }

  @Override
  public List<OfProject> ofAccount(AccountId account, Page page) {
    return session.all(ProjectHistoryStatements.OF_ACCOUNT, of(account, page), row ->
        new OfProject(new ProjectId(row.integer("dbt_project_id")), row.text("name"), read(row)));
  }

  private static Values of(AccountId account, Page page) {
    return Values.of("account", account.value())
        .with("before", page.after() == 0 ? Long.MAX_VALUE : page.after())
        .with("limit", page.limit());
  }

  private static Entry read(Row row) {
    return new Entry(row.number("id"), row.instant("created_at"), new UserId(row.number("updated_by")),
        new PropertyChange(row.text("property_name"), row.optionalText("prev_value"), row.optionalText("new_value")));
  }
}
