package io.datachannel.dbt.adapters.git;

import io.datachannel.dbt.application.git.GitCheckouts;
import io.datachannel.dbt.application.git.GitCheckoutsContract;
import io.datachannel.dbt.application.network.ReachableHosts;
import io.datachannel.dbt.domain.project.BranchName;
import io.datachannel.dbt.domain.project.Project.Source;
import io.datachannel.dbt.domain.project.RepositoryUrl;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class JGitCheckoutsContractTest extends GitCheckoutsContract {
  @TempDir private Path folder;
  private JGitCheckouts checkouts;
  private TestRepository shop;

  @BeforeEach
  void fresh() throws Exception {
    shop = TestRepository.in(folder.resolve("served/shop"));
    shop.commit("dbt_project.yml", "name: shop\n");
    checkouts = new JGitCheckouts(folder.resolve("mirrors"),
        new CheckoutFolders(folder.resolve("checkouts"), new CheckoutBounds(Duration.ofHours(1), 5, Long.MAX_VALUE),
            InstantSource.fixed(Instant.parse("2026-03-01T10:00:00Z"))),
        new RemoteRules(new RepositoryAddressPolicy(List.of(folder.resolve("served")), List.of(), ReachableHosts.PUBLIC), new GitLimits(10_000, 100),
            new GitPatience(Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(1))));
  }

  @Override
  protected GitCheckouts checkouts() {
    return checkouts;
  }

  @Override
  protected Source source() {
    return new Source(RepositoryUrl.of(shop.fileUrl()), BranchName.of("main"));
  }

  @Override
  protected void commit() {
    try {
      shop.commit("models/late.sql", "select 2");
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }
}
