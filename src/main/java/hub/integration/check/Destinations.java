package hub.integration.check;

import hub.integration.check.Tree.Word;
import hub.integration.policy.FlowEndpoint;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;

/** Looks at where an endpoint leads: hosts, folders, topics. */
final class Destinations {
  private final Placeholders placeholders;
  private final Hosts hosts;
  private final Reach reach;
  private final Source source;
  private final Findings findings;

  Destinations(Placeholders placeholders, Reach reach, Source source, Findings findings) {
    this.placeholders = placeholders;
    this.hosts = reach.hosts();
    this.reach = reach;
    this.source = source;
    this.findings = findings;
  }

  void check(FlowEndpoint endpoint, Word uri, Map<String, Option> options) {
    String full = placeholders.filled(Endpoints.pathOf(uri).text());
    String rest = full.substring(Math.min(full.length(), full.indexOf(':') + 1));
    switch (endpoint) {
      case HTTP, HTTPS, SMTP, SMTPS -> host(uri, full, rest);
      case FILE -> folder(uri, rest);
      case INBOX -> inbox(uri);
      case KAFKA -> kafka(uri, rest, options);
      case SIGN -> sign(uri, options);
      case JDBC -> jdbc(uri, options);
      default -> {}
    }
  }

  private void host(Word uri, String full, String rest) {
    String authority = rest.replaceFirst("^//", "").split("[/?#]", 2)[0];
    String host =
        authority.startsWith("[")
            ? authority.replaceFirst("(?<=]).*", "")
            : authority.split(":", 2)[0];
    String port = authority.substring(host.length()).replaceFirst("^:", "");
    if (authority.contains("@") || full.contains("\\") || host.isEmpty() || host.contains("{{")) {
      findings.add(
          uri.place(),
          "policy",
          "The host cannot be read from this address.",
          "Write scheme://host/path; names and passwords go into options.");
      return;
    }
    hosts
        .objection(
            host,
            port.isEmpty()
                ? full.startsWith("https") ? "443" : full.startsWith("http") ? "80" : "25"
                : port)
        .ifPresent(
            objection ->
                findings.add(
                    source.find(uri.place(), host, 0),
                    "policy",
                    "A flow may not send there: %s.".formatted(objection),
                    "Give the full name of a host on the internet."));
    readable(uri, full);
  }

  private void readable(Word uri, String full) {
    try {
      new URI(full.replaceAll("\\{\\{[^{}]*}}", "x"));
    } catch (URISyntaxException e) {
      findings.add(
          uri.place(),
          "endpoint",
          "This is no address: %s.".formatted(e.getReason()),
          "Encode what needs it.");
    }
  }

  private void folder(Word uri, String rest) {
    String path = rest.replaceFirst("^//(?!/)", "");
    boolean inside =
        path.matches("[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*)*")
            && !path.contains("..");
    if (!inside) {
      findings.add(
          uri.place(),
          "policy",
          "%s lies outside the workspace's folder.".formatted(uri.text()),
          "Name a folder in it, for instance file:reports.");
    }
  }

  private void inbox(Word uri) {
    if (!Endpoints.pathOf(uri).text().equals("file:{{flow.inbox.folder}}")) {
      findings.add(
          uri.place(),
          "policy",
          "A flow reads no folder but the inbox.",
          "Write file:{{flow.inbox.folder}}.");
    }
  }

  private void kafka(Word uri, String topic, Map<String, Option> options) {
    if (!topic.matches("[A-Za-z0-9._-]{1,249}") || topic.startsWith("sluice")) {
      findings.add(
          uri.place(),
          "policy",
          "A flow may not send to the topic %s.".formatted(topic),
          "Name a topic of letters, digits, dots and dashes that does not begin with sluice; those"
              + " are the hub's.");
    }
    Option brokers = options.get("brokers");
    if (brokers == null) {
      findings.add(
          uri.place(),
          "endpoint",
          "kafka: needs brokers.",
          "Add brokers: host:9092 to its parameters.");
      return;
    }
    for (String broker : placeholders.filled(brokers.value().text()).split(",")) {
      String host = broker.strip().replaceFirst(":[0-9]+$", "");
      if (!hosts.isListed(host, broker.strip().replaceFirst("^.*:", ""))) {
        findings.add(
            brokers.value().place(),
            "policy",
            "The broker %s is not listed for flows.".formatted(broker.strip()),
            "The administrator lists brokers in hub.flows.child.hosts; a broker says where others"
                + " are.");
      }
    }
  }

  private void jdbc(Word uri, Map<String, Option> options) {
    Option type = options.get("outputType");
    if (!Endpoints.pathOf(uri).text().equals("jdbc:views")) {
      findings.add(
          uri.place(),
          "policy",
          "A flow asks no other database, and this one by its views.",
          "Write jdbc:views.");
    } else if (type != null && !type.value().text().matches("SelectList|SelectOne")) {
      findings.add(
          type.value().place(),
          "policy",
          "outputType cannot be %s in a flow.".formatted(type.value().text()),
          "Give SelectList or SelectOne.");
    } else {
      reach
          .lacking()
          .get()
          .ifPresent(
              why ->
                  findings.add(
                      uri.place(),
                      "endpoint",
                      "Flows cannot ask the database of this installation: %s.".formatted(why),
                      "The administrator makes a role that may log in and nothing else, gives its"
                          + " name and password as hub.flows.views.username and .password, and"
                          + " starts the hub again."));
    }
  }

  private void sign(Word uri, Map<String, Option> options) {
    if (!Endpoints.pathOf(uri).text().equals("sign:standard-webhooks")
        || !options.containsKey("secret")) {
      findings.add(
          uri.place(),
          "endpoint",
          "sign: knows one scheme, and needs a secret.",
          "Write sign:standard-webhooks, with secret: \"{{flow.secret.name}}\" in its parameters.");
    }
  }
}
