-- The queue is asked for one account at a time, whose slot (V051) is locked by then. All that is asked for stands before what it is sorted by.

ALTER TABLE ${logs}.log_dbt_project_run
  ADD COLUMN priority TINYINT NOT NULL DEFAULT 0 COMMENT 'Which of an account goes first? The lower: 0 manual, 10 scheduled.',
  ADD COLUMN attempt INT NOT NULL DEFAULT 1 COMMENT 'The how manieth time is it carried out? One more each time it is queued again.',
  ADD COLUMN times_lost INT NOT NULL DEFAULT 0 COMMENT 'How often did the copy of the service die that carried it out?',
  ADD COLUMN after_loss VARCHAR(32) NOT NULL DEFAULT 'FAIL' COMMENT 'What becomes of it then? FAIL, or QUEUE_ONCE_AGAIN.',
  ADD COLUMN waits_for_run_id INT COMMENT 'Which run must end before it can be claimed?',
  DROP KEY queue,
  ADD KEY queue_of_account (account_id, status, carried_out_by, waits_for_run_id, priority, queued_at, id)
    COMMENT 'Which run of an account is the next?',
  ADD KEY waiting_runs (waits_for_run_id, account_id, id) COMMENT 'Which runs wait for this one?';

UPDATE ${logs}.log_dbt_project_run SET priority = 10 WHERE status = 'QUEUED' AND run_type = 'SCHEDULED';
