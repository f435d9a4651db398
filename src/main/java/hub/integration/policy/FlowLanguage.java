package hub.integration.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The languages of expressions, each with the properties it may have. None of them runs code. */
public enum FlowLanguage {
  CONSTANT("constant", Set.of("expression", "trim"), "A fixed text."),
  SIMPLE("simple", Set.of("expression", "trim"), "Text with ${...} in it, and conditions."),
  TOKENIZE("tokenize", Set.of("token", "trim", "skipFirst"), "Cuts a text at a token, for split."),
  HEADER("header", Set.of("expression"), "A header's value."),
  VARIABLE("variable", Set.of("expression"), "A variable's value.");

  private final String word;
  private final Set<String> properties;
  private final String does;

  FlowLanguage(String word, Set<String> properties, String does) {
    this.word = word;
    this.properties = properties;
    this.does = does;
  }

  public String word() {
    return word;
  }

  public Set<String> properties() {
    return properties;
  }

  public String does() {
    return does;
  }

  public static Optional<FlowLanguage> of(String word) {
    return Arrays.stream(values()).filter(language -> language.word.equals(word)).findFirst();
  }

  public static List<String> words() {
    return Arrays.stream(values()).map(FlowLanguage::word).toList();
  }
}
