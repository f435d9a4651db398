package hub.sandbox.openai;

import hub.sandbox.Call;
import hub.sandbox.openai.judge.Vectors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Answers {@code /embeddings} with the vectors of the model in the jar. */
final class Embeddings {
  private static final int MOST_TEXTS = 2_048;
  private static final int MOST_TOKENS = 8_192;

  private final Tokens tokens = Tokens.ofEmbeddings();
  private final Vectors vectors;
  private final RateLimits limits;

  Embeddings(Vectors vectors, RateLimits limits) {
    this.vectors = vectors;
    this.limits = limits;
  }

  void answer(Call call, JsonNode body) throws IOException {
    String model = Checks.text(body, "model").orElseThrow(Checks::noModel);
    Models.checkEmbed(model);
    int dimensions =
        Checks.whole(body, "dimensions", 1, Vectors.DIMENSIONS).orElse(Vectors.DIMENSIONS);
    boolean inBase64 = encoding(body).equals("base64");
    List<String> texts = texts(body.path("input"));
    int count = count(texts);
    call.note("model", model);
    limits.take(model, count, call);
    ObjectNode answer = JsonMapper.shared().createObjectNode().put("object", "list");
    ArrayNode data = answer.putArray("data");
    for (int i = 0; i < texts.size(); i++) {
      float[] vector = Vectors.shortened(vectors.of(texts.get(i)), dimensions);
      ObjectNode embedding = data.addObject().put("object", "embedding").put("index", i);
      write(vector, inBase64, embedding);
    }
    answer
        .put("model", model)
        .putObject("usage")
        .put("prompt_tokens", count)
        .put("total_tokens", count);
    call.note("prompt_tokens", count);
    call.note("outcome", "stop");
    call.answerHeader("openai-model", model);
    call.answer(200, "application/json", answer.toString());
  }

  private static String encoding(JsonNode body) {
    String encoding = Checks.text(body, "encoding_format").orElse("float");
    if (!encoding.equals("float") && !encoding.equals("base64")) {
      throw ApiProblem.invalid(
          "encoding_format",
          "invalid_value",
          "Invalid value: '" + encoding + "'. Supported values are: 'float' and 'base64'.");
    }
    return encoding;
  }

  private static List<String> texts(JsonNode input) {
    if (input.isMissingNode() || input.isNull()) {
      throw ApiProblem.missing("input");
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode each :
        input.isArray() ? input : JsonMapper.shared().createArrayNode().add(input)) {
      if (!each.isString() || each.stringValue().isEmpty()) {
        throw ApiProblem.invalid(
            "input",
            null,
            "'$.input' is invalid. Please check the API reference:"
                + " https://platform.openai.com/docs/api-reference.");
      }
      texts.add(each.stringValue());
    }
    if (texts.isEmpty() || texts.size() > MOST_TEXTS) {
      throw ApiProblem.invalid(
          "input",
          null,
          "'$.input' is invalid. Please check the API reference:"
              + " https://platform.openai.com/docs/api-reference.");
    }
    return texts;
  }

  private int count(List<String> texts) {
    int sum = 0;
    for (int i = 0; i < texts.size(); i++) {
      int count = tokens.count(texts.get(i));
      if (count > MOST_TOKENS) {
        throw ApiProblem.invalid(
            null,
            null,
            "This model's maximum context length is "
                + MOST_TOKENS
                + " tokens, however you requested "
                + count
                + " tokens ("
                + count
                + " in your prompt; 0 for the completion). Please reduce your prompt; or"
                + " completion length.");
      }
      sum += count;
    }
    return sum;
  }

  private static void write(float[] vector, boolean inBase64, ObjectNode embedding) {
    if (!inBase64) {
      ArrayNode numbers = embedding.putArray("embedding");
      for (float number : vector) {
        numbers.add(number);
      }
      return;
    }
    ByteBuffer bytes =
        ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(vector);
    embedding.put("embedding", Base64.getEncoder().encodeToString(bytes.array()));
  }
}
