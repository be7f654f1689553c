/** The name in a node's unique id: of model.shop.orders it is orders. What is no unique id stays as it is. */
export const nameOf = uniqueId => uniqueId.split('.').slice(2).join('.') || uniqueId;
