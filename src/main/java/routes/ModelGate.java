package routes;

import hub.llm.Answer;
import hub.llm.Asking;
import hub.llm.Question;
import java.util.Objects;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.springframework.stereotype.Component;

/** Lets the hub's rooms ask the model by its journey without knowing Camel. */
@Component
class ModelGate implements Asking {
  private final CamelContext camel;

  ModelGate(CamelContext camel) {
    this.camel = camel;
  }

  @Override
  public Answer ask(Question question) {
    try (var template = camel.createProducerTemplate()) {
      return Objects.requireNonNull(template.requestBody("direct:ask-model", question, Answer.class), "ask-model ends with an answer");
    } catch (CamelExecutionException e) {
      throw e.getCause() instanceof RuntimeException plain ? plain : e;
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
