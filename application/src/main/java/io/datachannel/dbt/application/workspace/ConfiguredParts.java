package io.datachannel.dbt.application.workspace;

import io.datachannel.dbt.application.credentials.Credentials;
import io.datachannel.dbt.application.projects.ProjectVariables;
import io.datachannel.dbt.application.warehouses.Warehouses;

/** What users configured that work on a project needs, besides the project itself. */
public record ConfiguredParts(Warehouses warehouses, Credentials credentials, ProjectVariables variables) {}
