package io.datachannel.dbt.application.storage;

import io.datachannel.dbt.application.result.PortFailure;
import io.datachannel.dbt.domain.account.AccountId;
import io.datachannel.dbt.domain.run.RunId;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The files of runs that lie on this machine and belong into the storage: those of a storage that was away, and those of a crash. */
public interface WaitingFiles {

  /** The runs that have any, also those that go on, in no order. */
  List<OfRun> runs();

  /** Says that the run is over: its journal and log are to be sent as well, unless they are still being written here. */
  void end(OfRun run);

  /**
   * The same of a run that copies of the service carry out. Of several attempts the last one counts: what lies here of an earlier one, which was
   * killed, fenced or gave the run back, is given up, artifacts and all.
   *
   * @param lastFencingNumber of the run's last attempt, 0 when there was none
   * @return false when the journal is still being written here: nothing of the run is to be sent yet
   * @throws PortFailure with STORAGE_UNAVAILABLE when the storage would have to be asked, and does not answer
   */
  boolean endCarriedOut(OfRun run, long lastFencingNumber);

  /** Whether what lies here is of an attempt before the last one, and does not count. @param lastFencingNumber as above */
  boolean areOfAnEarlierAttempt(OfRun run, long lastFencingNumber);

  /**
   * Sends what waits of a run, but for the journal and the log of one that goes on. What is sent is no longer here.
   *
   * @param logStored given the path of the run's log when it is in the storage, before it is deleted here; a crash repeats it
   * @throws PortFailure with STORAGE_UNAVAILABLE when the storage does not answer; the files stay
   */
  void send(OfRun run, Consumer<String> logStored);

  /**
   * Gives artifacts up, the oldest first, while more waits than the disk may hold of them; logs are kept longer.
   *
   * @param givenUp told of each by its name, before it is deleted; a crash repeats it
   */
  void makeRoom(BiConsumer<OfRun, String> givenUp);

  /** Whose files they are. */
  record OfRun(AccountId account, RunId run) {}
}
