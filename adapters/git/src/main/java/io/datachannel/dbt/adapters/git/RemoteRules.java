package io.datachannel.dbt.adapters.git;

/** What servers of repositories may take of this service: where they are, how much they send, and how long they need. */
public record RemoteRules(RepositoryAddressPolicy addresses, GitLimits limits, GitPatience patience) {}
