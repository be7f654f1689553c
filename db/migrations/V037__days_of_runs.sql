-- Ids and instants do not go together: a reported run may have been queued long before it was entered, and one that is queued again has an older id.
-- The least and the greatest id of each day bound where the runs of a wide window are looked for.

ALTER TABLE ${logs}.log_dbt_project_run
  ADD COLUMN queued_day DATE GENERATED ALWAYS AS (CAST(queued_at AS DATE)) STORED COMMENT 'On which day, UTC, was it queued?',
  ADD KEY runs_of_day (account_id, queued_day, id) COMMENT 'Which are the oldest and the newest id of the runs that an account queued on a day?';
