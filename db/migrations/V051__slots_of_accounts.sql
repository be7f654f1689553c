CREATE TABLE ${logs}.dbt_account_slots (
  account_id INT UNSIGNED PRIMARY KEY COMMENT 'Whose slot? Whoever changes the queue of an account locks it first.',
  queued INT NOT NULL DEFAULT 0 COMMENT 'How many runs could be claimed? Those that wait for another run are not counted.',
  running INT NOT NULL DEFAULT 0 COMMENT 'How many runs are carried out?',
  max_running INT NOT NULL DEFAULT 4 COMMENT 'How many may be carried out at once? Kept by the service from own_limit and its settings.',
  own_limit INT COMMENT 'Which limit did an operator give this account? None for the one of the settings.',
  weight DOUBLE NOT NULL DEFAULT 1 COMMENT 'How large is its share? Twice as many runs in the same time for 2.',
  vtime DOUBLE NOT NULL DEFAULT 0 COMMENT 'How much has it had, in runs by weight? The least is next.',
  top_priority TINYINT NOT NULL DEFAULT 127 COMMENT 'How urgent is its most urgent run that could be claimed? 127 when there is none.',
  claimable TINYINT GENERATED ALWAYS AS (queued > 0 AND running < max_running) STORED COMMENT 'Is it its turn at all?',
  active TINYINT GENERATED ALWAYS AS (queued > 0 OR running > 0) STORED COMMENT 'Does it take part now?',
  KEY next_account (claimable, vtime, top_priority, account_id) COMMENT 'Whose turn is it?',
  KEY active_accounts (active, vtime) COMMENT 'Where does an account begin that takes part again?'
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin COMMENT = 'What is the share of each account in the executors?';

INSERT INTO ${logs}.dbt_account_slots (account_id, queued, running, top_priority)
SELECT account_id, SUM(status = 'QUEUED'), SUM(status = 'RUNNING'), MIN(IF(status = 'QUEUED', priority, 127))
FROM ${logs}.log_dbt_project_run
WHERE status IN ('QUEUED', 'RUNNING') AND carried_out_by = 'SERVICE'
GROUP BY account_id;
