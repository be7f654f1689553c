package io.datachannel.dbt.application.environments;

import io.datachannel.dbt.application.environments.Environments.Environment;
import io.datachannel.dbt.domain.run.RunWarning;
import java.util.List;

/**
 * What work on a project runs in.
 *
 * @param dbtVersion of dbt-core; another patch than the project asks for, where an earlier environment stands in
 */
public record PreparedEnvironment(Environment environment, String dbtVersion, List<RunWarning> warnings) {}
