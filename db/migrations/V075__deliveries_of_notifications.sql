-- Without foreign keys: they would lock targets and projects in the transaction that ends a run, which waits for no one else.
CREATE TABLE ${admin}.dbt_notification_deliveries (
  id BIGINT PRIMARY KEY AUTO_INCREMENT,
  account_id INT UNSIGNED NOT NULL,
  dbt_notification_target_id INT NOT NULL,
  dbt_project_id INT NOT NULL,
  log_dbt_project_run_id INT NOT NULL,
  event VARCHAR(16) NOT NULL COMMENT 'What does it tell? RUN_FINISHED or RUN_RECOVERED.',
  state VARCHAR(16) NOT NULL COMMENT 'How far is it? WAITING, SENT or FAILED.',
  attempts INT NOT NULL DEFAULT 0 COMMENT 'How often was it tried?',
  written_at DATETIME(6) NOT NULL COMMENT 'When did the run end? UTC.',
  due_at DATETIME(6) NOT NULL COMMENT 'When is it tried at the earliest, while it waits? UTC.',
  tried_at DATETIME(6) COMMENT 'When was it last tried? UTC.',
  last_answer VARCHAR(512) COMMENT 'What did the other side answer, or why was it not reached?',
  UNIQUE KEY delivery_of_run (log_dbt_project_run_id, dbt_notification_target_id) COMMENT 'Is a target told of a run already?',
  KEY deliveries_due (state, dbt_notification_target_id, due_at) COMMENT 'Which targets have messages that are due?',
  KEY deliveries_of_target (dbt_notification_target_id, id) COMMENT 'What became of the messages to a target?',
  KEY deliveries_by_age (written_at) COMMENT 'Which messages are old enough to be given up or forgotten?'
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin COMMENT = 'Which messages are to be sent, and what became of them?';
