package io.datachannel.dbt.adapters.git;

import java.io.IOException;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/** Keeps JGit from the configuration of the machine and of the service's user: what is run depends on the repository alone. */
final class IsolatedGitConfig extends SystemReader.Delegate {
  private static final IsolatedGitConfig ONE = new IsolatedGitConfig(SystemReader.getInstance());

  private IsolatedGitConfig(SystemReader machine) {
    super(machine);
  }

  /** JGit keeps one reader for the whole process, so this is done once, before the first repository is opened. */
  static void install() {
    SystemReader.setInstance(ONE);
  }

  /** GIT_SSH would start a program, and others of git's variables lead to other files. */
  @Override
  public String getenv(String name) {
    return name.startsWith("GIT_") ? null : super.getenv(name);
  }

  @Override
  public FileBasedConfig openUserConfig(Config parent, FS fs) {
    return new NoConfig(parent, fs);
  }

  @Override
  public FileBasedConfig openSystemConfig(Config parent, FS fs) {
    return new NoConfig(parent, fs);
  }

  @Override
  public FileBasedConfig openJGitConfig(Config parent, FS fs) {
    return new NoConfig(parent, fs);
  }

  private static final class NoConfig extends FileBasedConfig {
    NoConfig(Config parent, FS fs) {
      super(parent, null, fs);
    }

    @Override
    public void load() throws IOException, ConfigInvalidException {
      // There is no file.
    }

    @Override
    public void save() {
      // Nothing is kept.
    }

    @Override
    public boolean isOutdated() {
      return false;
    }
  }
}
