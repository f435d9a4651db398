package components.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.core.ObjectMappers;
import com.openai.models.chat.completions.ChatCompletionChunk;
import java.util.List;
import org.apache.camel.builder.RouteBuilder;

/** {@code direct:stream}: asks for a stream and splits the body into its chunks. */
final class StreamRoute {

  private StreamRoute() {}

  static RouteBuilder collectingInto(List<JsonNode> chunks) {
    return new RouteBuilder() {
      @Override
      public void configure() {
        from("direct:stream")
            .to("openai:chat-completion?streaming=true&maxRetries=0")
            .split(body())
            .streaming()
            .stopOnException()
            .process()
            .body(
                ChatCompletionChunk.class,
                chunk -> chunks.add(ObjectMappers.jsonMapper().valueToTree(chunk)))
            .end();
      }
    };
  }
}
