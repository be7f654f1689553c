package io.datachannel.dbt.adapters.persistence;

import static io.datachannel.dbt.adapters.persistence.TestDatabase.OURS;
import static io.datachannel.dbt.application.schedules.ScheduleBuilder.aSchedule;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datachannel.dbt.application.schedules.Schedules;
import io.datachannel.dbt.application.schedules.SchedulesContract;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.collection.CollectionId;
import io.datachannel.dbt.domain.project.ProjectId;
import io.datachannel.dbt.domain.schedule.Cadence;
import io.datachannel.dbt.domain.schedule.CronExpression;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabase.class)
class MySqlSchedulesTest extends SchedulesContract {
  private static final Sql COLUMNS = new Sql("test.columns", """
      select concat_ws(' ', o.name, s.hour, s.start_min, s.cron_string, s.time_zone) as line
      from ${admin}.dbt_project_schedules s
      join ${admin}.schedule_options o on o.id = s.schedule_option_id
      where s.id = :id
      """);

  private record Text(String text) implements CronExpression {
    @Override
    public boolean everyHour() {
      return false;
    }

    @Override
    public Optional<LocalDateTime> next(LocalDateTime after) {
      return Optional.empty();
    }
  }

  @Override
  protected Schedules schedules() {
    return new MySqlSchedules(TestDatabase.database(), Text::new);
  }

  @Override
  protected ProjectId aProject(AccountId account) {
    return TestDatabase.fixture().project(account);
  }

  @Override
  protected CollectionId aCollection(ProjectId owner) {
    return new MySqlCollections(TestDatabase.database()).add(owner, "marts", List.of("model.shop.a"));
  }

  @Test
  void cronComesBackAsItWasWritten() {
    ProjectId project = aProject(OURS);
    Cadence cadence = new Cadence.Cron(new Text("*/5 8-18 * * 1-5"));
    schedules().add(aSchedule().of(project).firing(cadence).fresh());

    assertEquals(cadence, schedules().all(OURS, project).getFirst().schedule().timing().cadence());
  }

  @Test
  void theSpecificationsColumnsAreReadableWithoutUs() {
    TestDatabase.execute(TestDatabase.settings(), List.of("insert into dc_admin.schedule_options (name) values ('DAILY')"));
    ProjectId project = aProject(OURS);
    int id = schedules().add(aSchedule().of(project).firing(new Cadence.Daily(LocalTime.of(2, 30))).fresh()).value();

    assertEquals(List.of("DAILY 2 30 30 2 * * * UTC"), TestDatabase.database().session()
        .all(COLUMNS, Values.of("id", id), row -> row.text("line")));
  }

  @Test
  void aScheduleMayNameThousandsOfModels() {
    ProjectId project = aProject(OURS);
    String[] many = IntStream.range(0, 5000).mapToObj(number -> "model.shop.a_rather_long_name_of_a_model_" + number).toArray(String[]::new);
    schedules().add(aSchedule().of(project).on(many).fresh());

    assertEquals(aSchedule().on(many).definition().target(), schedules().all(OURS, project).getFirst().schedule().target());
  }
}
