package hub.integration.check;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import hub.integration.check.Tree.Field;
import hub.integration.check.Tree.Fields;
import hub.integration.check.Tree.Items;
import hub.integration.check.Tree.Word;
import hub.integration.policy.FlowForm;
import hub.integration.policy.FlowLanguage;
import hub.integration.policy.FlowStep;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Camel's own schema of its YAML, in the one notation that other editors write. */
@org.springframework.stereotype.Component
class FlowSchema {
  private static final String FILE = "/schema/camelYamlDsl-canonical.json";
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** Read beside the rest of a hub's start: nobody needs it before a flow is looked at. */
  private final CompletableFuture<Loaded> loaded =
      CompletableFuture.supplyAsync(FlowSchema::load, Thread::startVirtualThread);

  private record Loaded(JsonNode definitions, Schema schema) {}

  private static Loaded load() {
    ObjectNode text = (ObjectNode) read();
    // As it ships, unmarshal requires all of its data formats at once.
    ((ObjectNode) text.at("/items/definitions/org.apache.camel.model.UnmarshalDefinition"))
        .remove("required");
    return new Loaded(
        text.at("/items/definitions"),
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4)
            .getSchema(text.toString(), InputFormat.JSON));
  }

  private static JsonNode read() {
    try (InputStream file =
        Objects.requireNonNull(FlowSchema.class.getResourceAsStream(FILE), FILE)) {
      return new JsonMapper().readTree(file.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What each name of Camel's YAML may hold. */
  JsonNode definitions() {
    return loaded.join().definitions();
  }

  void check(Tree tree, Findings findings) {
    for (Error error : loaded.join().schema().validate(json(tree))) {
      Spot spot = find(tree, error.getInstanceLocation());
      tell(error, spot, findings);
    }
  }

  private static void tell(Error error, Spot spot, Findings findings) {
    switch (error.getKeyword()) {
      case "additionalProperties" -> unknown(error, spot, findings);
      case "required" ->
          findings.add(
              spot.named(),
              "schema",
              "%s lacks %s.".formatted(spot.name(), error.getProperty()),
              "Add %s: below it.".formatted(error.getProperty()));
      case "maxProperties" -> tooMany(spot, findings);
      case "enum" ->
          findings.add(
              spot.tree().place(),
              "schema",
              "%s cannot be %s.".formatted(spot.name(), text(spot.tree())),
              "Give one of " + words(error.getSchemaNode()) + ".");
      case "type" -> wrongType(error, spot, findings);
      default ->
          findings.add(
              spot.tree().place(), "schema", error.getMessage() + ".", "See Camel's YAML.");
    }
  }

  private static void unknown(Error error, Spot spot, Findings findings) {
    String name = error.getProperty();
    Place place =
        spot.tree() instanceof Fields fields
            ? fields.field(name).map(field -> field.key().place()).orElse(fields.place())
            : spot.tree().place();
    boolean step = spot.name().equals("steps");
    Set<String> known = step ? new TreeSet<>(FlowStep.words()) : known(spot.name());
    findings.add(
        place,
        "schema",
        step
            ? "There is no step %s.".formatted(name)
            : "%s knows no %s.".formatted(spot.name(), name),
        NearMiss.remedy(
            name,
            known,
            known.isEmpty()
                ? "Expressions stand under expression:, then the language; see the documentation."
                : (step ? "There are " : "It knows ") + String.join(", ", known) + "."));
  }

  private static Set<String> known(String owner) {
    return FlowStep.of(owner)
        .map(FlowStep::properties)
        .or(() -> FlowForm.of(owner).map(FlowForm::properties))
        .or(() -> FlowLanguage.of(owner).map(FlowLanguage::properties))
        .orElse(owner.equals("The flow") ? Set.of("route") : Set.of());
  }

  private static void tooMany(Spot spot, Findings findings) {
    Place second =
        spot.tree() instanceof Fields fields && fields.fields().size() > 1
            ? fields.fields().get(1).key().place()
            : spot.tree().place();
    String name =
        spot.tree() instanceof Fields fields && fields.fields().size() > 1
            ? fields.fields().get(1).name()
            : "this";
    findings.add(
        second,
        "schema",
        "%s stands beside a step, not in it.".formatted(name),
        "Indent it below the step's name, or begin a step of its own with -.");
  }

  private static void wrongType(Error error, Spot spot, Findings findings) {
    String wanted = error.getSchemaNode().asString();
    // The placeholder's value is looked at where it is put in.
    if (spot.tree() instanceof Word word && word.text().startsWith("{{")) {
      return;
    }
    String form =
        switch (wanted) {
          case "array" -> "a list: lines that begin with -";
          case "object" -> "a map: names with a colon";
          case "boolean" -> "true or false, without quotes";
          case "number", "integer" -> "a number, without quotes";
          default -> "text; put it in quotes";
        };
    findings.add(
        spot.tree() instanceof Word ? spot.tree().place() : spot.named(),
        "schema",
        "%s has the wrong form.".formatted(spot.name()),
        "Make it %s.".formatted(form));
  }

  private static String words(JsonNode names) {
    return String.join(", ", names.valueStream().map(JsonNode::asString).toList());
  }

  private static String text(Tree tree) {
    return tree instanceof Word word ? word.text() : "this";
  }

  /** What an error is about, and the name it stands behind. */
  private record Spot(Tree tree, String name, Place named) {}

  private static Spot find(Tree root, NodePath path) {
    Spot spot = new Spot(root, "The flow", new Place(1, 1, 1, 1));
    for (int i = 0; i < path.getNameCount(); i++) {
      Object step = path.getElement(i);
      if (spot.tree() instanceof Items items && step instanceof Number index) {
        Tree item = items.items().get(index.intValue());
        spot = new Spot(item, spot.name(), item.place());
      } else if (spot.tree() instanceof Fields fields) {
        Field field = fields.field(step.toString()).orElseThrow();
        spot = new Spot(field.value(), field.name(), field.key().place());
      }
    }
    return spot;
  }

  private static JsonNode json(Tree tree) {
    return switch (tree) {
      case Fields fields -> {
        ObjectNode object = JSON.objectNode();
        fields.fields().forEach(field -> object.set(field.name(), json(field.value())));
        yield object;
      }
      case Items items -> {
        ArrayNode array = JSON.arrayNode();
        items.items().forEach(item -> array.add(json(item)));
        yield array;
      }
      case Word word -> json(word);
    };
  }

  private static JsonNode json(Word word) {
    return switch (word.kind()) {
      case TEXT -> JSON.stringNode(word.text());
      case BOOLEAN -> JSON.booleanNode(Boolean.parseBoolean(word.text()));
      case NOTHING -> JSON.nullNode();
      case WHOLE, DECIMAL -> number(word.text());
    };
  }

  private static JsonNode number(String text) {
    try {
      return text.matches("-?[0-9]{1,300}")
          ? JSON.numberNode(new BigInteger(text))
          : JSON.numberNode(new BigDecimal(text));
    } catch (NumberFormatException e) {
      // Infinity and the like.
      return JSON.stringNode(text);
    }
  }

  /** Names of a definition that the schema has, for what can stand there. */
  List<String> names(String definition) {
    return definitions().path(definition).path("properties").propertyNames().stream().toList();
  }
}
