package hub.llm;

import com.fasterxml.jackson.databind.ObjectMapper;
import hub.Mode;
import hub.web.Check;
import hub.web.Finding;
import java.io.IOException;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Whether the model's server can be reached, knows the key and has the model; costs nothing. */
@Component
@Order(2)
class ModelCheck implements Check {
  private static final String PAGE = "/settings/model";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ModelAccess access;

  ModelCheck(ModelAccess access) {
    this.access = access;
  }

  @Override
  public String subject() {
    return "Model (OpenAI)";
  }

  @Override
  public Finding look() throws InterruptedException {
    ModelConnection connection = access.now();
    if (connection.mode() == Mode.SANDBOX) {
      return Finding.attention(
          "Simulated on this machine; its answers are invented.",
          "Set up a real model when you are ready.",
          PAGE);
    }
    String trouble = connection.trouble();
    if (trouble != null) {
      return Finding.broken("Paid work waits. " + trouble + ".", "Enter it.", PAGE);
    }
    try {
      return found(connection, ModelList.ask(connection));
    } catch (IOException e) {
      return Finding.broken(
          connection.baseUrl() + " can’t be reached (" + e.getClass().getSimpleName() + ").",
          "Check the address, and the way from this machine to it.",
          PAGE);
    }
  }

  private static Finding found(ModelConnection connection, ModelList.Said said) {
    String host = connection.baseUrl();
    return switch (said.status()) {
      case 200 -> models(connection, said.body());
      case 401, 403 ->
          Finding.broken(
              host + " refused the key with " + said.status() + ".", "Enter the right key.", PAGE);
      case 404, 405 ->
          Finding.attention(
              host + " answers, but has no list of models.",
              "A trial shows whether the model works; it says before what it costs.",
              PAGE);
      case 429 ->
          Finding.attention(
              host + " knows the key and is busy, or its account has no credit.",
              "Look at the account’s limits and credit.",
              null);
      default ->
          Finding.broken(
              host + " answered " + said.status() + ".",
              "Wait if the vendor has an outage; else check the address.",
              PAGE);
    };
  }

  private static Finding models(ModelConnection connection, String body) {
    List<String> names;
    try {
      names = JSON.readTree(body).path("data").findValuesAsText("id");
    } catch (IOException noJson) {
      return Finding.broken(
          connection.baseUrl() + " answers with a page instead of data.",
          "The address may lack /v1.",
          PAGE);
    }
    return names.contains(connection.model()) || names.isEmpty()
        ? Finding.ok(connection.baseUrl() + " knows the key and has " + connection.model() + ".")
        : Finding.attention(
            connection.baseUrl()
                + " knows the key; its list has no model "
                + connection.model()
                + ".",
            "Choose a model that it has.",
            PAGE);
  }
}
