INSERT INTO ${admin}.schedule_options (name)
VALUES ('EVERY_HOURS'), ('CHOSEN_HOURS'), ('DAILY'), ('WEEKLY'), ('MONTHLY'), ('CRON'), ('AFTER_PIPELINES');
