package io.datachannel.dbt.application.journal;

/** The steps of a run, in their order (specification, "General backend Flow"). */
public enum RunStep { CHECKOUT, ENVIRONMENT, PROFILE, PACKAGES, PARSE, DBT, STORE }
