package hub.sandbox.openai;

import hub.sandbox.Catalogue;
import hub.sandbox.SandboxOptions;
import hub.sandbox.SandboxServer;
import hub.sandbox.openai.judge.Judge;
import hub.sandbox.openai.judge.Quirks;
import hub.sandbox.openai.judge.Vectors;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A sandbox with OpenAI alone, and a client that speaks to it without any SDK. */
final class OpenAiCaller implements AutoCloseable {
  static final JsonMapper JSON = JsonMapper.shared();

  final SandboxServer sandbox;
  final HttpClient client = HttpClient.newHttpClient();

  private OpenAiCaller(SandboxServer sandbox) {
    this.sandbox = sandbox;
  }

  static OpenAiCaller of(Quirks quirks, SandboxOptions options) {
    Judge judge = new Judge(Catalogue.standard(), Vectors.shared(), options.seed());
    return new OpenAiCaller(
        SandboxServer.start(options, List.of(new OpenAiApi(options, judge, quirks))));
  }

  static OpenAiCaller withoutQuirks() {
    return of(Quirks.none(), SandboxOptions.standard(1));
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(sandbox.url() + "/openai/v1" + path))
        .header("Authorization", "Bearer " + sandbox.secrets().openaiKey());
  }

  HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
    return client.send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(request(path).build(), BodyHandlers.ofString());
  }

  JsonNode json(String path, JsonNode body) throws IOException, InterruptedException {
    return JSON.readTree(post(path, body.toString()).body());
  }

  /** A request for a stage, as the hub sends it. */
  static ObjectNode stage(String name, JsonNode data) {
    ObjectNode body = JSON.createObjectNode().put("model", Models.JUDGE);
    body.putArray("messages")
        .add(
            JSON.createObjectNode().put("role", "system").put("content", resource(name + ".v1.md")))
        .add(JSON.createObjectNode().put("role", "user").put("content", data.toString()));
    ObjectNode schema =
        body.putObject("response_format").put("type", "json_schema").putObject("json_schema");
    schema
        .put("name", name)
        .put("strict", true)
        .set("schema", JSON.readTree(resource(name + ".v1.schema.json")));
    return body;
  }

  static ObjectNode plain(String words) {
    ObjectNode body = JSON.createObjectNode().put("model", Models.JUDGE);
    body.putArray("messages").addObject().put("role", "user").put("content", words);
    return body;
  }

  static String resource(String name) {
    try (var file = OpenAiCaller.class.getResourceAsStream("/prompts/" + name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(name, e);
    }
  }

  @Override
  public void close() {
    sandbox.close();
    client.close();
  }
}
