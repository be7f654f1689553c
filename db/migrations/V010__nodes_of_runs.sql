CREATE TABLE ${logs}.log_dbt_model_run (
  id BIGINT PRIMARY KEY AUTO_INCREMENT COMMENT 'In which order did they end?',
  log_dbt_project_run_id INT NOT NULL,
  unique_id VARCHAR(700) NOT NULL,
  resource_type VARCHAR(64) NOT NULL,
  name VARCHAR(255) NOT NULL,
  status VARCHAR(64) NOT NULL COMMENT 'What did dbt say? Its words change between engines.',
  outcome VARCHAR(16) NOT NULL COMMENT 'What do we say? SUCCEEDED, WARNED, FAILED, SKIPPED, UNTOUCHED.',
  started_at DATETIME(6) COMMENT 'UTC; none when it never started.',
  seconds DECIMAL(18, 6) NOT NULL,
  rows_affected BIGINT,
  message TEXT NOT NULL,
  thread VARCHAR(255) NOT NULL,
  UNIQUE KEY nodes_of_run (log_dbt_project_run_id, unique_id) COMMENT 'Is this node of the run recorded already?',
  KEY outcomes_of_run (log_dbt_project_run_id, outcome) COMMENT 'How many nodes of a run ended in which way?',
  FOREIGN KEY (log_dbt_project_run_id) REFERENCES ${logs}.log_dbt_project_run(id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin COMMENT = 'What became of each node of a run?';
