package io.datachannel.dbt.bootstrap;

import io.datachannel.dbt.adapters.persistence.Database;
import io.datachannel.dbt.adapters.persistence.DatabaseClock;
import io.datachannel.dbt.adapters.persistence.MySqlAccountSlots;
import io.datachannel.dbt.adapters.persistence.MySqlDueSchedules;
import io.datachannel.dbt.adapters.persistence.MySqlFiringLog;
import io.datachannel.dbt.adapters.persistence.MySqlPipelineLoads;
import io.datachannel.dbt.adapters.persistence.MySqlQueuedRuns;
import io.datachannel.dbt.adapters.persistence.MySqlRunQueue;
import io.datachannel.dbt.adapters.persistence.MySqlRuns;
import io.datachannel.dbt.adapters.persistence.MySqlUnitOfWork;
import io.datachannel.dbt.application.execution.LeaseTerms;
import io.datachannel.dbt.application.execution.WorkSignal;
import io.datachannel.dbt.application.runs.ClaimRuns;
import io.datachannel.dbt.application.runs.OfferRun;
import io.datachannel.dbt.application.schedules.FireProjects;
import io.datachannel.dbt.application.schedules.FireSchedules;
import io.datachannel.dbt.application.schedules.JoinQueuedRun;
import io.datachannel.dbt.application.schedules.MergeFirings;
import io.datachannel.dbt.application.schedules.QueueFirings;
import io.datachannel.dbt.bootstrap.settings.ServiceSettings;
import java.time.InstantSource;
import java.util.Random;

/** The wiring of what fills the queue by itself and of what empties it, by connections that runs under way do not take. */
record QueueDesk(Database database, Observing observing) {

  ClaimRuns claim(LeaseTerms lease, InstantSource clock, InstantSource steady) {
    return new ClaimRuns(new MySqlRunQueue(database), new MySqlRuns(database), new MySqlUnitOfWork(database), lease, clock, steady);
  }

  FireSchedules fire(ServiceSettings.QueueChoice limits, WorkSignal runSignal) {
    MySqlUnitOfWork work = new MySqlUnitOfWork(database);
    DatabaseClock clock = new DatabaseClock(database);
    OfferRun offer = new OfferRun(new MySqlAccountSlots(database, limits.runsPerAccount()), new MySqlRuns(database), limits.queuedPerAccount(),
        work, runSignal);
    MySqlQueuedRuns waiting = new MySqlQueuedRuns(database);
    FireProjects projects = new FireProjects(observing.due(database), new MySqlPipelineLoads(database),
        new QueueFirings(offer, new MergeFirings(waiting, new MySqlFiringLog(database)), new JoinQueuedRun(waiting)), clock);
    return new FireSchedules(new MySqlDueSchedules(database), projects, work, clock, runSignal, new Random());
  }
}
