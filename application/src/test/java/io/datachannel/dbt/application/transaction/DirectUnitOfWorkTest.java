package io.datachannel.dbt.application.transaction;

class DirectUnitOfWorkTest extends UnitOfWorkContract {
  private final UnitOfWork unitOfWork = new DirectUnitOfWork();

  @Override
  protected UnitOfWork unitOfWork() {
    return unitOfWork;
  }
}
