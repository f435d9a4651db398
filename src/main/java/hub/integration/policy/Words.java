package hub.integration.policy;

import java.util.List;

/** Words in one text, so that a list of many reads well. */
final class Words {

  private Words() {}

  static List<String> of(String words) {
    return words.isBlank() ? List.of() : List.of(words.strip().split("\\s+"));
  }
}
