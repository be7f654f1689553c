package io.datachannel.dbt.bootstrap.architecture.wrong.domain.prices;

import io.datachannel.dbt.bootstrap.architecture.wrong.domain.orders.Order;

/** Wrong: closes a cycle of packages. */
public record KnowsOrders(Order order) {}
