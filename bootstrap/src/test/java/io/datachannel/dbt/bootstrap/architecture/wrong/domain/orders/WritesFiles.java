package io.datachannel.dbt.bootstrap.architecture.wrong.domain.orders;

import io.datachannel.dbt.bootstrap.architecture.wrong.domain.prices.KnowsOrders;
import java.nio.file.Path;

/** Wrong: the domain knows files, and two of its packages know each other. */
record WritesFiles(Path file, KnowsOrders prices) {}
