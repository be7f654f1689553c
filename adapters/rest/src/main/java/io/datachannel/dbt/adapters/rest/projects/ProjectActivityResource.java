package io.datachannel.dbt.adapters.rest.projects;

import static io.datachannel.dbt.adapters.rest.caller.CallerFilter.callerOf;

import io.datachannel.dbt.adapters.rest.listing.Items;
import io.datachannel.dbt.adapters.rest.listing.PageQuery;
import io.datachannel.dbt.application.activity.ProjectActivities;
import io.datachannel.dbt.application.projects.Projects;
import io.datachannel.dbt.application.result.Page;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.project.Project;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** What goes on in the projects of a page of {@link ProjectsResource#list}, so that a list of them needs one call more and not five for each. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class ProjectActivityResource {
  private final Projects projects;
  private final ProjectActivities activities;

  public ProjectActivityResource(Projects projects, ProjectActivities activities) {
    this.projects = projects;
    this.activities = activities;
  }

  @GET
  @Path("projects/activity")
  public Items<ProjectActivityView> list(
      @Context ContainerRequestContext request, @QueryParam("after") String after, @QueryParam("limit") String limit) {
    Page page = PageQuery.of(after, limit);
    AccountId account = callerOf(request).account();
    List<Project> rows = projects.list(account, page);
    // A project that was purged between the statements has no activity; the list goes on behind it all the same.
    return new Items<>(activities.of(account, rows.stream().map(Project::id).toList()).stream().map(ProjectActivityView::of).toList(),
        Items.page(rows, page, row -> row.id().value(), Project::id).next());
  }
}
