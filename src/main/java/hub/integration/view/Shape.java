package hub.integration.view;

import java.util.List;
import java.util.stream.Stream;

/**
 * What runs, step by step.
 *
 * @param about the first sentence of its author's comment; empty if there is none
 */
public record Shape(String about, List<Route> routes) {
  static final Shape NONE = new Shape("", List.of());

  /**
   * A route.
   *
   * @param line where it begins in its text, from 1; 0 if it has none
   * @param whenItFails the name of its failure policy; empty if it names none
   * @param steps its first is what it consumes from
   */
  public record Route(String id, int line, String whenItFails, List<Step> steps) {

    public String from() {
      return steps.getFirst().uri();
    }

    /** All of its steps, in the order of their lines. */
    public Stream<Step> all() {
      return steps.stream().flatMap(Step::withInner);
    }
  }

  /**
   * A step.
   *
   * @param kind Camel's name for it, for instance {@code filter}
   * @param id empty if its author gave it none
   * @param detail what it does it with, in few words
   * @param uri where it leads or comes from, without parameters; empty for other kinds
   * @param line where it stands in its text, from 1; 0 if not known
   */
  public record Step(
      String kind, String id, String detail, String uri, int line, List<Branch> branches) {

    private Stream<Step> withInner() {
      return Stream.concat(
          Stream.of(this),
          branches.stream().flatMap(branch -> branch.steps().stream()).flatMap(Step::withInner));
    }
  }

  /**
   * What a step contains.
   *
   * @param when in which case, in words; empty for its only case
   */
  public record Branch(String when, List<Step> steps) {}

  /** The routes that no other route of the same text leads to: where messages enter. */
  public List<Route> entries() {
    List<String> inner =
        routes.stream()
            .flatMap(route -> route.all().skip(1))
            .map(Step::uri)
            .filter(uri -> !uri.isEmpty())
            .toList();
    return routes.stream().filter(route -> !inner.contains(route.from())).toList();
  }
}
