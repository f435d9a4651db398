package hub.integration.check;

import hub.integration.FlowKind;
import hub.integration.check.Tree.Field;
import hub.integration.check.Tree.Fields;
import hub.integration.check.Tree.Word;
import hub.integration.policy.FlowEndpoint;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.camel.catalog.EndpointValidationResult;
import org.apache.camel.catalog.impl.DefaultRuntimeCamelCatalog;

/** Looks at where a flow reads from and sends to. */
final class Endpoints {
  private final FlowKind kind;
  private final DefaultRuntimeCamelCatalog catalog;
  private final Placeholders placeholders;
  private final Hosts hosts;
  private final Source source;
  private final Findings findings;

  Endpoints(
      FlowKind kind,
      DefaultRuntimeCamelCatalog catalog,
      Placeholders placeholders,
      Hosts hosts,
      Source source,
      Findings findings) {
    this.kind = kind;
    this.catalog = catalog;
    this.placeholders = placeholders;
    this.hosts = hosts;
    this.source = source;
    this.findings = findings;
  }

  /** One option with its place. */
  private record Option(Place name, Word value) {}

  /** A {@code from} or {@code to}. */
  void check(Fields fields, boolean from) {
    Optional<Word> uri = fields.word("uri");
    if (uri.isEmpty()) {
      return;
    }
    Word word = uri.get();
    if (word.text().contains("${") || word.text().contains("$simple{")) {
      findings.add(
          word.place(),
          "policy",
          "An address cannot come from a message.",
          "Write it out; choice goes to one of several.");
      return;
    }
    String scheme = scheme(word.text());
    Optional<FlowEndpoint> endpoint = FlowEndpoint.of(kind, scheme, from);
    if (endpoint.isEmpty()) {
      refused(word, scheme, from);
      return;
    }
    placeholders.check(pathOf(word), takesSecrets(endpoint.get(), word));
    Map<String, Option> options = options(fields, word);
    options.forEach((name, option) -> option(endpoint.get(), name, option));
    address(endpoint.get(), word, options);
    if (endpoint.get() != FlowEndpoint.DIRECT) {
      catalogue(word, options, from);
    }
  }

  static String scheme(String uri) {
    int colon = uri.indexOf(':');
    return colon < 0 ? uri : uri.substring(0, colon);
  }

  /** Without its query, which options() reads. */
  private static Word pathOf(Word uri) {
    int query = uri.text().indexOf('?');
    return query < 0 ? uri : new Word(uri.place(), uri.text().substring(0, query), uri.kind());
  }

  private void refused(Word word, String scheme, boolean from) {
    List<String> known =
        FlowEndpoint.all(kind, from).stream().map(FlowEndpoint::scheme).distinct().toList();
    Optional<String> meant = NearMiss.of(scheme, known);
    boolean otherWay = FlowEndpoint.of(kind, scheme, !from).isPresent();
    findings.add(
        source.find(word.place(), scheme, 0),
        meant.isPresent() ? "endpoint" : "policy",
        otherWay
            ? "A flow cannot %s %s:.".formatted(from ? "read from" : "send to", scheme)
            : meant.isPresent()
                ? "There is no endpoint %s:.".formatted(scheme)
                : "%s: is none of the endpoints of a %s flow."
                    .formatted(scheme, kind.title().toLowerCase(java.util.Locale.ROOT)),
        meant
            .map(name -> "Did you mean %s:?".formatted(name))
            .orElse(
                "It may %s %s."
                    .formatted(
                        from ? "read from" : "send to",
                        known.stream().map(name -> name + ":").collect(Collectors.joining(", ")))));
  }

  /** Options of both notations; what stands in {@code parameters} is written better. */
  private Map<String, Option> options(Fields fields, Word uri) {
    Map<String, Option> options = new LinkedHashMap<>();
    int query = uri.text().indexOf('?');
    if (query >= 0) {
      for (String pair : uri.text().substring(query + 1).split("&")) {
        String name = pair.split("=", 2)[0];
        String value = pair.contains("=") ? pair.substring(pair.indexOf('=') + 1) : "";
        Place place = source.find(uri.place(), name + (pair.contains("=") ? "=" : ""), 0);
        options.put(name, new Option(place, new Word(uri.place(), value, Tree.Kind.TEXT)));
      }
    }
    if (fields.get("parameters") instanceof Fields parameters) {
      for (Field field : parameters.fields()) {
        if (field.value() instanceof Word value) {
          options.put(field.name(), new Option(field.key().place(), value));
        } else {
          findings.add(
              field.key().place(),
              "endpoint",
              "%s is no text.".formatted(field.name()),
              "Give one value.");
        }
      }
    }
    return options;
  }

  private void option(FlowEndpoint endpoint, String name, Option option) {
    String value = option.value().text();
    placeholders.check(option.value(), endpoint.takesSecret(name));
    if (value.startsWith("#")) {
      findings.add(
          option.value().place(),
          "bean",
          "There is no %s that a flow may use.".formatted(value),
          "Leave %s out; beans and classes are the hub's.".formatted(name));
    } else if (!endpoint.options().contains(name)) {
      unlisted(endpoint, name, option);
    } else if (endpoint == FlowEndpoint.FILE && name.equals("fileName") && leaves(value)) {
      findings.add(
          option.value().place(),
          "policy",
          "The file's name %s leaves its folder.".formatted(value),
          "Name folders in the endpoint, and the file alone here.");
    } else if (value.contains("${")
        && !(endpoint == FlowEndpoint.FILE && name.equals("fileName"))) {
      findings.add(
          option.value().place(),
          "endpoint",
          "%s of %s: takes no expression.".formatted(name, endpoint.scheme()),
          "Write the value itself.");
    }
  }

  private static boolean leaves(String fileName) {
    return fileName.contains("..") || fileName.contains("\\") || fileName.startsWith("/");
  }

  private void unlisted(FlowEndpoint endpoint, String name, Option option) {
    boolean known = names(endpoint.scheme()).contains(name);
    boolean prefixed = name.startsWith("httpClient") || name.startsWith("httpConnection");
    if (endpoint.isWeb()
        && !known
        && !prefixed
        && NearMiss.of(name, endpoint.options()).isEmpty()) {
      // A query's parameter, the receiver's own.
      return;
    }
    findings.add(
        option.name(),
        known ? "policy" : "endpoint",
        known
            ? "A flow may not give %s: the option %s.".formatted(endpoint.scheme(), name)
            : "%s: has no option %s.".formatted(endpoint.scheme(), name),
        NearMiss.remedy(
            name,
            endpoint.options(),
            endpoint.options().isEmpty()
                ? "Leave it out."
                : "It may give " + String.join(", ", endpoint.options()) + "."));
  }

  private Set<String> names(String scheme) {
    var model = catalog.componentModel(scheme);
    return model == null
        ? Set.of()
        : model.getEndpointOptions().stream()
            .map(option -> option.getName())
            .collect(Collectors.toCollection(TreeSet::new));
  }

  private void address(FlowEndpoint endpoint, Word uri, Map<String, Option> options) {
    String full = placeholders.filled(pathOf(uri).text());
    String rest = full.substring(Math.min(full.length(), full.indexOf(':') + 1));
    switch (endpoint) {
      case HTTP, HTTPS, SMTP, SMTPS -> host(uri, full, rest);
      case FILE -> folder(uri, rest);
      case INBOX -> inbox(uri);
      case KAFKA -> kafka(uri, rest, options);
      case SIGN -> sign(uri, options);
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
    if (!pathOf(uri).text().equals("file:{{flow.inbox.folder}}")) {
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

  private void sign(Word uri, Map<String, Option> options) {
    if (!pathOf(uri).text().equals("sign:standard-webhooks") || !options.containsKey("secret")) {
      findings.add(
          uri.place(),
          "endpoint",
          "sign: knows one scheme, and needs a secret.",
          "Write sign:standard-webhooks, with secret: \"{{flow.secret.name}}\" in its parameters.");
    }
  }

  private static boolean takesSecrets(FlowEndpoint endpoint, Word uri) {
    return endpoint.isWeb() && uri.text().matches("https?:(//)?[^/{]+/.*");
  }

  /** What Camel itself would say of the options. */
  private void catalogue(Word uri, Map<String, Option> options, boolean from) {
    if (options.isEmpty()) {
      return;
    }
    String query =
        options.entrySet().stream()
            .map(
                option ->
                    option.getKey()
                        + "="
                        + encoded(placeholders.filled(option.getValue().value().text())))
            .collect(Collectors.joining("&"));
    String path = placeholders.filled(pathOf(uri).text()).replaceAll("\\{\\{[^{}]*}}", "x");
    EndpointValidationResult result =
        catalog.validateEndpointProperties(path + "?" + query, false, from, !from);
    Map<String, String> wrong = new LinkedHashMap<>();
    add(wrong, result.getInvalidBoolean(), "true or false");
    add(wrong, result.getInvalidInteger(), "a whole number");
    add(wrong, result.getInvalidNumber(), "a number");
    add(wrong, result.getInvalidDuration(), "a duration, such as 500 or 10s");
    if (result.getInvalidEnum() != null) {
      result
          .getInvalidEnum()
          .forEach(
              (name, value) ->
                  wrong.put(name, "one of " + String.join(", ", result.getEnumChoices(name))));
    }
    wrong.forEach(
        (name, right) -> {
          Option option = options.get(name);
          if (option != null) {
            findings.add(
                option.value().place(),
                "endpoint",
                "%s cannot be %s.".formatted(name, option.value().text()),
                "Give %s.".formatted(right));
          }
        });
    if (result.getNotConsumerOnly() != null || result.getNotProducerOnly() != null) {
      return;
    }
    if (result.getSyntaxError() != null) {
      findings.add(
          uri.place(),
          "endpoint",
          "This is no address: %s.".formatted(result.getSyntaxError()),
          "See the documentation.");
    }
  }

  private static void add(Map<String, String> wrong, Map<String, String> found, String right) {
    if (found != null) {
      found.keySet().forEach(name -> wrong.put(name, right));
    }
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value.replaceAll("\\{\\{[^{}]*}}", "x"), StandardCharsets.UTF_8);
  }
}
