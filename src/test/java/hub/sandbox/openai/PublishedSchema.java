package hub.sandbox.openai;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import hub.Contracts;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A schema of OpenAI's published description, with its {@code nullable: true} put as JSON Schema
 * puts it.
 */
final class PublishedSchema {
  private final Schema schema;

  private PublishedSchema(Schema schema) {
    this.schema = schema;
  }

  static PublishedSchema of(String name) {
    JsonNode description =
        JsonMapper.shared().readTree(Contracts.dir().resolve("openai.openapi.json").toFile());
    ObjectNode root = JsonMapper.shared().createObjectNode();
    root.put("$ref", "#/components/schemas/" + name);
    root.set("components", description.path("components"));
    allowNulls(root);
    SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    return new PublishedSchema(registry.getSchema(root));
  }

  List<String> faults(JsonNode answer) {
    return schema.validate(answer).stream().map(Error::toString).toList();
  }

  private static void allowNulls(JsonNode node) {
    node.forEach(PublishedSchema::allowNulls);
    if (node instanceof ObjectNode object && object.path("nullable").asBoolean(false)) {
      if (object.path("type").isString()) {
        ArrayNode types =
            JsonMapper.shared().createArrayNode().add(object.path("type")).add("null");
        object.set("type", types);
      }
      if (object.path("enum") instanceof ArrayNode values) {
        values.addNull();
      }
      if (object.has("$ref")) {
        ArrayNode either = JsonMapper.shared().createArrayNode();
        either.addObject().set("$ref", object.remove("$ref"));
        either.addObject().put("type", "null");
        object.set("anyOf", either);
      }
    }
  }
}
