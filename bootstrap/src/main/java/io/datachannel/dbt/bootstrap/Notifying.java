package io.datachannel.dbt.bootstrap;

import io.datachannel.dbt.adapters.notify.ChannelMessenger;
import io.datachannel.dbt.adapters.notify.MailServer;
import io.datachannel.dbt.adapters.notify.ReceiverAddresses;
import io.datachannel.dbt.adapters.persistence.Database;
import io.datachannel.dbt.adapters.persistence.MySqlNotificationTargets;
import io.datachannel.dbt.adapters.persistence.MySqlOutbox;
import io.datachannel.dbt.adapters.persistence.MySqlProjectTroubles;
import io.datachannel.dbt.adapters.persistence.MySqlProjects;
import io.datachannel.dbt.adapters.persistence.MySqlUnitOfWork;
import io.datachannel.dbt.adapters.rest.notifications.DeliveriesResource;
import io.datachannel.dbt.adapters.rest.notifications.NotificationTargetsResource;
import io.datachannel.dbt.adapters.rest.once.PostOnce;
import io.datachannel.dbt.adapters.scheduling.Heartbeat;
import io.datachannel.dbt.adapters.scheduling.LocalExecutor;
import io.datachannel.dbt.adapters.security.RandomTokenSource;
import io.datachannel.dbt.adapters.security.TinkSecretSealing;
import io.datachannel.dbt.application.execution.WorkSignal;
import io.datachannel.dbt.application.network.ReachableHosts;
import io.datachannel.dbt.application.notifications.AnnounceEnd;
import io.datachannel.dbt.application.notifications.AnnouncedRuns;
import io.datachannel.dbt.application.notifications.ComposeNotice;
import io.datachannel.dbt.application.notifications.ConfigureTargets;
import io.datachannel.dbt.application.notifications.Messenger;
import io.datachannel.dbt.application.notifications.SendNotifications;
import io.datachannel.dbt.application.notifications.TestTarget;
import io.datachannel.dbt.application.result.IdSource;
import io.datachannel.dbt.application.runs.Runs;
import io.datachannel.dbt.bootstrap.settings.ServiceSettings.MailChoice;
import io.datachannel.dbt.bootstrap.settings.ServiceSettings.NotifyChoice;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Supplier;

/** The wiring of notifications. */
record Notifying(Repositories kept, Parts parts, ComposeNotice compose, IdSource ids) {
  /** A mail server that is slow may take a minute for each of those that it is asked by. */
  private static final int TARGETS_AT_ONCE = 32;
  private static final Duration GIVE_UP = Duration.ofMinutes(1);

  /** What the others are made of. */
  private record Parts(MySqlNotificationTargets targets, MySqlOutbox outbox, Messenger messenger) {}

  /** @param service the address that this copy listens on; known only when it is up */
  static Notifying of(Database database, TinkSecretSealing sealing, Repositories kept, NotifyChoice choice, Supplier<URI> service,
      IdSource ids, InstantSource clock) {
    return new Notifying(kept,
        new Parts(new MySqlNotificationTargets(database, sealing), new MySqlOutbox(database), new ChannelMessenger(
            new ReceiverAddresses(choice.insecureHosts(), ReachableHosts.of(choice.privateHosts())), choice.mail().map(Notifying::server))),
        new ComposeNotice(kept.configured().projects(), kept.recorded().runs(), kept.recorded().ledger(),
            () -> choice.publicUrl().orElseGet(service), clock), ids);
  }

  static MailServer server(MailChoice mail) {
    return new MailServer(mail.host(), mail.port(), mail.login().map(login -> new MailServer.Login(login.user(), login.password())), mail.from(),
        switch (mail.security()) {
          case NONE -> MailServer.Security.NONE;
          case STARTTLS -> MailServer.Security.STARTTLS;
          case TLS -> MailServer.Security.TLS;
        });
  }

  /** The runs for whoever may end some. */
  static AnnouncedRuns announced(Database database, Runs runs) {
    return new AnnouncedRuns(runs,
        new AnnounceEnd(new MySqlProjects(database), new MySqlProjectTroubles(database), new MySqlOutbox(database)),
        new MySqlUnitOfWork(database));
  }

  Set<Object> resources(PostOnce once) {
    ConfigureTargets configure = new ConfigureTargets(
        parts.targets(), kept.configured().projects(), parts.messenger(), new RandomTokenSource(), kept.work());
    return Set.of(new NotificationTargetsResource(parts.targets(), configure, once), new DeliveriesResource(
        parts.targets(), parts.outbox(), new TestTarget(parts.targets(), compose, parts.messenger(), ids)));
  }

  /** Sends. @param heartbeat gives up what waits for too long */
  LocalExecutor executor(Heartbeat heartbeat, Health health, InstantSource steady) {
    SendNotifications send = new SendNotifications(parts.outbox(), parts.targets(), compose, parts.messenger(), steady);
    heartbeat.every(GIVE_UP, "give old notifications up", send::tick);
    return new LocalExecutor("notifications", health.whenReady(send::due), TARGETS_AT_ONCE, new WorkSignal(), health.faults());
  }
}
