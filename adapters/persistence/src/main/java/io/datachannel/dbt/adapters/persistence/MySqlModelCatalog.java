package io.datachannel.dbt.adapters.persistence;

import io.datachannel.dbt.adapters.process.UntrustedFiles;
import io.datachannel.dbt.application.projects.ManifestStamp;
import io.datachannel.dbt.application.projects.ModelCatalog;
import io.datachannel.dbt.application.projects.ModelQuery;
import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.failure.FailureCode;
import io.datachannel.dbt.domain.project.Model;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.project.ResourceType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rows of {@code configured_dbt_models}, and {@code dbt_project_details.manifest_json}. */
public final class MySqlModelCatalog implements ModelCatalog {
  private static final System.Logger LOG = System.getLogger(MySqlModelCatalog.class.getName());
  /** The one of dbt's that the manifest lies in, and that one's own. */
  private static final int UNTRUSTED_FOLDERS = 2;
  /** For the statement around the manifest. */
  private static final int ROOM_BYTES = 4096;
  private static final String ESCAPED_BY_DRIVER = "\"'\\\n\r";

  private final Session session;

  public MySqlModelCatalog(Database database) {
    this.session = database.session();
  }

  @Override
  public void replace(ProjectId project, ManifestStamp stamp, Manifest manifest, List<Model> models) {
    session.inTransaction(() -> {
      replaceManifest(project, stamp, manifest);
      session.change(ModelCatalogStatements.CLEAR, Values.of("project", project.value()));
      session.addAll(ModelCatalogStatements.ADD, models.stream().map(model -> values(project, model)).toList());
      return models.size();
    });
  }

  @Override
  public void replaceManifest(ProjectId project, ManifestStamp stamp, Manifest manifest) {
    long mostBytes = session.one(ModelCatalogStatements.MOST_BYTES, new Values(), row -> row.number("most_bytes")).orElseThrow();
    Optional<String> json = fitting(project, manifest, mostBytes);
    session.inTransaction(() -> {
      session.one(ModelCatalogStatements.LOCK_DETAILS, Values.of("project", project.value()), row -> row.number("id"));
      return session.change(ModelCatalogStatements.SET_MANIFEST, Values.of("project", project.value())
          .with("manifest", json).with("stamp", stamp.sha256()));
    });
  }

  @Override
  public boolean isOf(AccountId account, ProjectId project, ManifestStamp stamp) {
    return session.one(ModelCatalogStatements.IS_OF, Values.of("account", account.value()).with("project", project.value())
        .with("stamp", stamp.sha256()), row -> row.number("id")).isPresent();
  }

  @Override
  public Set<String> builtIds(AccountId account, ProjectId project) {
    return Set.copyOf(session.all(ModelCatalogStatements.BUILT_IDS,
        Values.of("account", account.value()).with("project", project.value()), row -> row.text("unique_id")));
  }

  @Override
  public List<Model> list(AccountId account, ProjectId project) {
    return session.all(ModelCatalogStatements.LIST, Values.of("account", account.value()).with("project", project.value()),
        row -> ProjectJson.model(row.text("model_json")));
  }

  @Override
  public List<Model> page(AccountId account, ProjectId project, ModelQuery query) {
    return session.all(ModelCatalogStatements.PAGE,
        Values.of("account", account.value()).with("project", project.value())
            .with("after", ColumnText.uniqueId(query.after())).with("limit", query.limit())
            .with("type", query.type().map(ResourceType::dbtName)).with("name", query.name()).with("tag", query.tag())
            .with("folder", query.folder().map(folder -> folder + "/")),
        row -> ProjectJson.model(row.text("model_json")));
  }

  @Override
  public Optional<Model> find(AccountId account, ProjectId project, String uniqueId) {
    return session.one(ModelCatalogStatements.FIND,
        Values.of("account", account.value()).with("project", project.value()).with("unique_id", ColumnText.uniqueId(uniqueId)),
        row -> ProjectJson.model(row.text("model_json")));
  }

  private static Values values(ProjectId project, Model model) {
    return Values.of("project", project.value())
        .with("unique_id", ColumnText.uniqueId(model.uniqueId()))
        .with("name", ColumnText.varchar(model.name(), 255))
        .with("path", ColumnText.varchar(model.path(), 2000))
        .with("model", ProjectJson.of(model));
  }

  /**
   * The models are listed from rows of their own, so a server that takes only small packets costs the kept manifest, not the refresh. What is larger
   * is not even read to its end: it lies in a folder of dbt, whose code may have written a hole of any size, or put something else there.
   */
  private static Optional<String> fitting(ProjectId project, Manifest manifest, long mostBytes) {
    try (InputStream content = UntrustedFiles.read(manifest.file(), UNTRUSTED_FOLDERS)) {
      Optional<String> json = content.available() > mostBytes
          ? Optional.empty()
          : Optional.of(content.readNBytes((int) Math.min(mostBytes + 1, Integer.MAX_VALUE)))
              .filter(read -> read.length <= mostBytes)
              .map(read -> manifest.redactor().redactJson(new String(read, StandardCharsets.UTF_8)))
              .filter(redacted -> neededBytes(redacted) <= mostBytes);
      if (json.isEmpty()) {
        LOG.log(System.Logger.Level.WARNING,
            "The manifest of project {0} is not kept: it needs more than {1} bytes, which is max_allowed_packet of the database",
            project.value(), Long.toString(mostBytes));
      }
      return json;
    } catch (IOException unreadable) {
      throw new PortFailure(FailureCode.INTERNAL_ERROR, "The manifest cannot be read: " + manifest.file().getFileName(), unreadable);
    }
  }

  private static long neededBytes(String json) {
    long escaped = json.chars().filter(character -> ESCAPED_BY_DRIVER.indexOf(character) >= 0).count();
    return json.getBytes(StandardCharsets.UTF_8).length + escaped + ROOM_BYTES;
  }
}
