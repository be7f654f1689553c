CREATE TABLE ${admin}.dbt_notification_targets (
  id INT PRIMARY KEY AUTO_INCREMENT,
  account_id INT UNSIGNED NOT NULL,
  name VARCHAR(255) NOT NULL COMMENT 'What do people call it?',
  kind VARCHAR(16) NOT NULL COMMENT 'By which way do messages go? WEBHOOK, SLACK or EMAIL.',
  address TEXT NOT NULL COMMENT 'What may be shown of where they go? The URL of a webhook, the host of Slack, e-mail addresses as a JSON list.',
  sealed_secret TEXT COMMENT 'What signs the messages to a webhook, or the URL of Slack? Sealed for account and row; NULL for e-mail.',
  all_projects BOOLEAN NOT NULL COMMENT 'Is it told of the runs of all projects? Else of those in dbt_notification_target_projects.',
  enabled BOOLEAN NOT NULL COMMENT 'Is it told anything?',
  revision BIGINT NOT NULL DEFAULT 1 COMMENT 'Which revision is this? One more with each change by a user.',
  quiet_until DATETIME(6) NOT NULL DEFAULT '2000-01-01 00:00:00' COMMENT 'Before when is it asked for nothing, since it failed? UTC.',
  failures INT NOT NULL DEFAULT 0 COMMENT 'How many attempts in a row failed?',
  leased_until DATETIME(6) NOT NULL DEFAULT '2000-01-01 00:00:00' COMMENT 'Until when does one sender have it to itself? UTC.',
  fencing_number BIGINT NOT NULL DEFAULT 0 COMMENT 'Which sender may write what became of messages? One more with each that takes it.',
  KEY targets_of_account (account_id, enabled) COMMENT 'Who is told of a run of an account?',
  FOREIGN KEY (account_id) REFERENCES ${admin}.accounts(id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin COMMENT = 'Whom has an account told of its runs?';

CREATE TABLE ${admin}.dbt_notification_target_projects (
  dbt_notification_target_id INT NOT NULL,
  dbt_project_id INT NOT NULL,
  PRIMARY KEY (dbt_notification_target_id, dbt_project_id),
  FOREIGN KEY (dbt_notification_target_id) REFERENCES ${admin}.dbt_notification_targets(id) ON DELETE CASCADE,
  FOREIGN KEY (dbt_project_id) REFERENCES ${admin}.dbt_projects(id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin COMMENT = 'Of the runs of which projects is a target told that is not told of all?';
