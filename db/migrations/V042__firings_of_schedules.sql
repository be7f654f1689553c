-- No foreign keys to schedules and runs: what became of a firing stays true when its schedule is deleted.

CREATE TABLE ${admin}.dbt_schedule_firings (
  id BIGINT PRIMARY KEY AUTO_INCREMENT,
  account_id INT UNSIGNED NOT NULL,
  dbt_project_id INT NOT NULL,
  schedule_id INT NOT NULL COMMENT 'Of which schedule? It may be deleted by now.',
  planned_at DATETIME(6) NOT NULL COMMENT 'For which instant was it planned? UTC, like every instant here.',
  handled_at DATETIME(6) NOT NULL COMMENT 'When was it decided what becomes of it? By the clock of this database.',
  outcome VARCHAR(24) NOT NULL COMMENT 'What became of it? QUEUED, CAUGHT_UP, MERGED, SKIPPED, NOTHING_GOVERNED.',
  reason TEXT COMMENT 'Why did nothing run, for people?',
  run_id INT COMMENT 'Which run carries it? The one of the firing that it was merged into, for such a one.',
  merged_into BIGINT COMMENT 'Which firing was it merged into?',
  selection JSON COMMENT 'Which models of the run are its own? In the form of selections of runs.',
  schedule_json JSON COMMENT 'How was the schedule when it fired?',
  awaited_run_id INT COMMENT 'Which run has to end before we can say what became of its models? NULL once we have said it.',
  result VARCHAR(16) COMMENT 'What became of its own models? The words of runs.',
  succeeded INT COMMENT 'How many of its own nodes succeeded? The five counts are there with the result.',
  warned INT,
  failed INT,
  skipped INT,
  untouched INT,
  UNIQUE KEY firing (schedule_id, planned_at) COMMENT 'Was this firing dealt with? Each becomes one run at the most, however many copies tick.',
  KEY firings_of_schedule (account_id, schedule_id, id) COMMENT 'Which firings has a schedule, newest first?',
  KEY firings_of_run (run_id) COMMENT 'Which firings does a run carry?',
  KEY firings_of_project (dbt_project_id, awaited_run_id) COMMENT 'Which firings of a project wait for the end of their run?',
  KEY awaited_runs (awaited_run_id) COMMENT 'Which firings wait for the end of their run?',
  FOREIGN KEY (dbt_project_id) REFERENCES ${admin}.dbt_projects(id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin COMMENT = 'What became of each planned instant of a schedule?';
