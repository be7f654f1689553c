-- The cadence is in the specification's columns, read by its kind: EVERY_HOURS schedule_interval, start_hour, start_min; CHOSEN_HOURS hours, start_min;
-- DAILY hour, start_min; WEEKLY week_day, hour, start_min; MONTHLY days (-1 for the last), months, hour, start_min; CRON cron_string.
-- cron_string is filled in for every cadence that has one. Lists are separated by commas. All instants are UTC, to the microsecond.

ALTER TABLE ${admin}.dbt_project_schedules
  ADD COLUMN cadence VARCHAR(16) NOT NULL COMMENT 'Which kind is it? The name of its schedule option, should the platform have that.',
  ADD COLUMN quorum VARCHAR(8) COMMENT 'After ALL of its pipelines, or after ANY of them?',
  ADD COLUMN time_zone VARCHAR(64) NOT NULL COMMENT 'In which zone (IANA) are its times?',
  ADD COLUMN clock_gap VARCHAR(16) NOT NULL COMMENT 'What of a local time that a clock change leaves out? NEXT_MOMENT, SKIP.',
  ADD COLUMN clock_overlap VARCHAR(16) NOT NULL COMMENT 'What of one that it repeats? FIRST, LAST, BOTH.',
  ADD COLUMN grace_seconds INT COMMENT 'How late is a missed firing still made good? NULL for the standard.',
  ADD COLUMN target VARCHAR(16) NOT NULL COMMENT 'On what is it set? ALL, MODELS, COLLECTION, PART of a collection.',
  ADD COLUMN dbt_collection_id INT COMMENT 'On which collection, or a part of which?',
  ADD COLUMN command VARCHAR(20) NOT NULL COMMENT 'Which dbt command?',
  ADD COLUMN full_refresh BOOLEAN NOT NULL COMMENT 'Are incremental models built anew?',
  ADD COLUMN vars JSON NOT NULL COMMENT 'What is given as --vars? {} for nothing.',
  ADD COLUMN arguments JSON NOT NULL COMMENT 'Which arguments behind those of the project? A list of words.',
  ADD COLUMN threads INT COMMENT 'How many nodes at once? NULL for what the project says.',
  ADD COLUMN timeout_seconds INT COMMENT 'How long may a run take? NULL for what the project says.',
  ADD COLUMN after_loss VARCHAR(24) NOT NULL COMMENT 'What of a run whose copy of the service died? FAIL, QUEUE_ONCE_AGAIN.',
  ADD COLUMN status VARCHAR(16) NOT NULL COMMENT 'Does it fire? ACTIVE, PAUSED; a paused one keeps its models.',
  ADD COLUMN set_order BIGINT NOT NULL COMMENT 'Which schedule of the project was set last? The highest; it governs what several cover.',
  ADD COLUMN revision BIGINT NOT NULL DEFAULT 1 COMMENT 'Which change is this? One more with each; the ETag.',
  ADD COLUMN next_fire_at DATETIME(6) COMMENT 'When is it to be looked at next? NULL while it, or its project, is paused, or nothing is planned.',
  ADD COLUMN handled_until DATETIME(6) COMMENT 'Up to which instant are its firings dealt with? Later ones are still to come, or were missed.',
  ADD KEY schedules_due (next_fire_at) COMMENT 'Which schedules are due, the longest first?',
  ADD FOREIGN KEY (dbt_collection_id) REFERENCES ${admin}.dbt_collections(id);

CREATE TABLE ${admin}.dbt_schedule_models (
  dbt_project_schedule_id INT NOT NULL,
  unique_id VARCHAR(700) NOT NULL,
  PRIMARY KEY (dbt_project_schedule_id, unique_id) COMMENT 'Which models does a schedule name?',
  FOREIGN KEY (dbt_project_schedule_id) REFERENCES ${admin}.dbt_project_schedules(id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
  COMMENT = 'Which models is a schedule set on (MODELS), or which were taken out of it (PART)?';

-- No foreign key to pipelines: the platform deletes its own, and a schedule that waits for one then says so.
CREATE TABLE ${admin}.dbt_schedule_pipelines (
  dbt_project_schedule_id INT NOT NULL,
  pipeline_id INT UNSIGNED NOT NULL,
  PRIMARY KEY (dbt_project_schedule_id, pipeline_id) COMMENT 'After which pipelines does a schedule fire?',
  KEY schedules_after_pipeline (pipeline_id) COMMENT 'Which schedules wait for a pipeline?',
  FOREIGN KEY (dbt_project_schedule_id) REFERENCES ${admin}.dbt_project_schedules(id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin COMMENT = 'After which pipelines does a schedule fire?';
