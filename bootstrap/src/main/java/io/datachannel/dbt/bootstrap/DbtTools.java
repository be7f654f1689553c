package io.datachannel.dbt.bootstrap;

import io.datachannel.dbt.adapters.dbt.RunnerDbtProcess;
import io.datachannel.dbt.adapters.dbt.ServedDbtProcess;
import io.datachannel.dbt.adapters.dbt.ServerLimits;
import io.datachannel.dbt.adapters.git.CheckoutBounds;
import io.datachannel.dbt.adapters.git.CheckoutFolders;
import io.datachannel.dbt.adapters.git.GitLimits;
import io.datachannel.dbt.adapters.git.GitPatience;
import io.datachannel.dbt.adapters.git.JGitCheckouts;
import io.datachannel.dbt.adapters.git.JGitRemoteBranches;
import io.datachannel.dbt.adapters.git.PackageCredentialFile;
import io.datachannel.dbt.adapters.git.RemoteRules;
import io.datachannel.dbt.adapters.git.RepositoryAddressPolicy;
import io.datachannel.dbt.adapters.git.TokenHosts;
import io.datachannel.dbt.adapters.process.Processes;
import io.datachannel.dbt.adapters.process.Programs;
import io.datachannel.dbt.adapters.profiles.YamlWarehouseProfiles;
import io.datachannel.dbt.adapters.storage.LocalWorkFolders;
import io.datachannel.dbt.adapters.venv.HostVariables;
import io.datachannel.dbt.adapters.venv.UvEnvironments;
import io.datachannel.dbt.adapters.venv.UvTool;
import io.datachannel.dbt.application.dbt.DbtProcess;
import io.datachannel.dbt.application.network.ReachableHosts;
import io.datachannel.dbt.application.result.IdSource;
import io.datachannel.dbt.application.runs.RunTime;
import io.datachannel.dbt.application.workspace.AdmitCode;
import io.datachannel.dbt.application.workspace.CheckOutCommit;
import io.datachannel.dbt.application.workspace.ConfiguredParts;
import io.datachannel.dbt.application.workspace.InstallPackages;
import io.datachannel.dbt.application.workspace.PackageAccess;
import io.datachannel.dbt.application.workspace.PrepareEnvironment;
import io.datachannel.dbt.application.workspace.PrepareWorkspace;
import io.datachannel.dbt.bootstrap.Repositories.Recorded;
import io.datachannel.dbt.bootstrap.settings.ServiceSettings;
import io.datachannel.dbt.bootstrap.settings.ServiceSettings.GitChoice;
import io.datachannel.dbt.bootstrap.settings.ServiceSettings.ProviderChoice;
import io.datachannel.dbt.domain.credential.GitProvider;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * What a run needs besides the database: checkout, environment, profile, dbt.
 *
 * @param single dbt in a process of its own each time, also for what several accounts share an environment for
 * @param served dbt in forks of servers; empty when the settings want none
 */
record DbtTools(LocalWorkFolders folders, JGitCheckouts checkouts, JGitRemoteBranches branches, UvEnvironments environments,
    RunnerDbtProcess single, Optional<ServedDbtProcess> served, PackageAccess packages) {
  private static final Duration GIT_SILENCE = Duration.ofSeconds(30);
  private static final Duration GIT_ASKING = Duration.ofMinutes(1);
  private static final CheckoutBounds CHECKOUTS = new CheckoutBounds(Duration.ofHours(1), 5, 4L * 1024 * 1024 * 1024);
  private static final Duration CANCEL_GRACE = Duration.ofSeconds(10);
  /** A fork takes a few milliseconds; a machine with too much to do, longer. */
  private static final Duration SERVER_PATIENCE = Duration.ofSeconds(5);

  static DbtTools of(ServiceSettings settings, DataFolder data, Processes processes, IdSource ids, InstantSource clock) {
    LocalWorkFolders folders = new LocalWorkFolders(data.work(), data.warehouses(), ids);
    folders.deleteLeftovers();
    HostVariables host = new HostVariables(System.getenv());
    RemoteRules remote = rules(settings.git(), tokenHosts(settings.providers()));
    UvTool uv = new UvTool(data.uv(), settings.uv(), processes, Programs.ofService(), host);
    UvEnvironments environments =
        new UvEnvironments(data.environments(), data.uvCache(), uv, processes, Programs.ofService(), host);
    Thread.ofVirtual().name("look for Python").start(environments::lookForPython);
    RunnerDbtProcess single = new RunnerDbtProcess(
        data.runner(), processes, Programs.ofService(), new SeenFolders(data.checkouts(), folders), CANCEL_GRACE, clock);
    return new DbtTools(folders,
        new JGitCheckouts(data.mirrors(), new CheckoutFolders(data.checkouts(), CHECKOUTS, clock), remote),
        new JGitRemoteBranches(remote),
        environments,
        single,
        Optional.of(settings.dbtServers()).filter(choice -> choice.megabytes() > 0).map(choice -> ServedDbtProcess.over(single, data.runner(),
            processes, Programs.ofService(), new ServerLimits(choice.megabytes(), choice.idle(), SERVER_PATIENCE), clock)),
        new PackageCredentialFile(remote.addresses()));
  }

  private static RemoteRules rules(GitChoice git, TokenHosts tokenHosts) {
    return new RemoteRules(
        new RepositoryAddressPolicy(git.localFolders(), git.insecureHosts(), ReachableHosts.of(git.privateHosts()), tokenHosts),
        new GitLimits(git.maxMegabytes() * 1024L * 1024, git.maxFiles()), new GitPatience(GIT_SILENCE, GIT_ASKING, git.fetch()));
  }

  private static TokenHosts tokenHosts(ProviderChoice choice) {
    TokenHosts hosts = TokenHosts.STANDARD.and(GitProvider.GITHUB, choice.github()).and(GitProvider.GITLAB, choice.gitlab())
        .and(GitProvider.BITBUCKET, choice.bitbucket());
    return choice.login().map(login -> hosts.and(GitProvider.GITHUB, login.web())).orElse(hosts);
  }

  DbtProcess dbt() {
    return served.<DbtProcess>map(served -> served).orElse(single);
  }

  /** Ends servers that are not needed any more; for every few seconds. */
  void tend() {
    served.ifPresent(ServedDbtProcess::tend);
  }

  /** Nothing that runs by a server lives any more. */
  void close() {
    served.ifPresent(ServedDbtProcess::close);
  }

  PrepareWorkspace prepare(ConfiguredParts configured, Recorded recorded, AdmitCode admit, RunTime time) {
    return new PrepareWorkspace(configured, new CheckOutCommit(checkouts, time.pause(), time.steady()),
        new PrepareEnvironment(environments, recorded.locks(), recorded.upgrades(), recorded.runEnvironments(), time.clock()),
        new YamlWarehouseProfiles(folders), new InstallPackages(dbt(), packages), admit);
  }
}
