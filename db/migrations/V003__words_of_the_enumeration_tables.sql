-- The words of the specification, and what it leaves open: CANCELLED among the statuses, and the error types.

INSERT INTO ${admin}.e_dbt_model_types (name) VALUES ('All Models'), ('Selected Models');
INSERT INTO ${admin}.e_dbt_project_notification_levels (name) VALUES ('SUCCESS'), ('ERROR');
INSERT INTO ${admin}.e_dbt_project_statuses (name) VALUES ('ACTIVE'), ('PAUSED'), ('DELETED');

INSERT INTO ${logs}.e_log_dbt_project_run_statuses (name)
VALUES ('QUEUED'), ('RUNNING'), ('SUCCESSFUL'), ('PARTIAL SUCCESS'), ('FAILED'), ('CANCELLED');
INSERT INTO ${logs}.e_log_dbt_project_run_types (name) VALUES ('MANUAL'), ('SCHEDULED');
INSERT INTO ${logs}.e_log_dbt_project_run_error_types (name)
VALUES ('GIT'), ('ENVIRONMENT'), ('PROFILE'), ('PARSE'), ('COMPILATION'), ('MODEL'), ('TEST'), ('WAREHOUSE_CONNECTION'),
       ('TIMEOUT'), ('CANCELLED'), ('LOST'), ('STORAGE'), ('INTERNAL');
