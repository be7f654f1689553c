package io.datachannel.dbt.adapters.dbt;

import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * The words by which the drivers of the warehouses say that they cannot connect, and what a user can do then. Read from what the drivers say, or
 * from their source where no such server can be had.
 */
enum DriverWords {
  /** Of ODBC: the service's machine lacks something, not the user. */
  NO_DRIVER("can't open lib|data source name not found|driver manager.{0,40}(no|not) .{0,20}driver|libodbc",
      "The ODBC driver is not installed on the service's machine; install it there, or choose another 'driver'."),
  LOGIN("password authentication failed|no pg_hba\\.conf entry|access denied for user|login failed for user"
      + "|incorrect username or password|jwt token is invalid|invalid oauth access token|authentication failed|invalid access token"
      + "|invalid_grant|invalid_client|invalid jwt signature|reauthentication is needed|unable to generate access token"
      + "|error 401|401 unauthorized|code: 516|AADSTS\\d+|invalid credentials|credentials are not valid",
      "It refuses the login: check the user, and enter the secret again."),
  NO_SUCH_DATABASE("database \"[^\"]*\" does not exist|unknown database|database .{1,80} does(n't| not) exist|cannot open database"
      + "|not found: (dataset|project)|catalog '[^']*' (does not exist|not found)",
      "The server is there and has no such database: check its name, and that the user may see it."),
  NO_SUCH_HOST("could not translate host name|name or service not known|unknown mysql server host|getaddrinfo failed|no address associated"
      + "|nodename nor servname|failed to resolve|name resolution",
      "There is no such host: check its name."),
  TLS("ssl error|certificate verify failed|sslv3 alert|wrong version number|server does not support ssl|certificate has expired"
      + "|ssl connection (error|is required)|ssl provider|root certificate file|could not load .{0,20}private key|self[- ]signed certificate",
      "TLS does not come about: check how it is to be used, and the certificates."),
  LOCKED("could not set lock on file|cannot open file .{0,400} (permission denied|no such file)|conflicting lock is held",
      "Another program has the database file open, or it cannot be opened: end that program, or choose another file."),
  NO_ANSWER("could not connect|connection refused|connection to server at .{0,400} failed|connection timed out|server closed the connection"
      + "|too many clients already|the database system is (starting up|shutting down)|can't connect to mysql server"
      + "|lost connection to mysql server|too many connections|login timeout expired|tcp provider|max retries exceeded"
      + "|failed to establish a new connection|failed to connect to",
      "Check its host, port and firewall, and that it is running.");

  /** In characters, of what is looked at; in all that users' code may say, to look for the words of all drivers takes too long. */
  private static final int MOST = 4096;

  private final Pattern words;
  private final String advice;

  DriverWords(String words, String advice) {
    this.words = Pattern.compile(words, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    this.advice = advice;
  }

  /** Whether a message of a node or of dbt is about the connection, and not about SQL. */
  static boolean tellOfTheConnection(String said) {
    String beginning = beginning(said);
    return Arrays.stream(values()).anyMatch(one -> one.isSure(beginning));
  }

  /** What to do about a connection that failed. */
  static String advice(String said) {
    String beginning = beginning(said);
    return Arrays.stream(values()).filter(one -> one.words.matcher(beginning).find()).findFirst().map(one -> one.advice)
        .orElse("Check its host, port, user, password and firewall, and that it is running and not locked by another program.");
  }

  private static String beginning(String said) {
    return said.substring(0, Math.min(MOST, said.length()));
  }

  /** Words that SQL of a model may give cause to, too, tell nothing where the model has run. */
  private boolean isSure(String said) {
    return switch (this) {
      case NO_SUCH_DATABASE -> false;
      case NO_DRIVER, LOGIN, NO_SUCH_HOST, TLS, LOCKED, NO_ANSWER -> words.matcher(said).find();
    };
  }
}
