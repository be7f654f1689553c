package io.datachannel.dbt.bootstrap.doctor;

import io.datachannel.dbt.adapters.process.Bubblewrap;
import io.datachannel.dbt.adapters.process.Programs;
import io.datachannel.dbt.adapters.process.Sandbox;
import io.datachannel.dbt.adapters.process.SandboxLimits;
import io.datachannel.dbt.adapters.process.SandboxNetwork;
import io.datachannel.dbt.bootstrap.settings.ServiceSettings.SandboxChoice.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether users' code runs in a sandbox here. It is tried as the service does it when it starts. */
public final class SandboxCheck {
  private static final String ABOUT = "sandbox";

  private final Mode mode;
  private final SandboxLimits limits;
  private final SandboxNetwork network;
  private final Programs programs;
  private final Path system;

  /** @param system settings of the system: /proc/sys */
  public SandboxCheck(Mode mode, SandboxLimits limits, SandboxNetwork network, Programs programs, Path system) {
    this.mode = mode;
    this.limits = limits;
    this.network = network;
    this.programs = programs;
    this.system = system;
  }

  /** @param isRoot whether the service would run as root */
  public List<Finding> look(boolean isRoot) throws IOException {
    if (mode == Mode.OFF) {
      return List.of(Finding.warning(ABOUT, "There is none (--sandbox off): the code of every account can read what the service can read.",
          "Leave --sandbox out, unless all who use the service may read everything."));
    }
    try (Scratch scratch = Scratch.make()) {
      return switch (Bubblewrap.search(programs, scratch.folder(), limits, network)) {
        case Bubblewrap.Search.Found(Sandbox sandbox, Optional<String> sharesNetwork) -> {
          sandbox.close();
          yield found(isRoot, sharesNetwork);
        }
        case Bubblewrap.Search.Missing(String reason) -> List.of(missing(reason));
      };
    }
  }

  private List<Finding> found(boolean isRoot, Optional<String> sharesNetwork) {
    List<Finding> findings = new ArrayList<>(List.of(Finding.ok(ABOUT, "Users' code runs in a sandbox; bubblewrap was tried.")));
    findings.add(sharesNetwork.map(reason -> Finding.warning("network",
        "Users' code is on the machine's network, since " + reason + ": it reaches what listens on this machine, and the metadata of a cloud.",
        networkRemedy(reason) + " Or keep it from them by a firewall."))
        .orElseGet(() -> Finding.ok("network", "A sandbox has a network of its own (slirp4netns).")));
    if (isRoot) {
      findings.add(Bubblewrap.hasControlGroups(limits) ? Finding.ok("cgroup", "Control groups bound what a sandbox takes in all.")
          : Finding.warning("cgroup", "The service would be root and may make no control groups: nothing bounds the number of a sandbox's processes.",
              "Run it as a user of its own, or let it write to /sys/fs/cgroup."));
    }
    return findings;
  }

  private Finding missing(String reason) throws IOException {
    String found = "There is no sandbox, since " + reason + ".";
    return mode == Mode.REQUIRED ? Finding.problem(ABOUT, found + " The service does not start (--sandbox required).", remedy(reason))
        : Finding.warning(ABOUT, found + " Only the code of account 1 runs.", remedy(reason));
  }

  private String remedy(String reason) throws IOException {
    if (reason.startsWith("there is no program")) {
      return "apt-get install bubblewrap util-linux";
    }
    if (reason.startsWith("the service's files lie in /usr")) {
      return "Put the data folder (--data-folder) elsewhere, such as below /var/lib.";
    }
    if (network.kind() == SandboxNetwork.Kind.OWN && reason.contains("network of its own")) {
      return networkRemedy(reason) + " Or leave --sandbox.network out: then it is the machine's where there is no other.";
    }
    if (is("user/max_user_namespaces", "0")) {
      return "Permit user namespaces: sysctl -w user.max_user_namespaces=15000";
    }
    if (is("kernel/unprivileged_userns_clone", "0")) {
      return "Permit user namespaces: sysctl -w kernel.unprivileged_userns_clone=1";
    }
    if (is("kernel/apparmor_restrict_unprivileged_userns", "1")) {
      return "Permit bubblewrap by a profile of AppArmor, or user namespaces to all: sysctl -w kernel.apparmor_restrict_unprivileged_userns=0";
    }
    return "Try 'bwrap --unshare-all --ro-bind / / true' as the service's user; in a container, permit user namespaces to it.";
  }

  /** By why a sandbox has no network of its own. */
  private String networkRemedy(String reason) {
    if (network.kind() == SandboxNetwork.Kind.SHARED) {
      return "Leave --sandbox.network shared out.";
    }
    if (reason.contains("there is no program")) {
      return reason.contains("python3") ? "apt-get install slirp4netns iproute2 python3." : "apt-get install slirp4netns iproute2.";
    }
    if (reason.contains("/dev/net/tun")) {
      return "Let the service's user read and write /dev/net/tun (modprobe tun; in a container, hand that device in).";
    }
    if (reason.contains("name server")) {
      return "Name a name server with an IPv4 address in /etc/resolv.conf.";
    }
    return "Try 'slirp4netns --version' and 'unshare --user --net true' as the service's user; user namespaces have to be permitted to it.";
  }

  private boolean is(String name, String value) throws IOException {
    Path file = system.resolve(name);
    return Files.isReadable(file) && Files.readString(file).strip().equals(value);
  }
}
