package io.datachannel.dbt.bootstrap;

import io.datachannel.dbt.adapters.persistence.MySqlEncryptionKeys;
import io.datachannel.dbt.adapters.persistence.MySqlSealedRows;
import io.datachannel.dbt.adapters.security.TinkSecretSealing;
import io.datachannel.dbt.application.keys.RotateKeys;
import io.datachannel.dbt.bootstrap.settings.BadSettings;
import io.datachannel.dbt.bootstrap.settings.ServiceSettings;
import java.io.PrintStream;
import java.time.Clock;

/** The command {@code rotate-keys}: exchanges the key that seals secrets, beside a service that is up or without one. */
final class KeyExchange {
  private KeyExchange() {}

  /** @throws BadSettings when no service has been started with them yet */
  static void run(ServiceSettings settings, PrintStream out) {
    DataFolder data = new DataFolder(settings.dataFolder());
    if (!TinkSecretSealing.hasMasterKey(data.keys())) {
      throw new BadSettings("There is no master key in " + data.keys() + ": give the flags of the service whose keys are to be exchanged.");
    }
    try (OpenDatabase open = OpenDatabase.beside(settings.database(), data.database())) {
      Clock clock = Clock.systemUTC();
      TinkSecretSealing sealing = TinkSecretSealing.with(new MySqlEncryptionKeys(open.database()), data.keys(), clock);
      RotateKeys.Rotated rotated = new RotateKeys(sealing, new MySqlSealedRows(open.database(), sealing), clock).rotate();
      out.println("Key " + Integer.toUnsignedString(rotated.key()) + " seals from now on. Warehouses and credentials whose secrets were "
          + "sealed again: " + rotated.pass().resealed() + ".");
      if (rotated.pass().unreadable() > 0) {
        out.println("With a secret that no key opens, to be entered again: " + rotated.pass().unreadable() + ".");
      }
      out.println("The service destroys earlier keys by itself " + RotateKeys.OLD_KEYS_STAY.toHours()
          + " hours from now, when nothing that they sealed is left.");
    }
  }
}
