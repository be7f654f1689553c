package io.datachannel.dbt.bootstrap.architecture.wrong.application;

/** Wrong: eight methods. */
interface WidePort {
  void one();

  void two();

  void three();

  void four();

  void five();

  void six();

  void seven();

  void eight();
}
