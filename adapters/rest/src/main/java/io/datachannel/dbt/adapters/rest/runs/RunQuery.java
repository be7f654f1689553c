package io.datachannel.dbt.adapters.rest.runs;

import io.datachannel.dbt.adapters.rest.body.WireInstant;
import io.datachannel.dbt.adapters.rest.listing.PageQuery;
import io.datachannel.dbt.application.runs.RunFilter;
import io.datachannel.dbt.application.runs.RunFilter.Carrier;
import io.datachannel.dbt.application.runs.TimeWindow;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.failure.InvalidInput;
import io.datachannel.dbt.domain.failure.Text;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.run.DbtCommand;
import io.datachannel.dbt.domain.run.RunStatus;
import io.datachannel.dbt.domain.run.RunType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads which runs a list is to be of from the query string. */
final class RunQuery {
  private static final int LONGEST_COMMIT = 64;

  private final MultivaluedMap<String, String> query;

  private RunQuery(MultivaluedMap<String, String> query) {
    this.query = query;
  }

  /** @throws InvalidInput naming the parameter that is wrong */
  static RunFilter ofAccount(UriInfo uri) {
    RunQuery query = new RunQuery(uri.getQueryParameters());
    RunFilter filter = query.filter();
    return query.text("project").map(id -> filter.of(projectId(id))).orElse(filter);
  }

  /** The same for the runs of one project. */
  static RunFilter ofProject(UriInfo uri, ProjectId project) {
    return new RunQuery(uri.getQueryParameters()).filter().of(project);
  }

  private RunFilter filter() {
    return new RunFilter(
        Optional.empty(),
        query.getOrDefault("status", List.of()).stream().map(text -> choice("status", text, RunStatus.values(), RunStatus::wireName))
            .collect(Collectors.toSet()),
        text("type").map(text -> choice("type", text, RunType.values(), RunType::name)),
        text("command").map(text -> choice("command", text, DbtCommand.values(), DbtCommand::word)),
        text("reported").map(RunQuery::carrier),
        text("commit").map(RunQuery::commit),
        new TimeWindow(text("from").map(text -> WireInstant.parsed("from", text)), text("until").map(text -> WireInstant.parsed("until", text))));
  }

  private Optional<String> text(String name) {
    List<String> values = query.getOrDefault(name, List.of());
    if (values.size() > 1) {
      throw new InvalidInput(FailureCode.FIELD_INVALID, name, "'" + name + "' must be given once.");
    }
    return values.stream().findFirst();
  }

  private static <E> E choice(String name, String text, E[] choices, Function<E, String> word) {
    return Arrays.stream(choices).filter(choice -> word.apply(choice).equals(text)).findFirst()
        .orElseThrow(() -> new InvalidInput(FailureCode.FIELD_INVALID, name, "'" + name + "' must be one of "
            + Arrays.stream(choices).map(word).collect(Collectors.joining(", ")) + "."));
  }

  private static Carrier carrier(String text) {
    return switch (text) {
      case "true" -> Carrier.REPORTER;
      case "false" -> Carrier.SERVICE;
      default -> throw new InvalidInput(FailureCode.FIELD_INVALID, "reported", "'reported' must be true or false.");
    };
  }

  private static String commit(String text) {
    if (text.isBlank()) {
      throw new InvalidInput(FailureCode.FIELD_INVALID, "commit", "'commit' must be the full hash of a commit.");
    }
    return Text.required("commit", text, LONGEST_COMMIT);
  }

  private static ProjectId projectId(String text) {
    long id = PageQuery.number("project", text);
    if (id < 1 || id > Integer.MAX_VALUE) {
      throw new InvalidInput(FailureCode.FIELD_INVALID, "project", "'project' must be the id of a project.");
    }
    return new ProjectId((int) id);
  }
}
