-- For a node that few of the many runs of a project built: of most nodes the newest runs of the project are asked, by nodes_of_run.

ALTER TABLE ${logs}.log_dbt_model_run
  ADD KEY runs_of_node (unique_id, log_dbt_project_run_id) COMMENT 'Which runs built this node, newest first?';
