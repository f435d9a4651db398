package hub.sandbox.openai;

import hub.sandbox.Call;
import hub.sandbox.openai.judge.Judge;
import hub.sandbox.openai.judge.Luck;
import hub.sandbox.openai.judge.Quirks;
import hub.sandbox.openai.judge.Reply;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;

/** Answers {@code /chat/completions}. */
final class ChatCompletions {
  private final Tokens tokens = Tokens.ofChat();
  private final Prompts prompts = new Prompts(tokens);
  private final Judge judge;
  private final Quirks quirks;
  private final PromptCache cache;
  private final RateLimits limits;
  private final Clock clock;

  ChatCompletions(Judge judge, Quirks quirks, Luck luck, RateLimits limits, Clock clock) {
    this.judge = judge;
    this.quirks = quirks;
    this.cache = new PromptCache(luck, quirks.cacheHits());
    this.limits = limits;
    this.clock = clock;
  }

  void answer(Call call, JsonNode body) throws IOException {
    ChatRequest request = ChatRequest.of(body);
    call.note("model", request.model());
    send(call, complete(call, request, call::note));
  }

  /** A line of a batch: has a line of its own in the journal, at the price of batches. */
  JsonNode batched(Call looked, String attempt, JsonNode body) {
    ChatRequest request = ChatRequest.of(body);
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("attempt", attempt);
    facts.put("batched", true);
    facts.put("model", request.model());
    ChatAnswer answer = complete(looked, request, facts::put);
    looked.countAlso("POST", "/openai/v1/chat/completions", 200, facts);
    return answer.json();
  }

  private ChatAnswer complete(Call call, ChatRequest request, BiConsumer<String, Object> journal) {
    int[] prompt = prompts.tokensOf(request);
    admit(call, request, prompt.length);
    List<Completion> choices = new ArrayList<>();
    for (int i = 0; i < request.choices(); i++) {
      choices.add(Completion.of(reply(call, request), request.cap(), tokens));
    }
    Usage usage = usage(prompt, cache.cached(prompt, Luck.nameOf(request.question())), choices);
    note(journal, usage, choices);
    return ChatAnswer.of(request, choices, usage, clock.instant().getEpochSecond());
  }

  private void admit(Call call, ChatRequest request, int promptTokens) {
    if (call.fault("context-length").isPresent() || promptTokens + request.cap() > Models.WINDOW) {
      throw ApiProblem.contextLength(
          Models.WINDOW, Math.max(promptTokens, Models.WINDOW + 1 - request.cap()));
    }
    limits.take(request.model(), promptTokens, call);
  }

  private Reply reply(Call call, ChatRequest request) {
    String stage = request.schemaName();
    if (request.schema() != null && stage != null && Judge.knows(stage)) {
      return judge.reply(stage, request.question(), quirks(call));
    }
    return SmallTalk.reply(request);
  }

  /** Faults of this request come on top of the model's own habits. */
  private Quirks quirks(Call call) {
    Quirks usual = call.fault("clean").isPresent() ? Quirks.none() : quirks;
    return new Quirks(
        call.fault("wrong-quotes").isPresent() ? 1 : usual.wrongQuotes(),
        call.fault("wrong-ids").isPresent() ? 1 : usual.wrongIds(),
        call.fault("refusal").isPresent() ? 1 : usual.refusals(),
        call.fault("malformed").isPresent() ? 1 : usual.malformed(),
        call.fault("runaway").isPresent() ? 1 : usual.runaways(),
        usual.secondThoughts(),
        usual.cacheHits());
  }

  private static Usage usage(int[] prompt, int cached, List<Completion> choices) {
    return new Usage(
        prompt.length,
        cached,
        choices.stream().mapToInt(Completion::tokens).sum(),
        choices.stream().mapToInt(Completion::reasoning).sum());
  }

  private static void note(
      BiConsumer<String, Object> journal, Usage usage, List<Completion> choices) {
    journal.accept("prompt_tokens", usage.prompt());
    journal.accept("cached_tokens", usage.cached());
    journal.accept("completion_tokens", usage.completion());
    journal.accept("reasoning_tokens", usage.reasoning());
    journal.accept("outcome", choices.getFirst().outcome());
  }

  private void send(Call call, ChatAnswer answer) throws IOException {
    if (!answer.request().streams()) {
      call.answer(200, "application/json", answer.json().toPrettyString());
      return;
    }
    try (OutputStream out = call.stream(200, "text/event-stream; charset=utf-8")) {
      answer.stream(out, tokens);
    }
  }
}
