package io.datachannel.dbt.application.git;

import io.datachannel.dbt.domain.project.BranchName;
import io.datachannel.dbt.domain.project.Project.Source;
import io.datachannel.dbt.domain.project.RepositoryUrl;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class FakeCheckoutsTest extends GitCheckoutsContract {
  @TempDir private Path folder;
  private FakeCheckouts checkouts;

  @BeforeEach
  void fresh() {
    checkouts = new FakeCheckouts(folder);
  }

  @Override
  protected GitCheckouts checkouts() {
    return checkouts;
  }

  @Override
  protected Source source() {
    return new Source(RepositoryUrl.of("https://git.example/acme/shop.git"), BranchName.of("main"));
  }

  @Override
  protected void commit() {
    checkouts.at("fedcba9876543210fedcba9876543210fedcba98");
  }
}
