ALTER TABLE ${admin}.dbt_project_details
  ADD COLUMN look_due_at DATETIME(6) NOT NULL DEFAULT '2000-01-01 00:00:00' COMMENT 'When is it to be looked whether the branch has moved? In the year 2000 when that was never planned.',
  ADD COLUMN look_failures INT NOT NULL DEFAULT 0 COMMENT 'How many looks in a row failed?',
  ADD COLUMN asked_commit VARCHAR(64) COMMENT 'For which commit did a look last ask for a refresh?',
  ADD KEY looks_due (look_due_at) COMMENT 'Which branches are due to be looked at, the longest first?';
