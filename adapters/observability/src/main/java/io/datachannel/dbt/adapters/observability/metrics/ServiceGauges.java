package io.datachannel.dbt.adapters.observability.metrics;

import io.datachannel.dbt.adapters.observability.metrics.Sources.Server;
import io.datachannel.dbt.application.operation.Backlog;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback.Callback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What is looked up when it is asked for. Accounts are told one by one as long as they are few; the rest of them is "other". */
final class ServiceGauges {
  private static final String OTHER = "other";

  private final PrometheusRegistry registry;
  private final Reading<Backlog> backlog;
  private final Reading<Map<String, List<Server>>> servers;
  private final Reading<Integer> waiting;

  /** @param accounts how many are told one by one */
  ServiceGauges(PrometheusRegistry registry, Sources sources, int accounts, InstantSource steady) {
    this.registry = registry;
    this.backlog = new Reading<>("backlog", () -> sources.backlogs().read(accounts), steady);
    this.servers = new Reading<>("servers of dbt", () -> sources.servers().get().stream()
        .collect(Collectors.groupingBy(Server::kind, TreeMap::new, Collectors.toList())), steady);
    this.waiting = new Reading<>("waiting files", sources.waiting()::getAsInt, steady);
    backlogs();
    machine();
    gauge("dbt_runs_under_way", "Runs that this copy carries out.", call -> call.call(sources.runsHere().getAsInt()));
    pools(sources);
  }

  private void backlogs() {
    ofBacklog("dbt_queue_runs", "Runs that could be claimed, of all copies; the accounts with the most, and the others together.", (now, call) -> {
      now.accounts().forEach(one -> call.call(one.queue().waiting(), account(one)));
      call.call(now.others().waiting(), OTHER);
    }, "account");
    ofBacklog("dbt_queue_oldest_seconds", "How long the run has waited that waits the longest.", (now, call) -> {
      now.accounts().forEach(one -> call.call(seconds(one.queue().oldest()), account(one)));
      call.call(seconds(now.others().oldest()), OTHER);
    }, "account");
    ofBacklog("dbt_runs_running", "Runs that each copy holds, as the database knows it.",
        (now, call) -> now.runningByCopy().forEach((copy, runs) -> call.call(runs, copy)), "copy");
    ofBacklog("dbt_notifications_waiting", "Messages that are to be sent, of all copies.", (now, call) -> call.call(now.notifications().waiting()));
    ofBacklog("dbt_notifications_oldest_seconds", "How long the message has waited that waits the longest.",
        (now, call) -> call.call(seconds(now.notifications().oldest())));
  }

  private void machine() {
    of(servers, "dbt_servers", "Processes of dbt that are kept ready, by what for; busy ones have a run, or the process of a project, below them.", (now, call) -> now.forEach((kind, all) -> {
      call.call(all.stream().filter(Server::busy).count(), kind, "busy");
      call.call(all.stream().filter(one -> !one.busy()).count(), kind, "idle");
    }), "kind", "state");
    of(servers, "dbt_servers_memory_bytes", "What they hold in memory, their part of shared pages counted.",
        (now, call) -> now.forEach((kind, all) -> call.call(all.stream().mapToLong(Server::bytes).sum(), kind)), "kind");
    of(waiting, "dbt_outbox_runs", "Runs with files on this disk that belong into the storage, also those under way.", (now, call) -> call.call(now));
  }

  private void pools(Sources sources) {
    gauge("dbt_database_connections", "Connections to the database.", call -> sources.pools().get().forEach(pool -> {
      call.call(pool.active(), pool.name(), "active");
      call.call(pool.idle(), pool.name(), "idle");
    }), "pool", "state");
    gauge("dbt_database_connections_limit", "Connections that a pool may have.",
        call -> sources.pools().get().forEach(pool -> call.call(pool.most(), pool.name())), "pool");
    gauge("dbt_database_waiting_threads", "Threads that wait for a connection.",
        call -> sources.pools().get().forEach(pool -> call.call(pool.waiting(), pool.name())), "pool");
  }

  private void ofBacklog(String name, String help, BiConsumer<Backlog, Callback> tell, String... labels) {
    of(backlog, name, help, tell, labels);
  }

  private <T> void of(Reading<T> reading, String name, String help, BiConsumer<T, Callback> tell, String... labels) {
    gauge(name, help, call -> reading.latest().ifPresent(now -> tell.accept(now, call)), labels);
  }

  private void gauge(String name, String help, Consumer<Callback> tell, String... labels) {
    GaugeWithCallback.builder().name(name).help(help).labelNames(labels).callback(tell).register(registry);
  }

  private static String account(Backlog.OfAccount one) {
    return Long.toString(one.account().value());
  }

  private static double seconds(Optional<Duration> age) {
    return age.map(one -> one.toNanos() / 1e9).orElse(0.0);
  }
}
