CREATE TABLE ${admin}.dbt_lineage_nodes (
  dbt_project_id INT NOT NULL,
  unique_id VARCHAR(700) NOT NULL COMMENT 'Which node of the manifest is it?',
  node_json JSON COMMENT 'What are its kind, its name, its file and its parents?',
  PRIMARY KEY (dbt_project_id, unique_id),
  FOREIGN KEY (dbt_project_id) REFERENCES ${admin}.dbt_projects(id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
  COMMENT = 'Which sources, exposures and the like, that no run builds, are in the graph of a project?';
