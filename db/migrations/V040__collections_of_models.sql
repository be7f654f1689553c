CREATE TABLE ${admin}.dbt_collections (
  id INT PRIMARY KEY AUTO_INCREMENT,
  dbt_project_id INT NOT NULL,
  name VARCHAR(255) NOT NULL COMMENT 'What do people call it?',
  created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
  updated_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  revision BIGINT NOT NULL DEFAULT 1 COMMENT 'Which change is this? One more with each; the ETag.',
  KEY collections_of_project (dbt_project_id, id) COMMENT 'Which collections has a project, by id?',
  FOREIGN KEY (dbt_project_id) REFERENCES ${admin}.dbt_projects(id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin COMMENT = 'Which models of a project belong together for their owner?';

CREATE TABLE ${admin}.dbt_collection_models (
  dbt_collection_id INT NOT NULL,
  unique_id VARCHAR(700) NOT NULL COMMENT 'Which node of the manifest? Kept also when the project has lost it.',
  missing_since DATETIME(6) COMMENT 'Which refresh did not find it any more? UTC; NULL for one that the project has.',
  PRIMARY KEY (dbt_collection_id, unique_id) COMMENT 'Which models are in a collection?',
  FOREIGN KEY (dbt_collection_id) REFERENCES ${admin}.dbt_collections(id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin COMMENT = 'Which models are in a collection?';
