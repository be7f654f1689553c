-- dbt takes no lock on what it builds, and runs that build the same relation at once corrupt incremental models and snapshots.

CREATE TABLE ${logs}.log_dbt_relation_locks (
  account_id INT UNSIGNED NOT NULL COMMENT 'Whose runs keep out of each other''s way?',
  data_warehouse_id INT UNSIGNED NOT NULL,
  relation_sha256 CHAR(64) NOT NULL COMMENT 'Which relation, whatever the case of its letters? An index cannot hold its whole name.',
  log_dbt_project_run_id INT NOT NULL COMMENT 'Which run writes it, or wishes to?',
  held BOOLEAN NOT NULL DEFAULT FALSE COMMENT 'Does the run write it now? Else it waits for its turn.',
  database_name VARCHAR(255) NOT NULL,
  schema_name VARCHAR(255) NOT NULL,
  identifier VARCHAR(255) NOT NULL,
  PRIMARY KEY (account_id, data_warehouse_id, relation_sha256, log_dbt_project_run_id) COMMENT 'Who else writes this relation?',
  KEY relations_of_run (log_dbt_project_run_id) COMMENT 'Which relations does a run give up when it ends?',
  FOREIGN KEY (log_dbt_project_run_id) REFERENCES ${logs}.log_dbt_project_run(id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin COMMENT = 'Which run writes which relation now, and which wait?';

ALTER TABLE ${logs}.log_dbt_project_run
  ADD COLUMN waits_for_relation VARCHAR(767) COMMENT 'What does it write that the run that it waits for writes, too?';
