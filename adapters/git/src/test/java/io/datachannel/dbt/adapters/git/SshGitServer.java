package io.datachannel.dbt.adapters.git;

import io.datachannel.dbt.domain.credential.HostKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.command.AbstractCommandSupport;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.UploadPack;

/** A git server over SSH on the loopback interface, which lets in the keys that it was told of. */
public final class SshGitServer implements AutoCloseable {
  private final SshServer ssh = SshServer.setUpDefaultServer();
  private final Path repositories;
  private final KeyPair hostKey;
  private final Set<String> known = ConcurrentHashMap.newKeySet();
  private final AtomicInteger logins = new AtomicInteger();
  private final CountDownLatch end = new CountDownLatch(1);
  private volatile boolean hangs;
  private volatile String words = "";

  private SshGitServer(Path repositories, KeyPair hostKey) {
    this.repositories = repositories;
    this.hostKey = hostKey;
  }

  /** One with an Ed25519 key of its own. */
  public static SshGitServer start(Path repositories) throws IOException {
    return start(repositories, Ed25519Keys.pairOf(new Ed25519Keys().fresh()));
  }

  /** @param repositories serves each folder in it, {@code NAME/.git}, as {@code NAME.git} */
  static SshGitServer start(Path repositories, KeyPair hostKey) throws IOException {
    SshGitServer server = new SshGitServer(repositories, hostKey);
    server.ssh.setHost("127.0.0.1");
    server.ssh.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
    server.ssh.setPublickeyAuthenticator((_, shown, _) -> {
      server.logins.incrementAndGet();
      return server.known.contains(PublicKeyEntry.toString(shown));
    });
    server.ssh.setCommandFactory((_, command) -> server.new UploadPackCommand(command));
    server.ssh.start();
    return server;
  }

  /** Makes it a deploy key. @param publicKey a line of authorized_keys */
  public void letIn(String publicKey) {
    String[] words = publicKey.split(" ");
    known.add(words[0] + " " + words[1]);
  }

  /** From now on, commands begin and never answer. */
  void hang() {
    hangs = true;
  }

  /** From now on each upload begins with these words beside it. */
  void say(String text) {
    words = text;
  }

  public String url(String name) {
    return "ssh://git@127.0.0.1:" + ssh.getPort() + "/" + name + ".git";
  }

  /** The line by which clients know this server. */
  HostKey line() {
    return HostKey.of("hostKeys", "[127.0.0.1]:" + ssh.getPort() + " " + PublicKeyEntry.toString(hostKey.getPublic()));
  }

  List<HostKey> lines() {
    return List.of(line());
  }

  /** How many keys were shown to it. */
  int logins() {
    return logins.get();
  }

  @Override
  public void close() throws IOException {
    end.countDown();
    ssh.stop(true);
  }

  private final class UploadPackCommand extends AbstractCommandSupport {
    UploadPackCommand(String command) {
      super(command, null);
    }

    @Override
    public void run() {
      try {
        if (hangs) {
          end.await();
        }
        String name = getCommand().replaceFirst("^git-upload-pack '/?", "").replaceFirst("\\.git'$", "");
        Path folder = repositories.resolve(name).resolve(".git");
        onExit(Files.isDirectory(folder) ? upload(folder) : missing());
      } catch (IOException | InterruptedException broken) {
        onExit(1, String.valueOf(broken.getMessage()));
      }
    }

    private int missing() throws IOException {
      getErrorStream().write("ERROR: Repository not found.\n".getBytes(StandardCharsets.UTF_8));
      getErrorStream().flush();
      return 1;
    }

    private int upload(Path folder) throws IOException {
      getErrorStream().write(words.getBytes(StandardCharsets.UTF_8));
      getErrorStream().flush();
      try (Repository repository = new FileRepositoryBuilder().setGitDir(folder.toFile()).build()) {
        UploadPack upload = new UploadPack(repository);
        String protocol = getEnvironment().getEnv().get("GIT_PROTOCOL");
        if (protocol != null) {
          upload.setExtraParameters(Set.of(protocol.split(":")));
        }
        upload.upload(getInputStream(), getOutputStream(), getErrorStream());
        return 0;
      }
    }
  }
}
