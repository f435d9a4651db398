package hub.integration.policy;

import hub.integration.FlowKind;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The endpoints that a flow may read from or send to, each with the options it may give. */
public enum FlowEndpoint {
  DIRECT(
      "direct",
      EnumSet.allOf(FlowKind.class),
      Way.BOTH,
      "",
      "",
      "A route of this flow, or one of the doors."),
  LOG(
      "log",
      EnumSet.allOf(FlowKind.class),
      Way.TO,
      "level showBody showHeaders showAll multiline maxChars",
      "",
      "The hub's log."),
  TIMER(
      "timer",
      EnumSet.of(FlowKind.SOURCE),
      Way.FROM,
      "period delay repeatCount fixedRate",
      "",
      "Begins again and again."),
  QUARTZ(
      "quartz",
      EnumSet.of(FlowKind.SOURCE),
      Way.FROM,
      "cron trigger.timeZone",
      "",
      "Begins by the clock, on one process of all."),
  INBOX(
      "file",
      EnumSet.of(FlowKind.SOURCE),
      Way.FROM,
      "delete delay initialDelay include exclude maxMessagesPerPoll readLock readLockMinAge"
          + " readLockCheckInterval readLockTimeout readLockLoggingLevel",
      "",
      "The inbox of dumps, file:{{flow.inbox.folder}}, and no other folder."),
  FILE(
      "file",
      EnumSet.of(FlowKind.RESULT),
      Way.TO,
      "fileName fileExist appendChars charset",
      "",
      "A file in the workspace's folder: file:reports."),
  HTTP(
      "http",
      EnumSet.of(FlowKind.RESULT),
      Way.TO,
      Web.OPTIONS,
      Web.SECRETS,
      "A web address, unencrypted."),
  HTTPS("https", EnumSet.of(FlowKind.RESULT), Way.TO, Web.OPTIONS, Web.SECRETS, "A web address."),
  SMTP("smtp", EnumSet.of(FlowKind.RESULT), Way.TO, Web.MAIL, Web.MAIL_SECRETS, "A mail."),
  SMTPS(
      "smtps",
      EnumSet.of(FlowKind.RESULT),
      Way.TO,
      Web.MAIL,
      Web.MAIL_SECRETS,
      "A mail, encrypted from the start."),
  KAFKA(
      "kafka",
      EnumSet.of(FlowKind.RESULT),
      Way.TO,
      "brokers key clientId securityProtocol saslMechanism saslAuthType saslUsername saslPassword",
      "saslUsername saslPassword",
      "A topic of a Kafka that the administrator has listed."),
  JDBC(
      "jdbc",
      EnumSet.of(FlowKind.RESULT),
      Way.TO,
      "outputType useHeadersAsParameters",
      "",
      "jdbc:views asks the workspace's own rows, read-only: one select over the views below, which"
          + " the step before sets as a constant body. At most 1,000 rows, within 5 seconds."),
  SIGN(
      "sign",
      EnumSet.of(FlowKind.RESULT),
      Way.TO,
      "secret",
      "secret",
      "sign:standard-webhooks signs the body for the web address that comes next, as"
          + " standardwebhooks.com says.");

  /** Which way messages may go. */
  private enum Way {
    FROM,
    TO,
    BOTH
  }

  private static final class Web {
    static final String OPTIONS =
        "httpMethod connectTimeout responseTimeout okStatusCodeRange authMethod authUsername"
            + " authPassword authBearerToken authenticationPreemptive";
    static final String SECRETS = "authUsername authPassword authBearerToken";
    static final String MAIL = "to cc bcc from replyTo subject contentType username password";
    static final String MAIL_SECRETS = "username password";
  }

  private final String scheme;
  private final Set<FlowKind> kinds;
  private final Way way;
  private final Set<String> options;
  private final Set<String> secrets;
  private final String does;

  FlowEndpoint(
      String scheme, Set<FlowKind> kinds, Way way, String options, String secrets, String does) {
    this.scheme = scheme;
    this.kinds = kinds;
    this.way = way;
    this.options = new TreeSet<>(Words.of(options));
    this.secrets = Set.copyOf(Words.of(secrets));
    this.does = does;
  }

  public String scheme() {
    return scheme;
  }

  /**
   * What its addresses begin with, or the one that there is: {@code https:}, {@code jdbc:views}.
   */
  public String begin() {
    return scheme + (this == JDBC ? ":views" : ":");
  }

  public Set<FlowKind> kinds() {
    return kinds;
  }

  public boolean canBeFrom() {
    return way != Way.TO;
  }

  public boolean canBeTo() {
    return way != Way.FROM;
  }

  public Set<String> options() {
    return options;
  }

  /** Whether {@code {{flow.secret.*}}} may stand in this option. */
  public boolean takesSecret(String option) {
    return secrets.contains(option);
  }

  /** Whether its address is one of the web, with a path and a query of the receiver's. */
  public boolean isWeb() {
    return this == HTTP || this == HTTPS;
  }

  public String does() {
    return does;
  }

  /** What flows of a kind may read from or send to under a scheme. */
  public static Optional<FlowEndpoint> of(FlowKind kind, String scheme, boolean from) {
    return all(kind, from).stream().filter(endpoint -> endpoint.scheme.equals(scheme)).findFirst();
  }

  public static List<FlowEndpoint> all(FlowKind kind, boolean from) {
    return Arrays.stream(values())
        .filter(endpoint -> endpoint.kinds.contains(kind))
        .filter(endpoint -> from ? endpoint.canBeFrom() : endpoint.canBeTo())
        .toList();
  }

  /** The schemes of all endpoints of a kind, for the guard where flows run. */
  public static Set<String> schemes(FlowKind kind) {
    return Arrays.stream(values())
        .filter(endpoint -> endpoint.kinds.contains(kind))
        .map(FlowEndpoint::scheme)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
