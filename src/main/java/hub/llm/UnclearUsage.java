package hub.llm;

/**
 * A vendor reported usage that can't be priced: a field nobody knows, or parts that do not sum to
 * the whole. Nothing is guessed: the attempt stays in doubt and the model waits for a person.
 */
final class UnclearUsage extends RuntimeException {
  UnclearUsage(String model, String field, String seen) {
    super("Model " + model + " reported usage that can't be priced: " + field + " " + seen);
  }
}
