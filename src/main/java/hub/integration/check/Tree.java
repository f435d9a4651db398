package hub.integration.check;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A flow's YAML as maps, lists and words, each with its place in the text. */
sealed interface Tree {

  Place place();

  /** A map, in the order in which it was written. */
  record Fields(Place place, List<Field> fields) implements Tree {

    Optional<Field> field(String name) {
      return fields.stream().filter(field -> field.name().equals(name)).findFirst();
    }

    /** What stands behind a name; null if nothing does. */
    @Nullable Tree get(String name) {
      return field(name).map(Field::value).orElse(null);
    }

    /** The text behind a name; empty if there is none. */
    Optional<Word> word(String name) {
      return get(name) instanceof Word word ? Optional.of(word) : Optional.empty();
    }

    /** The list behind a name; empty if there is none. */
    List<Tree> items(String name) {
      return get(name) instanceof Items items ? items.items() : List.of();
    }
  }

  /** One name of a map with what stands behind it. */
  record Field(Word key, Tree value) {
    String name() {
      return key.text();
    }
  }

  /** A list. */
  record Items(Place place, List<Tree> items) implements Tree {}

  /**
   * A scalar.
   *
   * @param kind what YAML takes it for, if it is not quoted
   */
  record Word(Place place, String text, Kind kind) implements Tree {}

  /** What a scalar is to YAML. */
  enum Kind {
    TEXT,
    WHOLE,
    DECIMAL,
    BOOLEAN,
    NOTHING
  }
}
