package components.openai;

import java.util.Arrays;

/** What an {@code openai:} endpoint can be asked to do. */
public enum OpenAIOperations {
  /** A message in, the model's answer out. */
  CHAT_COMPLETION("chat-completion"),
  /** Texts in, their vectors out. */
  EMBEDDINGS("embeddings");

  private final String uriName;

  OpenAIOperations(String uriName) {
    this.uriName = uriName;
  }

  /** As it stands in the URI, for instance {@code chat-completion}. */
  public String uriName() {
    return uriName;
  }

  /**
   * The operation of that name in a URI.
   *
   * @throws IllegalArgumentException when there is none, or it is one of Camel's that is left out
   */
  static OpenAIOperations named(String uriName) {
    LeftOut.refuseOperation(uriName);
    return Arrays.stream(values())
        .filter(operation -> operation.uriName.equals(uriName))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "openai:"
                        + uriName
                        + " is no operation; there are chat-completion and embeddings"));
  }
}
