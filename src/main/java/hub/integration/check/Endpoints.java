package hub.integration.check;

import hub.integration.FlowKind;
import hub.integration.check.Tree.Field;
import hub.integration.check.Tree.Fields;
import hub.integration.check.Tree.Word;
import hub.integration.policy.FlowEndpoint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.camel.catalog.impl.DefaultRuntimeCamelCatalog;

/** Looks at where a flow reads from and sends to. */
final class Endpoints {
  private final FlowKind kind;
  private final DefaultRuntimeCamelCatalog catalog;
  private final Placeholders placeholders;
  private final Destinations destinations;
  private final OptionValues values;
  private final Source source;
  private final Findings findings;

  Endpoints(
      FlowKind kind,
      DefaultRuntimeCamelCatalog catalog,
      Placeholders placeholders,
      Reach reach,
      Source source,
      Findings findings) {
    this.kind = kind;
    this.catalog = catalog;
    this.placeholders = placeholders;
    this.destinations = new Destinations(placeholders, reach, source, findings);
    this.values = new OptionValues(catalog, placeholders, findings);
    this.source = source;
    this.findings = findings;
  }

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
    destinations.check(endpoint.get(), word, options);
    if (endpoint.get() != FlowEndpoint.DIRECT) {
      values.check(word, options, from);
    }
  }

  static String scheme(String uri) {
    int colon = uri.indexOf(':');
    return colon < 0 ? uri : uri.substring(0, colon);
  }

  /** Without its query, which options() reads. */
  static Word pathOf(Word uri) {
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

  private static boolean takesSecrets(FlowEndpoint endpoint, Word uri) {
    return endpoint.isWeb() && uri.text().matches("https?:(//)?[^/{]+/.*");
  }
}
