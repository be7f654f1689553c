CREATE TABLE ${admin}.dbt_project_variables (
  id INT PRIMARY KEY AUTO_INCREMENT,
  account_id INT UNSIGNED NOT NULL,
  dbt_project_id INT NOT NULL,
  name VARCHAR(100) NOT NULL COMMENT 'Which environment variable? Those that begin with DBT_ENV_SECRET_ are secret.',
  plain_value TEXT COMMENT 'What is its value? NULL for a secret one.',
  sealed_value TEXT COMMENT 'The value of a secret one, sealed for account, project and name.',
  revision BIGINT NOT NULL COMMENT 'Which revision of the project gave it this value?',
  UNIQUE KEY variable_of_project (dbt_project_id, name) COMMENT 'Which variables does a project have?',
  FOREIGN KEY (account_id) REFERENCES ${admin}.accounts(id),
  FOREIGN KEY (dbt_project_id) REFERENCES ${admin}.dbt_projects(id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin COMMENT = 'Which environment variables does dbt see for a project?';
