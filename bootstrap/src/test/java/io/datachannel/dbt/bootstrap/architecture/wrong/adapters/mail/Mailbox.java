package io.datachannel.dbt.bootstrap.architecture.wrong.adapters.mail;

import io.datachannel.dbt.bootstrap.architecture.wrong.bootstrap.Wiring;

/** Wrong: an adapter knows the wiring. */
public record Mailbox(Wiring wiring) {}
