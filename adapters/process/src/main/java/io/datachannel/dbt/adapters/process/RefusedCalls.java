package io.datachannel.dbt.adapters.process;

import java.util.HashMap;
import java.util.Map;

/** The numbers of the system calls that are refused in a sandbox (include/uapi/asm-generic/unistd.h and arch/x86/entry/syscalls of Linux). */
final class RefusedCalls {
  /** From the time on when new calls got one number everywhere. */
  private static final Map<String, Integer> ALIKE = Map.ofEntries(
      Map.entry("io_uring_setup", 425), Map.entry("io_uring_enter", 426), Map.entry("io_uring_register", 427),
      Map.entry("open_tree", 428), Map.entry("move_mount", 429), Map.entry("fsopen", 430), Map.entry("fsconfig", 431),
      Map.entry("fsmount", 432), Map.entry("fspick", 433), Map.entry("pidfd_getfd", 438), Map.entry("mount_setattr", 442),
      Map.entry("quotactl_fd", 443));

  static final Map<String, Integer> X86_64 = with(Map.ofEntries(
      Map.entry("ptrace", 101), Map.entry("syslog", 103), Map.entry("vhangup", 153), Map.entry("modify_ldt", 154),
      Map.entry("pivot_root", 155), Map.entry("adjtimex", 159), Map.entry("chroot", 161), Map.entry("acct", 163), Map.entry("settimeofday", 164),
      Map.entry("mount", 165), Map.entry("umount2", 166), Map.entry("swapon", 167), Map.entry("swapoff", 168), Map.entry("reboot", 169),
      Map.entry("sethostname", 170), Map.entry("setdomainname", 171), Map.entry("iopl", 172), Map.entry("ioperm", 173),
      Map.entry("init_module", 175), Map.entry("delete_module", 176), Map.entry("quotactl", 179), Map.entry("lookup_dcookie", 212),
      Map.entry("clock_settime", 227), Map.entry("kexec_load", 246), Map.entry("add_key", 248), Map.entry("request_key", 249),
      Map.entry("keyctl", 250), Map.entry("unshare", 272), Map.entry("perf_event_open", 298), Map.entry("fanotify_init", 300),
      Map.entry("name_to_handle_at", 303), Map.entry("open_by_handle_at", 304), Map.entry("clock_adjtime", 305), Map.entry("setns", 308),
      Map.entry("process_vm_readv", 310), Map.entry("process_vm_writev", 311), Map.entry("kcmp", 312), Map.entry("finit_module", 313),
      Map.entry("kexec_file_load", 320), Map.entry("bpf", 321), Map.entry("userfaultfd", 323)));

  static final Map<String, Integer> AARCH64 = with(Map.ofEntries(
      Map.entry("lookup_dcookie", 18), Map.entry("umount2", 39), Map.entry("mount", 40), Map.entry("pivot_root", 41), Map.entry("chroot", 51),
      Map.entry("vhangup", 58), Map.entry("quotactl", 60), Map.entry("acct", 89), Map.entry("unshare", 97), Map.entry("kexec_load", 104),
      Map.entry("init_module", 105), Map.entry("delete_module", 106), Map.entry("clock_settime", 112), Map.entry("syslog", 116),
      Map.entry("ptrace", 117), Map.entry("reboot", 142), Map.entry("sethostname", 161), Map.entry("setdomainname", 162),
      Map.entry("settimeofday", 170), Map.entry("adjtimex", 171), Map.entry("add_key", 217), Map.entry("request_key", 218), Map.entry("keyctl", 219),
      Map.entry("swapon", 224), Map.entry("swapoff", 225), Map.entry("perf_event_open", 241), Map.entry("fanotify_init", 262),
      Map.entry("name_to_handle_at", 264), Map.entry("open_by_handle_at", 265), Map.entry("clock_adjtime", 266), Map.entry("setns", 268),
      Map.entry("process_vm_readv", 270), Map.entry("process_vm_writev", 271), Map.entry("kcmp", 272), Map.entry("finit_module", 273),
      Map.entry("bpf", 280), Map.entry("userfaultfd", 282), Map.entry("kexec_file_load", 294)));

  private RefusedCalls() {}

  private static Map<String, Integer> with(Map<String, Integer> own) {
    Map<String, Integer> all = new HashMap<>(own);
    all.putAll(ALIKE);
    return Map.copyOf(all);
  }
}
