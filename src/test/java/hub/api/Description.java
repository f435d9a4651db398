package hub.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The API's published description, against which real answers are held. */
final class Description {
  private final JsonNode api;
  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  Description(JsonNode api) {
    this.api = api;
  }

  List<String> operations() {
    List<String> ids = new ArrayList<>();
    for (JsonNode path : api.path("paths")) {
      path.forEach(operation -> ids.add(operation.path("operationId").stringValue()));
    }
    return ids;
  }

  /** Fails unless the answer is as described, with nothing in it that is not described. */
  void check(String schema, HttpResponse<String> answer) {
    ObjectNode root = JsonMapper.shared().createObjectNode();
    root.put("$ref", "#/components/schemas/" + schema);
    JsonNode components = api.path("components").deepCopy();
    components.path("schemas").forEach(Description::close);
    root.set("components", components);

    List<String> faults =
        registry.getSchema(root).validate(Program.json(answer)).stream()
            .map(Error::toString)
            .toList();

    assertThat(faults).as(schema + ": " + answer.body()).isEmpty();
  }

  private static void close(JsonNode schema) {
    if (schema instanceof ObjectNode object && object.has("properties")) {
      object.put("additionalProperties", false);
    }
  }
}
