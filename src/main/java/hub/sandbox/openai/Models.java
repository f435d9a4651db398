package hub.sandbox.openai;

import java.util.Set;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The models that the sandbox has. Like OpenAI it answers with the dated name of the model asked
 * for.
 */
final class Models {
  /** Judges texts. */
  static final String JUDGE = "sandbox-judge-1";

  /** Turns texts into vectors of 384 numbers. */
  static final String EMBED = "sandbox-embed-1";

  /** The judge by its date. */
  static final String DATED_JUDGE = JUDGE + "-2026-11-01";

  /** Tokens that the judge takes, input and output together. */
  static final int WINDOW = 128_000;

  /** Tokens that the judge writes at most. */
  static final int MOST_OUTPUT = 16_384;

  private static final long CREATED = 1_793_491_200;

  private Models() {}

  static void checkJudge(String model) {
    check(model, Set.of(JUDGE, DATED_JUDGE));
  }

  static void checkEmbed(String model) {
    check(model, Set.of(EMBED));
  }

  private static void check(String model, Set<String> known) {
    if (!known.contains(model)) {
      throw ApiProblem.unknownModel(model);
    }
  }

  static ObjectNode list() {
    ObjectNode list = JsonMapper.shared().createObjectNode();
    list.put("object", "list");
    ArrayNode data = list.putArray("data");
    data.add(model(EMBED));
    data.add(model(JUDGE));
    data.add(model(DATED_JUDGE));
    return list;
  }

  static ObjectNode one(String id) {
    check(id, Set.of(EMBED, JUDGE, DATED_JUDGE));
    return model(id);
  }

  private static ObjectNode model(String id) {
    return JsonMapper.shared()
        .createObjectNode()
        .put("id", id)
        .put("object", "model")
        .put("created", CREATED)
        .put("owned_by", "sandbox");
  }
}
