package io.datachannel.dbt.adapters.git;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.eclipse.jgit.transport.RemoteSession2;

/** A session of its own client, in the form in which JGit uses such: what the server runs looks like a process of this machine. */
final class KeyedSession implements RemoteSession2 {
  private final SshClient client;
  private final ClientSession session;
  private final Conversation conversation;

  KeyedSession(SshClient client, ClientSession session, Conversation conversation) {
    this.client = client;
    this.session = session;
    this.conversation = conversation;
  }

  @Override
  public Process exec(String command, int seconds) throws IOException {
    return exec(command, Map.of(), seconds);
  }

  /** @param environment tells the server which version of git's protocol is understood; it may ignore it */
  @Override
  public Process exec(String command, Map<String, String> environment, int seconds) throws IOException {
    ChannelExec channel = session.createExecChannel(command);
    environment.forEach(channel::setEnv);
    channel.open().verify(Duration.ofSeconds(seconds));
    return new RemoteProcess(channel, conversation);
  }

  @Override
  public void disconnect() {
    session.close(true);
    client.stop();
  }

  private static final class RemoteProcess extends Process {
    private static final int UNKNOWN = -1;
    private static final Duration FOR_ITS_STATUS = Duration.ofSeconds(5);

    private final ChannelExec channel;
    private final InputStream out;
    private final InputStream err;

    RemoteProcess(ChannelExec channel, Conversation conversation) {
      this.channel = channel;
      this.out = conversation.counted(channel.getInvertedOut());
      this.err = new FirstWords(conversation.counted(channel.getInvertedErr()), Conversation.MOST_WORDS);
    }

    @Override
    public OutputStream getOutputStream() {
      return channel.getInvertedIn();
    }

    @Override
    public InputStream getInputStream() {
      return out;
    }

    @Override
    public InputStream getErrorStream() {
      return err;
    }

    @Override
    public int waitFor() {
      return exitValue();
    }

    @Override
    public int exitValue() {
      channel.waitFor(EnumSet.of(ClientChannelEvent.EXIT_STATUS, ClientChannelEvent.CLOSED), FOR_ITS_STATUS);
      Integer status = channel.getExitStatus();
      return status == null ? UNKNOWN : status;
    }

    @Override
    public boolean isAlive() {
      return channel.isOpen();
    }

    @Override
    public void destroy() {
      channel.close(true);
    }
  }
}
