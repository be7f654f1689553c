package io.datachannel.dbt.adapters.rest.projects;

import static io.datachannel.dbt.adapters.rest.caller.CallerFilter.callerOf;

import io.datachannel.dbt.adapters.rest.listing.Items;
import io.datachannel.dbt.adapters.rest.listing.PageQuery;
import io.datachannel.dbt.application.projects.ProjectHistory;
import io.datachannel.dbt.application.projects.Projects;
import io.datachannel.dbt.application.result.NotFound;
import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.ProjectId;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Optional;

/** Who changed what of a project or of all of them, newest first; changes of its warehouse and its credential, too. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class ProjectHistoryResource {
  private final Projects projects;
  private final ProjectHistory history;

  public ProjectHistoryResource(Projects projects, ProjectHistory history) {
    this.projects = projects;
    this.history = history;
  }

  @GET
  @Path("projects/{id}/history")
  public Items<ChangeView> list(@Context ContainerRequestContext request, @PathParam("id") int id,
      @QueryParam("after") String after, @QueryParam("limit") String limit) {
    AccountId account = callerOf(request).account();
    projects.find(account, new ProjectId(id)).orElseThrow(() -> NotFound.of("project", id));
    Page page = PageQuery.of(after, limit);
    return Items.page(history.list(account, new ProjectId(id), page), page, ProjectHistory.Entry::id, ChangeView::of);
  }

  /** Of all projects of the account, deleted ones, too. */
  @GET
  @Path("history")
  public Items<ProjectChangeView> all(
      @Context ContainerRequestContext request, @QueryParam("after") String after, @QueryParam("limit") String limit) {
    Page page = PageQuery.of(after, limit);
    return Items.page(history.ofAccount(callerOf(request).account(), page), page, row -> row.entry().id(), ProjectChangeView::of);
  }

  /**
   * A change with its project.
   *
   * @param projectName as it is called now
   * @param at          UTC
   * @param userId      who made it
   * @param before      absent when there was no value
   * @param after       absent when there is none any more; "changed" for a secret
   */
  public record ProjectChangeView(
      long id,
      int projectId,
      String projectName,
      Instant at,
      long userId,
      String property,
      Optional<String> before,
      Optional<String> after) {
    static ProjectChangeView of(ProjectHistory.OfProject row) {
      ChangeView change = ChangeView.of(row.entry());
      return new ProjectChangeView(change.id(), row.project().value(), row.name(), change.at(), change.userId(), change.property(),
          change.before(), change.after());
    }
  }

  /**
   * A change as the API shows it.
   *
   * @param at     UTC
   * @param userId who made it
   * @param before absent when there was no value
   * @param after  absent when there is none any more; "changed" for a secret
   */
  public record ChangeView(long id, Instant at, long userId, String property, Optional<String> before, Optional<String> after) {
    static ChangeView of(ProjectHistory.Entry entry) {
      return new ChangeView(entry.id(), entry.at(), entry.user().value(), entry.change().property(), entry.change().before(),
          entry.change().after());
    }
  }
}
