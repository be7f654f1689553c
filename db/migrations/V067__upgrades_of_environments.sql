CREATE TABLE ${admin}.dbt_environment_upgrades (
  dbt_project_id INT PRIMARY KEY,
  requested_at DATETIME(6) NOT NULL COMMENT 'When did a user ask for the environment to be resolved anew? UTC.',
  ended_at DATETIME(6) COMMENT 'When was it tried? NULL until then: the next work on the project does it.',
  failure_code VARCHAR(64) COMMENT 'Why is the environment as it was? NULL when it was resolved.',
  failure_message TEXT,
  FOREIGN KEY (dbt_project_id) REFERENCES ${admin}.dbt_projects(id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin COMMENT = 'Whose environment is to be resolved anew, and what became of that?';
