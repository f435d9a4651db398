package routes;

import hub.llm.Answer;
import hub.llm.Asking;
import hub.llm.Embedded;
import hub.llm.Embedding;
import hub.llm.Question;
import hub.llm.TextsToEmbed;
import java.util.Objects;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lets the hub's rooms ask the model by its journeys without knowing Camel. */
@Component
public class ModelGate implements Asking, Embedding {
  private final CamelContext camel;

  public ModelGate(CamelContext camel) {
    this.camel = camel;
  }

  @Override
  public Answer ask(Question question) {
    return Objects.requireNonNull(send("direct:ask-model", question, Answer.class), "ask-model ends with an answer");
  }

  @Override
  public Optional<Embedded> embed(TextsToEmbed texts) {
    return send("direct:embed-texts", texts, Object.class) instanceof Embedded made ? Optional.of(made) : Optional.empty();
  }

  private <T> @Nullable T send(String journey, Object body, Class<T> answer) {
    try (var template = camel.createProducerTemplate()) {
      return template.requestBody(journey, body, answer);
    } catch (CamelExecutionException e) {
      throw e.getCause() instanceof RuntimeException plain ? plain : e;
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
