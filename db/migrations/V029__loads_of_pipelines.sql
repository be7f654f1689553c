-- No foreign key to pipelines: the platform deletes its own, and what was loaded stays true.

CREATE TABLE ${admin}.dbt_pipeline_loads (
  id BIGINT PRIMARY KEY AUTO_INCREMENT COMMENT 'Which load is it?',
  account_id INT UNSIGNED NOT NULL,
  pipeline_id INT UNSIGNED NOT NULL COMMENT 'Which pipeline of the platform?',
  loaded_at DATETIME(6) NOT NULL COMMENT 'When was it done with loading? UTC, like every instant here.',
  reported_at DATETIME(6) NOT NULL COMMENT 'When did we hear of it?',
  reported_by INT UNSIGNED NOT NULL COMMENT 'Whose token told us?',
  KEY loads_of_pipeline (account_id, pipeline_id, id) COMMENT 'Which loads has a pipeline, the last one first?',
  FOREIGN KEY (account_id) REFERENCES ${admin}.accounts(id),
  FOREIGN KEY (reported_by) REFERENCES ${admin}.users(id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin COMMENT = 'When was a pipeline done with loading?';
